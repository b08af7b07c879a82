// Vietnamese first, English on request, and the choice is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, withPage } from "./room.mjs";

const room = openRoom();
const lang = (page) => page.locator("html").getAttribute("lang");

test("the language is switched on any page, and kept by a cookie", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=2025");
  assert.equal(await lang(page), "vi");
  await page.click(".other");
  assert.equal(await lang(page), "en");
  assert.match(await page.locator(".total").innerText(), /^Found 6 articles/);
  assert.match(page.url(), /nam=2025/, "it is the same question");
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.name, cookie.value, cookie.sameSite], ["lang", "en", "Lax"]);
  await page.visit("/officials");
  assert.equal(await lang(page), "en");
  await page.visit("/nowhere");
  assert.equal(await lang(page), "en", "also where there is nothing");
  await page.click(".other");
  assert.equal(await lang(page), "vi");
  await page.visit("/");
  assert.equal(await lang(page), "vi");
}));

test("a browser that asks for English gets it", withPage(room, { locale: "en-GB" }, async (page) => {
  await page.visit("/");
  assert.equal(await lang(page), "en");
  assert.equal(await page.locator("h1").innerText(), "Search the Party press archive");
}));

test("the text of an article says that it is Vietnamese", withPage(room, { locale: "en" }, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click(".hit h2 a");
  assert.deepEqual([await lang(page), await page.locator("article.read").getAttribute("lang")], ["en", "vi"]);
}));
