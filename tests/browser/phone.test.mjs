// On the narrowest phone: no page is wider than the screen, and the answer comes before the ways to narrow it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everyPage } from "./pages.mjs";
import { openRoom, withPage } from "./room.mjs";

const room = openRoom();
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

for (const lang of ["vi", "en"]) {
  test(`no page is wider than 320 pixels (${lang})`, withPage(room, PHONE, async (page) => {
    for (const [name, path] of Object.entries(await everyPage(room))) {
      await page.visit(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, name);
    }
  }));
}

test("the first hit is seen without scrolling, and the filters are one touch away", withPage(room, PHONE, async (page) => {
  await page.visit("/search?q=Tr%E1%BA%A7n+V%C4%83n+H%C3%B9ng");
  const title = await page.locator(".hit h2").first().boundingBox();
  assert.ok(title.y + title.height < 640, `the first title ends at ${title.y + title.height}`);
  await page.tap(".to-facets");
  await page.waitForFunction(() => { const { top } = document.querySelector("#facets").getBoundingClientRect(); return top >= 0 && top < 200; });
  await page.tap(".to-top a");
  await page.waitForFunction(() => document.querySelector(".total").getBoundingClientRect().top >= 0);
}));

test("the years stay in sight while their months are scrolled", withPage(room, PHONE, async (page) => {
  for (const path of ["/years", "/coverage"]) {
    await page.visit(path);
    const scroll = page.locator(".scroll").first();
    assert.ok(await scroll.evaluate((box) => box.scrollWidth > box.clientWidth), "there is something to scroll");
    await scroll.evaluate((box) => { box.scrollLeft = box.scrollWidth; });
    for (const first of ["thead th", "tbody th"]) {
      const box = await scroll.locator(first).first().boundingBox();
      assert.ok(box.x >= 0 && box.x < 40, `${path}, ${first}: ${box.x}`);
    }
  }
}));

test("what is touched is large enough", withPage(room, PHONE, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  for (const selector of [".ask button", ".facets .without", ".facets .value", ".facets summary", ".turns a"]) {
    const box = await page.locator(`${selector}:visible`).first().boundingBox();
    assert.ok(box.height >= 36 && box.width >= 36, `${selector}: ${box.width} × ${box.height}`);
  }
}));

test("the list of beginnings stays on the screen", withPage(room, PHONE, async (page) => {
  await page.visit("/");
  await page.locator("#q").pressSequentially("tran van h");
  await page.waitForSelector("#begun li");
  const box = await page.locator("#begun").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
}));
