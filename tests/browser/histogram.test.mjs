// The picture of the years: a bar leads to its months, a month to its days, and what has no date is not forgotten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, total, withPage } from "./room.mjs";

const room = openRoom();
/** The bar that says this, with the number it says. */
const bar = async (page, stretch) => {
  const link = page.locator(`.bars a[aria-label^="${stretch}: "]`);
  return { link, count: Number((await link.getAttribute("aria-label")).match(/: (\d+)/)[1]) };
};

test("from a year to a month to a day and up again", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const year = await bar(page, "2025");
  await year.link.click();
  assert.equal(await total(page), year.count);
  assert.match(await page.locator(".chart figcaption").innerText(), /Số bài theo tháng/);

  const month = await bar(page, "08/2025");
  await month.link.click();
  assert.equal(await total(page), month.count);
  assert.match(await page.locator(".chart figcaption").innerText(), /Số bài theo ngày/);

  const day = await bar(page, "13/08/2025");
  await day.link.click();
  assert.equal(await total(page), day.count);
  assert.deepEqual(await page.locator(".hit time").evaluateAll((times) => [...new Set(times.map((time) => time.dateTime))]), ["2025-08-13"]);

  await page.click(".chart .up");
  assert.equal(await total(page), year.count);
  await page.click(".chart .up");
  assert.equal(await total(page), 18);
}));

test("articles without a date are a bar of their own", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const undated = page.locator(".chart .undated");
  const count = Number((await undated.innerText()).match(/(\d+) bài/)[1]);
  assert.ok(count > 0);
  await undated.click();
  assert.equal(await total(page), count);
  assert.match(await page.locator(".crumbs").innerText(), /Chỉ bài không rõ ngày/);
}));

test("the same numbers stand in a list, for those who do not see the picture", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".as-table summary");
  const rows = await page.locator(".as-table li").count();
  assert.equal(rows, await page.locator(".bars a").count());
  await page.click(".as-table a:text-is('2020')");
  assert.match(await page.locator(".chart figcaption").innerText(), /Số bài theo tháng/);
}));

test("a bar is reached and opened by keyboard", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.locator(".bars a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/tu=2012-01-01/);
}));
