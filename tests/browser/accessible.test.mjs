// Every page in both languages, themes and widths: WCAG 2.2 AA and what is good practice besides, as far as axe can tell.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { everyPage } from "./pages.mjs";
import { openRoom, withPage } from "./room.mjs";

const room = openRoom();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Themes differ in colours alone, so what does not look at colours is asked in one of them.
const COLOURS = ["color-contrast", "link-in-text-block"];

async function violations(page, runOnly = RULES) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), runOnly);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, " ")}`));
}

for (const lang of ["vi", "en"]) {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
    test(`every page, light and dark: ${lang}, ${viewport.width} wide`, withPage(room, { viewport, locale: lang }, async (page) => {
      const titles = new Set();
      for (const [name, path] of Object.entries(await everyPage(room))) {
        await page.emulateMedia({ colorScheme: "light" });
        await page.visit(path);
        assert.equal(await page.locator("html").getAttribute("lang"), lang, name);
        const title = await page.title();
        assert.match(title, /timbao/, name);
        titles.add(title);
        assert.equal(await page.locator("h1").count(), 1, name);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
        assert.deepEqual(await violations(page), [], name);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await violations(page, COLOURS), [], `${name}, dark`);
      }
      assert.ok(titles.size > 12, "pages are told apart by their titles");
    }));
  }
}

test("the list of keys and the list of beginnings", withPage(room, {}, async (page) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.visit("/");
    await page.locator("#q").pressSequentially("tran van h");
    await page.waitForSelector("#begun li");
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await page.click("#keys-open");
    assert.deepEqual(await violations(page), []);
  }
}));
