// Without a mouse: by the keys that every page has, and by a few letters that can be switched off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, total, withPage } from "./room.mjs";

const room = openRoom();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName);

test("from the first page to an article without a mouse", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "#main", "the first stop skips to the content");
  assert.ok(await page.locator(".skip").evaluate((link) => link.getBoundingClientRect().top >= 0), "and is seen");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "main");
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  await page.keyboard.type("tran van hung/");
  assert.equal(await page.locator("#q").inputValue(), "tran van hung/", "in the box a letter is a letter");
  await page.keyboard.press("Backspace");
  await Promise.all([page.waitForURL(/q=tran/), page.keyboard.press("Enter")]);
  assert.equal(await total(page), 18);

  const titles = await page.locator(".hit h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await page.keyboard.press("j");
  assert.equal(await focused(page), titles[0]);
  await page.keyboard.press("j");
  assert.equal(await focused(page), titles[1]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), titles[0]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), titles[0], "before the first there is none");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/article\//);

  const next = await page.locator(".in-answer a[rel=next]").getAttribute("href");
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.pathname + url.search === next);
  await page.keyboard.press("k");
  await page.waitForURL((url) => url.pathname + url.search === titles[0]);
}));

test("a question mark opens the list of keys, Escape closes it", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys").isVisible());
  await page.keyboard.press("j");
  assert.ok(await page.evaluate(() => document.activeElement.closest("#keys") !== null), "behind the list nothing moves");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#keys").isVisible(), false);
}));

test("single letters can be switched off for good", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.click("#keys-open");
  await page.uncheck("#keys-on");
  await page.keyboard.press("Escape");
  for (const key of ["j", "/", "?"]) {
    await page.keyboard.press(key);
  }
  assert.equal(await page.locator("#keys").isVisible(), false);
  assert.notEqual(await focused(page), "q");
  await page.visit("/search?q=tran+van+hung");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "BODY", "the next page remembers");
  await page.click("#keys-open");
  await page.check("#keys-on");
  await page.keyboard.press("Escape");
  await page.locator("main").focus();
  await page.keyboard.press("j");
  assert.match(await focused(page), /\/article\//);
}));

test("letters pressed together with others belong to the browser", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  await page.keyboard.press("Alt+j");
  assert.equal(await focused(page), "BODY");
}));

test("whatever has the focus shows it", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&nam=2025");
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const shape = element.querySelector(".reach");
      const style = getComputedStyle(shape ?? element);
      return element === document.body || (shape ? style.stroke !== "none" : style.outlineStyle !== "none") ? "" : element.outerHTML.slice(0, 100);
    });
    assert.equal(seen, "");
  }
}));
