// One browser for all tests, and what a reader does with the page.
import { chromium } from "playwright-core";
import { readFileSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import assert from "node:assert/strict";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const single = path.join(root, "web/dist/tlstrail.html");
export const sample = (name) => readFileSync(path.join(root, "corpus", name), "utf8");
const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

if (!existsSync(single)) throw new Error(`${single} is missing: build the page first with \`cargo run -p tlstrail-web\``);

// A header section of so many hops, put together from the stamps of the corpus, and of so many bytes or more.
export function headers(hops, bytes = 0) {
  const stamps = ["amavis-mid", "sub-pf-ex-pf-dovlmtp", "pf-haraka-ex", "v6-all", "forged-exim-chain"].flatMap((name) =>
    sample(`chains/${name}.eml`).split(/\r?\n(?![ \t])/).filter((field) => field.startsWith("Received:")));
  let text = Array.from({ length: hops }, (_, at) => `${stamps[at % stamps.length]}\n`).join("");
  text += "From: author@a.example\nDate: Mon, 23 Nov 2026 17:19:20 +0000\nSubject: A long way\n";
  for (let at = 0; text.length < bytes; at++) text += `X-Filler-${at}: ${"lorem ipsum dolor sit amet ".repeat(8)}\n`;
  return `${text}\n`;
}

// A mailbox file of so many messages, each from another author and with one more hop than the one before.
export const mailbox = (count) => Array.from({ length: count }, (_, at) =>
  `From a@b Mon Nov 23 17:19:20 2026\n${headers(at + 1).replace("author@a.example", `Author ${at + 1} <a@a.example>`)}text\n\n`).join("");

let browser;
export async function launch() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
  return browser;
}

export async function close() {
  await browser?.close();
}

// A page in a context of its own. `problems` fills with errors of the page and requests that leave it.
export async function open(options = {}, url = pathToFileURL(single).href) {
  const context = await (await launch()).newContext({ viewport: { width: 1120, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.problems = [];
  page.requests = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.problems.push(message.text());
  });
  context.on("request", (request) => page.requests.push(request.url()));
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  return page;
}

// As the clipboard would: the browser's own paste event with the text in it.
export async function paste(page, text) {
  const before = await reports(page);
  await page.evaluate((text) => {
    const box = document.getElementById("headers");
    box.focus();
    box.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (box.dispatchEvent(event)) {
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }, text);
  await nextReport(page, before);
}

// Opens everything that can be opened, and waits for what comes with it.
export async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.waitForFunction(() => [...document.querySelectorAll("details")].every((d) => d.childElementCount > 1));
}

export const reports = (page) => page.evaluate(() => Number(document.documentElement.dataset.reports ?? 0));
export const nextReport = (page, before) =>
  page.waitForFunction((before) => Number(document.documentElement.dataset.reports ?? 0) > before || !document.getElementById("trouble").hidden, before);

export async function pasted(name, options) {
  const page = await open(options);
  await paste(page, sample(name));
  return page;
}

// What axe finds in the state the page is in.
export async function axe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 120)} ${node.failureSummary ?? ""}`).join(" | ")}`);
}

export async function done(page, allowed = []) {
  const found = page.problems.filter((text) => !allowed.some((word) => text.includes(word)));
  assert.deepEqual(found, []);
  await page.context().close();
}

// A folder over HTTP, as any static server would give it.
export async function serveFolder(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".gz": "application/octet-stream" };
  const server = createServer((request, response) => {
    const name = request.url === "/" ? "index.html" : request.url.slice(1);
    const file = path.join(folder, path.basename(name));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[path.extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
