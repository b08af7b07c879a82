// Where nothing is found there is a way on, and it finds something.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();

/** Follows each link in turn, and checks that it finds as many articles as it says. */
async function eachFinds(page, selector) {
  const links = await page.locator(selector).evaluateAll((items) => items.map((item) => [item.querySelector("a").getAttribute("href"), item.innerText]));
  for (const [href, text] of links) {
    await page.visit(href);
    assert.equal(await total(page), Number(text.match(/(\d+) bài/)[1]), text);
    await page.goBack();
  }
  return links.length;
}

test("a filter that leaves nothing is offered to be dropped", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=1990");
  assert.equal(await total(page), 0);
  assert.equal(await page.locator(".hit:not(.partial)").count(), 0);
  assert.ok((await texts(page, ".loosen a")).includes("Bỏ: Năm: 1990"));
  assert.ok(await eachFinds(page, ".loosen li") > 0);
}));

test("of several filters only those are offered whose loss helps", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=1990&can-bo=X");
  const offered = await texts(page, ".loosen a");
  assert.ok(!offered.includes("Bỏ: Năm: 1990"), "X would still be nobody");
  assert.ok(offered.includes("Bỏ mọi bộ lọc"));
  await eachFinds(page, ".loosen li");
}));

test("a slip behind a filter is found too", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hugn&nam=1990");
  assert.ok((await texts(page, ".loosen a")).includes("Trần Văn Hùng"));
  await eachFinds(page, ".loosen li");
}));

test("did you mean", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hugn");
  assert.equal(await total(page), 0);
  assert.ok((await texts(page, ".suggestions a")).includes("Trần Văn Hùng"));
  assert.ok(await eachFinds(page, ".suggestions li") > 0);
}));

test("where not even that helps, the lists are offered", withPage(room, {}, async (page) => {
  await page.visit("/search?q=zzzz");
  assert.match(await page.locator(".found").innerText(), /Không có bài nào/);
  await page.click(".found .offers a:text-is('Cán bộ')");
  assert.ok(await page.locator(".many li").count() > 50);
}));

test("a page that is not there leads on", withPage(room, {}, async (page) => {
  await page.visit("/official/Ai");
  assert.match(await page.locator("h1").innerText(), /không nêu cán bộ nào là Ai/);
  await page.click("text=Đi tiếp từ đây");
  assert.equal(await page.locator("h1").innerText(), "Cán bộ");
}));
