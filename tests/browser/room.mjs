// A reading room of its own for each test file, and a reader in a real browser who notices whatever a page does wrong.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.TIMBAO_PROGRAM ?? join(root, "target/debug/timbao");

/** The sample archive. */
export const SAMPLE = join(root, "examples/archive");

const SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Opens a room over an archive for all tests of a file; `room.base` is its address once they run. */
export function openRoom(archive = () => SAMPLE) {
  const room = { base: "", browser: null, open: (options) => reader(room, options) };
  let home, server;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "timbao-browser-"));
    server = spawn(program, ["serve", archive(), "--index", join(home, "index"), "--listen", "127.0.0.1:0"], {
      env: { ...process.env, TIMBAO_LANG: "vi" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    [room.base, room.browser] = await Promise.all([addressOf(server), chromium.launch({ executablePath: browser(), args: SWITCHES })]);
  });
  after(async () => {
    await room.browser?.close();
    server?.kill("SIGTERM");
    rmSync(home, { recursive: true, force: true });
  });
  return room;
}

/** The address that the program prints, without the last stroke. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let out = "", aside = "";
    server.stdout.on("data", (piece) => {
      out += piece;
      const address = out.match(/^(http:\/\/\S+)\/\n/);
      if (address) resolve(address[1]);
    });
    server.stderr.on("data", (piece) => { aside += piece; });
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the program ended with ${code} before it served:\n${aside}`)));
  });
}

function browser() {
  const named = process.env.TIMBAO_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = named ?? ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  assert.ok(found, "no chromium on the PATH: apt-get install chromium");
  return found;
}

/**
 * A page of a fresh browser. `page.visit(path)` goes to a path of the room; `page.leave()` closes it and fails if anything went wrong
 * meanwhile: a complaint on the console, a script that broke, a breach of the content policy, a request to anywhere else.
 */
async function reader(room, options = {}) {
  const context = await room.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const wrong = [];
  // A page that is not there is said on the console too; that one is meant.
  const isMeant = (message) => message.text().includes("status of 404") && message.location().url === page.url();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !isMeant(message)) wrong.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error}`));
  page.on("dialog", (dialog) => {
    wrong.push(`${page.url()}: a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${room.base}/`)) wrong.push(`${page.url()}: asks ${request.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`)));
  }
  page.visit = (path) => page.goto(room.base + path);
  page.wrong = wrong;
  page.leave = async () => {
    await context.close();
    assert.deepEqual(wrong, [], "nothing goes wrong unseen");
  };
  return page;
}

/** Runs a test with a page, and leaves the page after it. */
export function withPage(room, options, steps) {
  return async () => {
    const page = await room.open(options);
    let failed;
    try {
      await steps(page);
    } catch (error) {
      failed = error;
      if (page.wrong.length) failed.message += `\nand the page said: ${page.wrong.join("\n")}`;
    }
    await page.leave().catch((error) => { failed ??= error; });
    if (failed) throw failed;
  };
}

/** The texts of all elements that a selector finds, with single blanks. */
export async function texts(page, selector) {
  const all = await page.locator(selector).allInnerTexts();
  return all.map((text) => text.replace(/\s+/g, " ").trim());
}

/** The number that a page says it found. */
export async function total(page) {
  const said = await page.locator(".total").innerText();
  return Number(said.match(/(\d[\d.]*) bài/)?.[1].replaceAll(".", "") ?? 0);
}

/** An answer of the room in JSON. */
export async function json(room, path) {
  const answer = await fetch(room.base + path);
  assert.equal(answer.status, 200, path);
  return answer.json();
}
