// What is offered while a name is being typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, withPage } from "./room.mjs";

const room = openRoom();
const list = "#begun li";

test("officials are offered, chosen by arrows and opened by Enter", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.locator("#q").pressSequentially("tran van h");
  await page.waitForSelector(list);
  assert.ok((await texts(page, list)).some((entry) => entry.startsWith("Trần Văn Hùng")));
  assert.equal(await page.locator("#q").getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const chosen = page.locator("#begun [aria-selected=true]");
  assert.equal(await chosen.count(), 1);
  assert.equal(await page.locator("#q").getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  const name = (await chosen.innerText()).split(/\s{2,}|\n/)[0];
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/official\//);
  assert.ok(name.startsWith(await page.locator("h1").innerText()));
}));

test("Enter alone searches what was typed; Escape closes the list", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.locator("#q").pressSequentially("tran van h");
  await page.waitForSelector(list);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(list).count(), 0);
  assert.equal(await page.locator("#q").inputValue(), "tran van h", "what was typed stays");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=tran\+van\+h$/);
}));

test("while an input method composes, nothing is asked and no key is taken", withPage(room, {}, async (page) => {
  await page.visit("/");
  let asked = 0;
  page.on("request", (request) => { if (request.url().includes("/api/v1/suggest")) asked++; });
  const compose = (kind, text) => page.locator("#q").evaluate((box, [kind, text]) => {
    if (kind === "compositionupdate") {
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, data: text }));
    }
    box.dispatchEvent(new CompositionEvent(kind, { bubbles: true, data: text }));
  }, [kind, text]);
  await page.focus("#q");
  await compose("compositionstart", "");
  for (const text of ["Tra", "Trâ", "Trần Văn Hù"]) await compose("compositionupdate", text);
  await page.waitForTimeout(500);
  assert.equal(asked, 0);
  await compose("compositionend", "Trần Văn Hùng");
  await page.waitForSelector(list);
  assert.equal(asked, 1);
  await compose("compositionstart", "");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("#begun [aria-selected=true]").count(), 0, "the arrow was the input method's");
  await compose("compositionend", "");
}));

test("an entry is opened by a click", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.locator("#q").pressSequentially("35-ct");
  await page.click(`${list} >> text=35-CT/TW`);
  await page.waitForURL(/\/document\//);
  assert.equal(await page.locator("h1").innerText(), "35-CT/TW");
}));
