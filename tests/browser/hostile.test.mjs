// An archive written by somebody who means harm: it is shown as text, makes no element and runs nothing.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { json, openRoom, withPage } from "./room.mjs";

const SCRIPT = "<script>window.harmed=1</script>";
const IMAGE = "<img src=x onerror=window.harmed=1>";
const BREAKOUT = `"><svg onload=window.harmed=1>'`;
const home = mkdtempSync(join(tmpdir(), "timbao-hostile-"));
after(() => rmSync(home, { recursive: true, force: true }));

const room = openRoom(() => {
  const kho = join(home, "kho");
  mkdirSync(kho);
  writeFileSync(join(kho, "source.toml"), `name = '''Báo ${IMAGE}${BREAKOUT}'''\nprovince = '''${SCRIPT}'''\n`);
  const man = `đồng chí Trần Văn Hùng${IMAGE}, Bí thư Tỉnh ủy ${SCRIPT}, thăm cơ sở theo Chỉ thị số 35-CT/TW ngày 12/8/2025.`;
  writeFileSync(join(kho, `bài ${IMAGE}.txt`), `Đồng chí Trần Văn Hùng ${SCRIPT} thăm ${BREAKOUT}\n\nNgày 12/8/2025, ${man}\n\nTác giả: ${SCRIPT}\n`);
  const record = (title, body, url) => JSON.stringify({ id: title, title, content: body, url, author: `${BREAKOUT}`, published: "2025-08-12" });
  const records = [
    record(`${IMAGE} Trần Văn Hùng`, man, "javascript:window.harmed=1"),
    record(`&lt;img src=x onerror=window.harmed=1&gt; Trần Văn Hùng`, `&lt;script&gt;window.harmed=1&lt;/script&gt; ${man}`, "data:text/html,<script>1</script>"),
    record(`${"</title></a></p>"}${SCRIPT} Trần Văn Hùng`, man, "https://bao.example/\" onclick=\"window.harmed=1"),
  ];
  writeFileSync(join(kho, "xuat.jsonl"), records.join("\n"));
  return kho;
});

/** Fails if anything of the archive became more than text. */
async function unharmed(page, where) {
  const found = await page.evaluate(() => ({
    harmed: window.harmed,
    elements: document.querySelectorAll("main script, main img, main iframe, main object, main svg[onload], title *").length,
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll("*")].filter((element) => [...element.attributes].some(({ name }) => name.startsWith("on"))).length,
    links: [...document.querySelectorAll("[href], [src], [action]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action")).filter((href) => !/^(\/|#|https?:)/.test(href)),
  }));
  assert.deepEqual(found, { harmed: undefined, elements: 0, scripts: 1, handlers: 0, links: [] }, where);
}

test("nothing of a hostile archive runs on any page", withPage(room, {}, async (page) => {
  const answer = await json(room, "/search.json?q=tran+van+hung");
  assert.equal(answer.total, 4, "all four articles are there to do harm");
  const part = encodeURIComponent;
  const question = part(`"tran van hung" ${SCRIPT}`);
  const paths = ["/", "/search?q=tran+van+hung", `/search?q=${question}`, `/search?q=${part(BREAKOUT)}&nam=2025&tinh=${part(SCRIPT)}`, "/facet/nguon?q=tran+van+hung",
    "/officials", "/bodies", "/documents", "/years", "/coverage", `/official/${part(SCRIPT)}`, `/body/${part(IMAGE)}`, `/article/${part(BREAKOUT)}`, `/${part(SCRIPT)}`];
  for (const list of ["officials", "bodies", "documents"]) {
    const { entries } = await json(room, `/${list}.json`);
    paths.push(...entries.map((entry) => `/${{ officials: "official", bodies: "body", documents: "document" }[list]}/${part(entry.key)}`));
  }
  paths.push(...answer.hits.flatMap((hit) => [`/article/${hit.id}?q=tran+van+hung&hang=1&du-kien=co`, `/article/${hit.id}?q=${part(SCRIPT)}`]));
  for (const path of paths) {
    await page.visit(path);
    await unharmed(page, path);
  }
}));

test("it is shown as it was written", withPage(room, {}, async (page) => {
  await page.visit("/search?q=tran+van+hung");
  assert.ok((await page.locator(".hits").innerText()).includes(SCRIPT));
  await page.click(".hit h2 a:has-text('script')");
  assert.ok((await page.locator("article.read").innerText()).includes(IMAGE));
}));

test("what is offered while typing is text as well", withPage(room, {}, async (page) => {
  await page.visit("/");
  await page.locator("#q").pressSequentially("tran van h");
  await page.waitForSelector("#begun li");
  await unharmed(page, "the list");
  assert.equal(await page.locator("#begun img, #begun script").count(), 0);
}));

test("only addresses of the web become links", withPage(room, {}, async (page) => {
  const answer = await json(room, "/search.json?q=tran+van+hung");
  const urls = answer.hits.map((hit) => hit.url).filter(Boolean);
  assert.deepEqual(urls, []);
}));
