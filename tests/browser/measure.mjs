// How long a reader waits: node tests/browser/measure.mjs [PAGE]
//
// A header of 12 KB with 15 hops, the first paste of a page that has just been loaded, in a fresh context each time.
// Times are in milliseconds from the paste: until the report stands in the page, and until it has been drawn.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { close, headers, open, single } from "./helpers.mjs";

const ROUNDS = 20;
const text = headers(15, 12_000);
const url = pathToFileURL(path.resolve(process.argv[2] ?? single)).href;

async function once() {
  const page = await open({}, url);
  await page.waitForSelector("html[data-reader]");
  const times = await page.evaluate((text) => new Promise((told) => {
    const box = document.getElementById("headers");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const start = performance.now();
    new MutationObserver((_, observer) => {
      if (!document.documentElement.dataset.reports) return;
      observer.disconnect();
      const built = performance.now() - start;
      const analysis = Number(document.documentElement.dataset.milliseconds);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => told({ built, drawn: performance.now() - start, analysis });
        port2.postMessage(0);
      });
    }).observe(document.documentElement, { attributes: true });
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }), text);
  const elements = await page.locator("#report *").count();
  await page.context().close();
  return { ...times, elements };
}

const rounds = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await once());
await close();
const median = (name) => {
  const sorted = rounds.map((round) => round[name]).sort((a, b) => a - b);
  return (sorted[ROUNDS / 2 - 1] + sorted[ROUNDS / 2]) / 2;
};
console.log(`${text.length} bytes, 15 hops, median of ${ROUNDS}`);
for (const [name, what] of [["analysis", "analysis alone"], ["built", "paste to report"], ["drawn", "paste to drawn"]]) {
  console.log(`${what.padEnd(16)} ${median(name).toFixed(1).padStart(7)} ms`);
}
console.log(`${"elements".padEnd(16)} ${median("elements").toFixed(0).padStart(5)}`);
