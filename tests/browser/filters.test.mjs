// Narrowing an answer: by body, by several values, without one, and taking it back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();
const group = (page, name) => page.locator(".facets details", { has: page.locator(`h3:text-is("${name}")`) });
const counted = async (row) => Number(await row.locator(".count").innerText());

test("by a body, and by two of them", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const body = group(page, "Cấp ủy, cơ quan").locator("li").first();
  const first = await counted(body);
  await body.locator(".value").click();
  assert.equal(await total(page), first, "the count of a value is what it finds");
  assert.deepEqual(await texts(page, ".crumbs a:not(.over)"), ["Cấp ủy, cơ quan: Tỉnh ủy · Tuyên Quang ✕ bỏ điều kiện này"]);
  const chosen = group(page, "Cấp ủy, cơ quan").locator("li.chosen");
  assert.match(await chosen.innerText(), /Tỉnh ủy · Tuyên Quang/);

  const other = group(page, "Cấp ủy, cơ quan").locator("li:not(.chosen)", { hasText: "Tỉnh ủy · Hải Dương" });
  await other.locator(".value").click();
  assert.equal(await group(page, "Cấp ủy, cơ quan").locator("li.chosen").count(), 2);
  assert.ok(await total(page) > first, "two values of one facet are either of them");
}));

test("without a value, and with it again", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  const all = await total(page);
  const year = group(page, "Năm").locator("li", { hasText: "2025" });
  const some = await counted(year);
  await year.locator(".without").click();
  assert.equal(await total(page), all - some);
  assert.match(await page.locator(".crumbs").innerText(), /Trừ năm 2025/);
  assert.match(await group(page, "Năm").locator("li.excluded").innerText(), /2025/);
  await page.click(".crumbs a:has-text('2025')");
  assert.equal(await total(page), all);
  assert.equal(await page.locator(".crumbs").count(), 0);
}));

test("filters stay with the next question and go all at once", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=2025&tinh=Tuy%C3%AAn+Quang");
  await page.fill("#q", "");
  await page.press("#q", "Enter");
  assert.equal(await page.locator(".crumbs a:not(.over)").count(), 2);
  assert.ok(await total(page) > 0, "filters alone are a question");
  await page.click(".crumbs a.over");
  assert.equal(await page.locator(".crumbs").count(), 0);
}));

test("more values than fit stand on a page of their own, narrowed by a box", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await group(page, "Cán bộ").locator(".more").click();
  assert.equal(await page.locator("h1").innerText(), "Cán bộ");
  assert.ok(await page.locator(".counts li").count() > 20);
  await page.fill("#narrow", "ngan ha");
  await page.press("#narrow", "Enter");
  assert.deepEqual((await texts(page, ".counts li > a:first-child")), ["Vũ Thị Ngân Hà · Tuyên Quang"]);
  await page.click(".counts li > a:first-child");
  assert.equal(await page.locator("#q").inputValue(), "tran van hung");
  assert.equal(await total(page), 4);
}));

test("days are given by hand, in the manner of the country", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".facets summary:has-text('Khoảng ngày')");
  await page.fill(".days input[name=tu]", "1/1/2020");
  await page.fill(".days input[name=den]", "31/12/2020");
  await page.click(".days button");
  assert.match(await page.locator(".crumbs").innerText(), /Ngày 01\/01\/2020 – 31\/12\/2020/);
  const days = await page.locator(".hit time").evaluateAll((times) => times.map((time) => time.dateTime.slice(0, 4)));
  assert.ok(days.length > 0 && days.every((year) => year === "2020"), days.join());
}));
