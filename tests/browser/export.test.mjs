// Taking the whole answer away: the links are on the page, and the table holds every article.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();

test("every form has its link, with the same question", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=2025");
  assert.deepEqual(await texts(page, ".exports a"), ["CSV", "BIB", "RIS", "ATOM", "JSON"]);
  for (const href of await page.locator(".exports a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    assert.match(href, /^\/search\.\w+\?q=tran%20van%20hung&nam=2025$/);
  }
  await page.click(".hit h2 a");
  assert.deepEqual(await texts(page, "#cite p a[href*='.']"), ["BibTeX", "RIS", "JSON"].concat(await texts(page, "#cite .note a[href*='.']")));
}));

test("the table is a file that a spreadsheet opens, with a row for each article", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const count = await total(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(".exports a:text-is('CSV')")]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  const bytes = readFileSync(await download.path());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "it begins with the mark by which spreadsheets know UTF-8");
  const [head, ...rows] = records(bytes.subarray(3).toString("utf8"));
  assert.ok(head.length > 5, head.join());
  assert.equal(rows.length, count);
  assert.ok(rows.every((row) => row.length === head.length), "each row has all columns");
  const titles = await texts(page, ".hit h2");
  titles.forEach((title, index) => assert.ok(rows[index].some((value) => value.replace(/\s+/g, " ") === title), `${title} stands in row ${index + 1}`));
}));

test("the other forms hold as many", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const count = await total(page);
  for (const [ending, entry] of [["bib", /^@\w+\{/gm], ["ris", /^TY {2}- /gm], ["atom", /<entry>/g]]) {
    const answer = await fetch(`${room.base}/search.${ending}?q=tran+van+hung`);
    assert.equal(answer.status, 200, ending);
    assert.equal((await answer.text()).match(entry)?.length, count, ending);
  }
}));

/** Reads a table after RFC 4180. */
function records(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
