// Makes the README's pictures again: node tests/browser/pictures.mjs
import { mkdirSync } from "node:fs";
import path from "node:path";
import { close, open, paste, root, sample } from "./helpers.mjs";

const folder = path.join(root, "web/pictures");
mkdirSync(folder, { recursive: true });

async function picture(name, options, file, first, last, before = async () => {}) {
  const page = await open({ viewport: { width: 960, height: 1000 }, ...options });
  await paste(page, sample(file));
  await before(page);
  const clip = await page.evaluate(([first, last]) => {
    const top = document.querySelector(first).getBoundingClientRect();
    const end = document.querySelector(last).getBoundingClientRect();
    const y = top.top + scrollY - 10;
    return { x: Math.max(0, top.left - 10), y, width: top.width + 20, height: end.bottom + scrollY - y + 10 };
  }, [first, last]);
  await page.screenshot({ path: path.join(folder, `${name}.png`), clip, fullPage: true });
  await page.context().close();
}

await picture("journey", {}, "chains/forged-bank-chain.eml", ".journey", ".journey");
await picture("words", { colorScheme: "dark" }, "chains/sub-pf-ex-sm.eml", ".band", '.hop[data-hop="3"]', async (page) => {
  await page.click('.hop[data-hop="3"] summary');
  await page.click('.hop[data-hop="3"] .fact[data-fact="cipher"]');
});
await picture("narrow", { viewport: { width: 320, height: 800 } }, "chains/sub-pf-ex-sm.eml", ".answer", '.hop[data-hop="1"]');
await close();
