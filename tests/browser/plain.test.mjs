// Without JavaScript everything works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();

test("searching, narrowing, reading and turning pages need no script", withPage(room, { javaScriptEnabled: false }, async (page) => {
  await page.visit("/");
  await page.fill("#q", "tran van hung");
  await page.click(".ask button");
  assert.equal(await total(page), 18);

  await page.click(".turns a[rel=next]");
  assert.equal(await page.locator(".hit").count(), 8);
  await page.click(".turns a[rel=prev]");

  await page.click(".facets details:has(h3:text-is('Cán bộ')) .value >> nth=0");
  assert.equal(await total(page), 9);
  await page.click(".facets details:has(h3:text-is('Tỉnh, thành phố')) summary");
  assert.ok(await page.locator(".facets details:has(h3:text-is('Tỉnh, thành phố')) .value").first().isVisible(), "groups unfold");
  await page.click(".crumbs a >> nth=0");
  assert.equal(await total(page), 18);

  await page.click(".bars a[aria-label^='2025: ']");
  assert.equal(await total(page), 5);

  await page.click(".hit h2 a");
  const numbers = await texts(page, "#marks .numbers a");
  assert.deepEqual(numbers, numbers.map((_, index) => String(index + 1)), "each place has its link");
  await page.click("#marks .numbers a >> nth=0");
  assert.match(page.url(), /#m1$/);
  await page.click(".in-answer a[rel=next]");
  await page.click(".in-answer a:has-text('Về kết quả')");
  assert.equal(await total(page), 5);
}));

test("what only a script can do is not shown", withPage(room, { javaScriptEnabled: false }, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  assert.equal(await page.locator("#keys-open").isVisible(), false);
  await page.click(".hit h2 a");
  assert.equal(await page.locator("#mark-next").isVisible(), false);
}));
