// Reading an article that was found: its marked places, its neighbours in the answer, its facts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRoom, texts, withPage } from "./room.mjs";

const room = openRoom();
const openFirst = async (page, path = "/search?q=tran+van+hung") => {
  await page.visit(path);
  await page.click(".hit h2 a");
  // Keys that are pressed before the script has come are pressed for nothing.
  await page.waitForURL(/\/article\//);
};
const inView = (page, selector) => page.locator(selector).evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
});

test("marked places are stepped through by buttons", withPage(room, { viewport: { width: 1280, height: 420 } }, async (page) => {
  await openFirst(page);
  const count = Number(await page.locator("#marks").getAttribute("data-count"));
  assert.equal(await page.locator(".read mark[id]").count(), count);
  for (const place of [1, 2, 1]) {
    await page.click("#mark-next");
    assert.equal(await page.locator("#mark-place").innerText(), `${place}/${count}`);
    assert.equal(await page.locator("mark.here").getAttribute("id"), `m${place}`);
    await page.waitForFunction(() => { const box = document.querySelector("mark.here").getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
  }
  await page.click("#mark-previous");
  assert.equal(await page.locator("mark.here").getAttribute("id"), `m${count}`, "before the first is the last");
  assert.ok(await inView(page, "#mark-next"), "the buttons stay in sight");
}));

test("and by keys", withPage(room, {}, async (page) => {
  await openFirst(page);
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  assert.equal(await page.locator("mark.here").getAttribute("id"), "m2");
  await page.keyboard.press("p");
  assert.equal(await page.locator("mark.here").getAttribute("id"), "m1");
  assert.match(page.url(), /#m1$/);
}));

test("the next article of this answer, the one before, and back", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung&sap-xep=moi-nhat");
  const titles = await texts(page, ".hit h2");
  await page.click(".hit h2 a");
  const title = async () => (await page.locator("h1").innerText()).replace(/\s+/g, " ");
  assert.equal(await title(), titles[0]);
  assert.equal(await page.locator("a[rel=prev]").count(), 0);
  for (const index of [1, 2]) {
    await page.click(".in-answer a[rel=next]");
    assert.equal(await title(), titles[index]);
  }
  await page.click(".in-answer a[rel=prev]");
  assert.equal(await title(), titles[1]);
  await page.click(".in-answer a:has-text('Về kết quả')");
  assert.deepEqual(await texts(page, ".hit h2"), titles);
}));

test("back leads to the page of the answer that the article stands on", withPage(room, {}, async (page) => {
  await openFirst(page, "/search?q=tran+van+hung&trang=2");
  await page.click(".in-answer a:has-text('Về kết quả')");
  assert.match(page.url(), /trang=2/);
}));

test("facts are shown when they are asked for", withPage(room, {}, async (page) => {
  await openFirst(page);
  assert.equal(await page.locator(".fact").count(), 0);
  await page.click("text=Hiện dữ kiện trong bài");
  for (const kind of ["official", "committee", "document", "date"]) {
    assert.ok(await page.locator(`.read .fact.${kind}`).count() > 0, kind);
  }
  assert.ok(await page.locator(".read mark").count() > 0, "what was asked for stays marked");
  await page.click(".read p a.fact.official >> nth=0");
  assert.match(page.url(), /\/official\//);
  await page.goBack();
  await page.click("text=Ẩn dữ kiện");
  assert.equal(await page.locator(".fact").count(), 0);
}));

test("what was left out can be read, dates give their evidence, and it can be cited", withPage(room, {}, async (page) => {
  await openFirst(page);
  assert.equal(await page.locator(".removed li").first().isVisible(), false);
  await page.click(".removed summary");
  assert.ok(await page.locator(".removed li").first().isVisible());
  assert.match(await page.locator("dl.evidence").innerText(), /Đăng: 13\/08\/2025\s+Bài viết nêu rõ\. Căn cứ: “13\/08\/2025”/);
  assert.match(await page.locator(".citation").innerText(), /“Đồng chí Trần Văn Hùng làm việc tại xã Hoàng Su Phì”, Báo Thành Tuyên Mới, ngày 13\/08\/2025/);
  assert.equal(await page.locator("meta[name=citation_title]").getAttribute("content"), "Đồng chí Trần Văn Hùng làm việc tại xã Hoàng Su Phì");
  assert.equal(await page.locator("meta[name=citation_publication_date]").getAttribute("content"), "2025/08/13");
}));

test("a citation is copied by a button, in each of its forms", withPage(room, {}, async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openFirst(page);
  const pasted = () => page.evaluate(() => navigator.clipboard.readText());
  const copy = page.locator(".copy");
  assert.deepEqual(await texts(page, ".copy"), ["Sao chép Trích dẫn", "Sao chép BibTeX", "Sao chép RIS"]);
  await copy.nth(0).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("copied").textContent === "Đã chép");
  assert.equal((await texts(page, ".copy"))[0], "Đã chép Trích dẫn");
  assert.equal(await pasted(), await page.locator(".citation").innerText());
  await copy.nth(1).click();
  await page.waitForFunction(() => document.querySelectorAll(".copy")[1].textContent.startsWith("Đã chép"));
  assert.match(await pasted(), /^@article\{timbao-/);
}));

test("without a script there is no button that would do nothing", withPage(room, { javaScriptEnabled: false }, async (page) => {
  await openFirst(page);
  assert.equal(await page.locator(".copy:visible").count(), 0);
  assert.ok(await page.locator(".citation").isVisible());
}));

test("printed, it is the article alone", withPage(room, {}, async (page) => {
  await openFirst(page);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual([await page.locator("h1").isVisible(), await page.locator(".top").isVisible(), await page.locator("#marks").isVisible()], [true, false, false]);
}));
