import { after, test } from "node:test";
import assert from "node:assert/strict";
import { axe, close, done, mailbox, open, openAll, paste, pasted, sample } from "./helpers.mjs";

after(close);

const LONG = "chains/amavis-plain-in.eml";
const looks = {
  light: {},
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 640 } },
  zoomed: { viewport: { width: 560, height: 450 }, deviceScaleFactor: 2 },
  "forced colours": { forcedColors: "active" },
};

for (const [look, options] of Object.entries(looks)) {
  test(`axe finds nothing, and nothing runs off the side: ${look}`, async () => {
    const page = await open(options);
    const states = {
      empty: async () => {},
      "where to find headers": () => page.click(".where summary"),
      report: () => paste(page, sample("chains/forged-bank-chain.eml")),
      "every hop opened": () => openAll(page),
      "a fact chosen": () => page.click('.fact[data-fact="tls"]'),
      "explained": async () => {
        await page.click(".what");
        await page.waitForSelector(".explained");
      },
      "a partner": async () => {
        await page.click("#add");
        await page.fill("[name=name]", "Acme Insurance");
        await page.fill("[name=domains]", "client.example.net");
        await page.waitForSelector(".partner");
        await page.click("#keep");
      },
      "a wrong own system": async () => {
        await page.fill("#own", "a b@c");
        await page.waitForSelector("[aria-invalid]");
      },
      "a contradiction": () => paste(page, sample("chains/forged-exim-chain.eml")),
      "many messages": () => paste(page, mailbox(3)),
      "nothing to read": () => paste(page, "hello"),
    };
    for (const [state, go] of Object.entries(states)) {
      await go();
      assert.deepEqual(await axe(page), [], `${look}, ${state}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${look}, ${state}: ${over} px too wide`);
    }
    await done(page);
  });
}

test("everything is reached by keyboard, in the order it stands", async () => {
  const page = await pasted(LONG);
  await page.focus(".skip");
  const order = [];
  for (let presses = 0; presses < 80; presses++) {
    if (presses) await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      const outline = getComputedStyle(e).outlineStyle;
      return { name: (e === document.body && "BODY") || e.id || e.dataset.copy || e.dataset.save || e.className || e.tagName, outline, y: e.getBoundingClientRect().top + scrollY };
    });
    if (at.name === "BODY" || (presses && at.name === "skip")) break;
    order.push(at);
  }
  const names = order.map(({ name }) => name);
  assert.equal(names[0], "skip");
  for (const name of ["headers", "open", "example", "clear", "own", "border", "text", "markdown", "json", "html", "print", "redact"]) {
    assert.ok(names.includes(name), `${name} is not reached: ${names.join(" ")}`);
  }
  assert.equal(names.filter((name) => name === "SUMMARY").length, 8, "five hops, their words, where to find headers, and gateways");
  for (const { name, outline } of order) assert.notEqual(outline, "none", `focus on ${name} does not show`);
  await done(page);
});

test("a screen reader hears the result, and hops are a list", async () => {
  const page = await pasted(LONG);
  const live = page.locator("#live");
  assert.equal(await live.getAttribute("aria-live"), "polite");
  assert.match(await live.textContent(), /^Report ready\. 5 hops\./);
  assert.equal(await page.getByRole("list", { name: "Hops, oldest first" }).locator("> li").count(), 5);
  const summary = await page.locator(".hop summary").first().textContent();
  assert.match(summary, /^Hop 1 No TLS from client\.example\.net \[203\.0\.113\.10\] to mx\.birch\.example, stated by others/);
  const headings = await page.locator("h1, h2, h3").allTextContents();
  assert.ok(headings.includes("The journey") && headings.includes("Whose mailbox is this?"));
  await done(page);
});

test("no state is told by colour alone", async () => {
  const page = await pasted("chains/sub-pf-ex-pf-dovlmtp-plain.eml");
  const hops = await page.evaluate(() => [...document.querySelectorAll(".hop")].map((hop) => ({
    words: hop.querySelector(".state").textContent,
    shape: getComputedStyle(hop.querySelector(".link"), "::before").borderLeftStyle,
    width: getComputedStyle(hop.querySelector(".link"), "::before").borderLeftWidth,
  })));
  const shapes = new Map(hops.map(({ words, shape, width }) => [words, `${shape} ${width}`]));
  assert.ok(shapes.size >= 2, JSON.stringify(hops));
  for (const [words, shape] of shapes) {
    const wanted = words.startsWith("TLS") ? /^solid [35]px/ : words === "No TLS" ? /^dashed/ : words === "Not shown" ? /^dotted/ : /^solid 2px/;
    assert.match(shape, wanted, words);
  }
  await done(page);
});

test("reduced motion moves nothing", async () => {
  const page = await pasted(LONG, { reducedMotion: "reduce" });
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
  }).length);
  assert.equal(moving, 0);
  await done(page);
});

test("a report prints to two pages at most, with what makes it again", async () => {
  const page = await pasted("chains/sub-pf-ex-sm.eml");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".head", "#give", "#settings", "#take", ".foot"]) assert.equal(await page.isVisible(hidden), false, hidden);
  const origin = await page.textContent(".origin");
  for (const words of [/SHA-256 of the header ?[0-9a-f]{64}/, /Read at ?\d{4}-/, /Made by ?tlstrail \d/, /Rules of ?\d{4}-/]) assert.match(origin, words);
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages <= 2, `${pages} pages`);
  await done(page);
});
