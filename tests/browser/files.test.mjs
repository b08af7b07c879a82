// The pages of officials, committees and documents, and the way between them and the articles.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, total, withPage } from "./room.mjs";

const room = openRoom();

test("from a hit to the career of an official, and to an article that gives a post", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".hit >> nth=0 >> .things a:text-is('Trần Văn Hùng')");
  assert.equal(await page.locator("h1").innerText(), "Trần Văn Hùng");
  const posts = page.locator(".career ol > li");
  assert.ok(await posts.count() > 5);
  const post = posts.filter({ hasText: "Trưởng Ban Tổ chức Tỉnh ủy" }).first();
  assert.equal(await post.locator(".lane .bar").count(), 1, "a post with two articles is a bar");
  assert.match(await post.locator("summary").innerText(), /14\/08\/2023 \(suy đoán\)–05\/02\/2025 \(suy đoán\) · 2 bài/);
  assert.match(await page.locator(".career").innerText(), /không phải nhiệm kỳ/);
  await post.locator("summary").click();
  assert.deepEqual(await texts(post, ".links .date"), ["14/08/2023 (suy đoán)", "05/02/2025 (suy đoán)"]);
  const citing = post.locator("li a").first();
  const title = await citing.innerText();
  await citing.click();
  assert.equal(await page.locator("h1").innerText(), title);
  assert.ok(page.url().includes("/article/"));
}));

test("the years of an official lead to the articles", withPage(room, {}, async (page) => {
  await page.visit(`/official/${encodeURIComponent("Trần Văn Hùng@Tuyên Quang")}`);
  const bar = page.locator(".bars a[aria-label^='2020: ']");
  const count = Number((await bar.getAttribute("aria-label")).match(/: (\d+)/)[1]);
  await bar.click();
  assert.equal(await total(page), count);
  assert.deepEqual(await page.locator(".crumbs a:not(.over)").count(), 2);
}));

test("a committee shows who sat in it and what it was before", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".hit >> nth=0 >> .things a:text-is('Tỉnh ủy')");
  assert.equal(await page.locator("h1").innerText(), "Tỉnh ủy");
  assert.match((await texts(page, "section:has(h2:text-is('Tiền thân'))"))[0], /Hà Giang · hợp nhất vào cơ quan này từ 07\/2025/);
  const year = page.locator(".year", { has: page.locator("h3:text-is('2023')") });
  await year.locator("a:text-is('Trần Văn Hùng')").click();
  assert.equal(await page.locator("h1").innerText(), "Trần Văn Hùng");
}));

test("a document lists who cites it", withPage(room, {}, async (page) => {
  await page.visit("/documents");
  const entry = page.locator(".many li").first();
  const count = Number((await entry.innerText()).match(/(\d+) bài/)[1]);
  await entry.locator("a").click();
  assert.equal(await page.locator("section:last-of-type .links li").count(), count);
}));

test("lists are narrowed by a box and sorted by given name", withPage(room, {}, async (page) => {
  await page.visit("/officials");
  const names = await texts(page, ".many a");
  const place = (name) => names.indexOf(name);
  assert.ok(place("Lê Văn Chiểu") >= 0 && place("Lê Văn Chiểu") < place("Lê Tự Cường"), "Chiểu before Cường, whatever the surname");
  await page.fill("#narrow", "tran van");
  await page.press("#narrow", "Enter");
  const some = await texts(page, ".many a");
  assert.ok(some.length > 1 && some.every((name) => name.startsWith("Trần Văn")), some.join());
  await page.fill("#narrow", "khong co ai");
  await page.press("#narrow", "Enter");
  assert.match(await page.locator(".turns").innerText(), /Không có mục nào/);
  await page.click("text=Xem cả danh sách");
  assert.ok(await page.locator(".many li").count() > 50);
}));

test("the map of the archive leads to a month of a source", withPage(room, {}, async (page) => {
  await page.visit("/coverage");
  const cell = page.locator(".map td a").first();
  const count = Number(await cell.innerText());
  await cell.click();
  assert.equal(await total(page), count);
  await page.visit("/years");
  await page.click(".map td a >> nth=0");
  assert.ok(await total(page) > 0);
}));
