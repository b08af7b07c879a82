// Asking for a man by his name without marks, and turning the pages of the answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();

test("a name without marks finds its man first and marks him", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.fill("#q", "tran van hung");
  await page.click(".ask button");
  assert.equal(await total(page), 18);
  const first = page.locator(".hit").first();
  assert.match(await first.locator("h2").innerText(), /Trần Văn Hùng/);
  assert.equal(await first.locator("h2 mark").innerText(), "Trần Văn Hùng");
  const marks = new Set(await texts(page, ".snippet mark"));
  assert.deepEqual([...marks].sort(), ["Trần Văn Hùng", "Trần Văn Hưng"], "only the name is marked");
  assert.match(await page.locator(".reading").innerText(), /tên người “tran van hung”/);
  assert.equal(await page.locator("#q").inputValue(), "tran van hung", "the question stays in the box");
}));

test("who is written so is told apart", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  assert.deepEqual(await texts(page, ".suggestions a"), ["Trần Văn Hùng", "Trần Văn Hưng"]);
  await page.click(".suggestions a >> nth=1");
  assert.equal(await page.locator("#q").inputValue(), "Trần Văn Hưng");
  assert.equal(await total(page), 9);
}));

test("pages are turned to the end and back", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const first = await texts(page, ".hit h2");
  await page.click(".turns a[rel=next]");
  const second = await texts(page, ".hit h2");
  assert.deepEqual([first.length, second.length], [10, 8]);
  assert.equal(await page.locator(".turns a[rel=next]").count(), 0, "there is no page behind the last");
  await page.click(".turns a[rel=prev]");
  assert.deepEqual(await texts(page, ".hit h2"), first);
}));

test("the order is chosen", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".sorts a:text('Cũ nhất')");
  // An article whose own date is inferred stands where its events are.
  const days = await page.locator(".hit time:not(.inferred)").evaluateAll((times) => times.map((time) => time.dateTime));
  assert.ok(days.length > 3);
  assert.deepEqual(days, [...days].sort());
  assert.equal(await page.locator(".sorts [aria-current]").innerText(), "Cũ nhất");
}));

test("a date that nobody wrote down gives its reason", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=2016");
  const hit = page.locator(".hit", { has: page.locator(".date.inferred") }).first();
  assert.match(await hit.locator(".facts").innerText(), /suy đoán/);
  assert.match(await hit.locator(".evidence").innerText(), /Ngày suy đoán, vì: “.+”/);
}));
