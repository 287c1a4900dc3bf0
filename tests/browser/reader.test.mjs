import { after, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { close, done, nextReport, open, paste, pasted, reports, sample } from "./helpers.mjs";

after(close);

const FORGED = "chains/forged-bank-chain.eml";
const hop = (page, number) => page.locator(`.hop[data-hop="${number}"]`);

async function opened(name, number) {
  const page = await pasted(name);
  await hop(page, number).locator("summary").first().click();
  await hop(page, number).locator(".stamp").waitFor();
  return page;
}

test("pointing at a fact lights the words that say it", async () => {
  const page = await opened("chains/sub-pf-ex-sm.eml", 3);
  const cipher = hop(page, 3).locator('.fact[data-fact="cipher"]');
  await cipher.hover();
  assert.deepEqual(await hop(page, 3).locator("mark.lit").allTextContents(), ["TLS_AES_256_GCM_SHA384"]);
  await page.mouse.move(0, 0);
  assert.equal(await hop(page, 3).locator("mark.lit").count(), 0);
  await cipher.focus();
  await page.keyboard.press("Enter");
  assert.equal(await cipher.getAttribute("aria-pressed"), "true");
  assert.equal(await hop(page, 3).locator(".heard").textContent(), "Cipher: the header says: TLS_AES_256_GCM_SHA384");
  for (const [fact, words] of [["ip", "198.51.100.12"], ["by", "mail.cedar.example"], ["id", "6ANHVSjv004997"], ["with", "ESMTPS"], ["for", "bob@c001e373.test"]]) {
    await hop(page, 3).locator(`.fact[data-fact="${fact}"]`).first().focus();
    assert.equal((await hop(page, 3).locator("mark.lit").allTextContents()).join(""), words, fact);
  }
  await done(page);
});

test("selecting words shows what was read from them, by pointer and by keyboard", async () => {
  const page = await opened("chains/sub-pf-ex-sm.eml", 3);
  const stamp = hop(page, 3).locator(".stamp");
  await stamp.locator('mark[data-says~="id"]').evaluate((mark) => getSelection().selectAllChildren(mark));
  const heard = hop(page, 3).locator(".heard");
  await page.waitForFunction(() => [...document.querySelectorAll(".heard")].some((p) => p.textContent));
  assert.match(await heard.textContent(), /“6ANHVSjv004997” was read as: Queue id: 6ANHVSjv004997/);
  assert.deepEqual(await hop(page, 3).locator(".fact.lit").allTextContents(), ["6ANHVSjv004997"]);
  await page.evaluate(() => getSelection().removeAllRanges());
  await stamp.focus();
  await page.keyboard.press("ArrowRight");
  const first = await heard.textContent();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await heard.textContent(), first);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await heard.textContent(), first);
  await done(page);
});

test("what stands out lies beside its hop, with its words and its explanation", async () => {
  const page = await pasted(FORGED);
  const findings = hop(page, 1).locator(".link > .findings .finding");
  assert.equal(await findings.count(), 2);
  await findings.first().locator(".fact").first().click();
  await hop(page, 1).locator("mark.lit").first().waitFor();
  assert.deepEqual(await hop(page, 1).locator("mark.lit").allTextContents(), ["mx1.alder.example"], "the hop opens at the words");
  const what = findings.first().getByRole("button", { name: "What does this mean?" });
  await what.click();
  await page.waitForSelector(".explained");
  assert.match(await page.textContent(".explained"), /What it cannot tell/);
  await what.click();
  assert.equal(await page.locator(".explained").count(), 0);
  await done(page);
});

test("the boundary is drawn, and what others state is apart from it", async () => {
  const page = await pasted(FORGED);
  const order = await page.evaluate(() => [...document.querySelectorAll(".hop > .link, .band")].map((e) => e.className));
  assert.deepEqual(order, ["link", "link", "band", "link"]);
  assert.deepEqual(await page.locator(".hop .who").allTextContents(), ["stated by others", "stated by others", "recorded by your system at the handover"]);
  assert.equal(await page.locator(".hop.outside").count(), 2);
  assert.match(await page.textContent(".gap"), /No line tells how the message came/);
  await page.click(".in-words summary");
  await page.waitForSelector(".in-words li");
  assert.match(await page.textContent(".in-words li:last-child"), /Recorded by your system\. No TLS is recorded .* This is the boundary\.$/);
  await done(page);
});

test("the report follows whose mailbox it is, at once", async () => {
  const page = await pasted(FORGED);
  let before = await reports(page);
  await page.selectOption("#border", "2");
  await nextReport(page, before);
  assert.match(await page.textContent(".band"), /hop 2 of 3, .*placed by what you named as your own/);
  assert.equal(await page.textContent(".outcome"), "TLS recorded at the boundary");
  before = await reports(page);
  await page.selectOption("#border", "0");
  await nextReport(page, before);
  assert.match(await page.textContent(".outcome"), /No TLS/);
  before = await reports(page);
  await page.fill("#own", "birch.example, ivy.example");
  await nextReport(page, before);
  assert.match(await page.textContent("#own-note"), /Read with birch\.example, ivy\.example/);
  assert.match(await page.textContent(".band"), /placed by what you named/);
  await page.fill("#own", "you@birch.example");
  await page.waitForSelector('#own[aria-invalid="true"]');
  assert.match(await page.textContent("#own-note"), /`you@birch\.example` is neither a host or domain name/);
  assert.match(await page.textContent(".band"), /placed by what you named/, "the last good report stays");
  await done(page);
});

test("partners and gateways are named in a form, and the report tells what came of them", async () => {
  const page = await pasted("chains/tls10-boundary.eml");
  const field = (label) => page.getByLabel(label);
  await page.click("#more summary");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "gateways");
  await page.focus("#add");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.name), "name", "the new partner has the focus");
  await page.keyboard.type("Acme Insurance");
  let before = await reports(page);
  await field("Their domains").fill("heron.example");
  await nextReport(page, before);
  const note = page.locator("#partners .note");
  assert.match(await note.textContent(), /^Not about this message\./);
  assert.equal(await page.locator("#report .partner").count(), 0);

  const sender = JSON.parse(await saved(page, "json")).message.from_domain;
  before = await reports(page);
  await field("Their domains").fill(`heron.example, ${sender}`);
  await nextReport(page, before);
  const shown = page.locator("#report .partner");
  const first = await shown.textContent();
  before = await reports(page);
  await page.fill("#own", "alder.example");
  await nextReport(page, before);
  before = await reports(page);
  await field("Lowest TLS version").selectOption("TLS 1.2");
  await nextReport(page, before);
  assert.match(await shown.textContent(), /Acme Insurance.*TLS 1\.0, below TLS 1\.2/);
  assert.notEqual(await shown.textContent(), first);
  assert.equal(await note.textContent(), "Not met.");
  before = await reports(page);
  await field("Who else may hand over their mail").fill("relay.example");
  await field("Forward secrecy").selectOption("Agreed");
  await nextReport(page, before);
  const told = JSON.parse(await saved(page, "json")).partners;
  assert.deepEqual(told.map(({ name, result }) => [name, result]), [["Acme Insurance", "not-met"]]);

  await field("Their domains").fill("you@acme.example");
  await page.waitForSelector('[name=domains][aria-invalid="true"]');
  assert.match(await page.textContent("#own-note"), /partner Acme Insurance: `you@acme\.example` is not a domain/);
  assert.match(await shown.textContent(), /Acme Insurance/, "the last good report stays");

  before = await reports(page);
  await page.getByRole("button", { name: "Remove this partner" }).click();
  await nextReport(page, before);
  assert.equal(await shown.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "add");
  assert.equal(await page.getAttribute("#own", "aria-invalid"), null);

  before = await reports(page);
  await page.fill("#gateways", "gw.filter.example");
  await nextReport(page, before);
  assert.match(await page.textContent("#own-note"), /all mail to pass gw\.filter\.example/);
  assert.match(await page.textContent("#report"), /gateway/i);
  assert.ok(JSON.parse(await saved(page, "json")).findings.some(({ code }) => code === "named-gateway-missing"));
  await done(page);
});

test("settings are kept in the page's address alone, and forgotten", async () => {
  const page = await pasted("chains/sub-pf-ex-sm.eml");
  await page.click("#more summary");
  await page.fill("#own", "cedar.example");
  await page.click("#add");
  await page.fill("[name=name]", "A & B; Söhne");
  await page.fill("[name=domains]", "a.example");
  await page.click("#add");
  await page.locator("[name=domains]").nth(1).fill("b.example");
  await page.locator("[name=secrecy]").nth(1).selectOption("Agreed");
  await page.click("#keep");
  assert.match(await page.textContent("#keep-note"), /Bookmark/);
  const address = page.url();
  await page.focus(".skip");
  await page.keyboard.press("Enter");
  assert.equal(page.url(), address, "the skip link leaves the address alone");
  assert.equal(await page.evaluate(() => document.activeElement.id), "report");
  const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(stored, [0, 0, ""]);
  await done(page);

  const again = await open({}, address);
  await paste(again, sample("chains/sub-pf-ex-sm.eml"));
  assert.match(await again.textContent("#keep-note"), /taken from the address/);
  assert.match(await again.textContent(".band"), /placed by what you named/);
  assert.deepEqual(await again.locator("[name=name]").evaluateAll((fields) => fields.map(({ value }) => value)), ["A & B; Söhne", ""]);
  assert.deepEqual(JSON.parse(await saved(again, "json")).partners.map(({ name }) => name), ["A & B; Söhne", "b.example"]);
  const before = await reports(again);
  await again.click("#forget");
  await nextReport(again, before);
  assert.equal(new URL(again.url()).hash, "");
  assert.equal(await again.inputValue("#own"), "");
  assert.equal(await again.locator("#partners fieldset").count(), 0);
  assert.deepEqual(JSON.parse(await saved(again, "json")).partners, []);
  await done(again);

  const wrong = await open({}, `${address.split("#")[0]}#own=a%20b@c&gateways=`);
  await paste(wrong, sample("chains/sub-pf-ex-sm.eml"));
  assert.match(await wrong.textContent("#trouble"), /`b@c`/);
  await wrong.fill("#own", "cedar.example");
  await wrong.waitForSelector("#report .hop");
  assert.equal(await wrong.isVisible("#trouble"), false);
  await done(wrong);
});

async function saved(page, form) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-save="${form}"]`)]);
  return readFileSync(await download.path(), "utf8");
}

test("everything can be taken away, and redaction reaches all of it", async () => {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await paste(page, sample("chains/sub-pf-ex-sm.eml"));
  const copied = async (form) => {
    await page.click(`[data-copy="${form}"]`);
    await page.waitForFunction((word) => document.querySelector("#take-note").textContent.includes(word), form === "text" ? "text" : "Markdown");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const all = async () => [await copied("text"), await copied("markdown"), await saved(page, "json"), await saved(page, "html")];
  const [text, markdown, json, html] = await all();
  assert.match(text, /^Your system recorded TLS/);
  assert.match(markdown, /^### TLS in the trace/);
  assert.equal(JSON.parse(json).hops.length, 3);
  assert.match(html, /^<!doctype html>/);
  assert.match(html, new RegExp(JSON.parse(json).source.sha256));
  assert.ok([markdown, json, html].every((form) => form.includes("bob@c001e373.test")));
  const before = await reports(page);
  await page.check("#redact");
  await nextReport(page, before);
  for (const form of [...(await all()), await page.textContent("#report")]) {
    assert.ok(!form.includes("bob@c001e373.test") && !form.includes("192.168.1.50"), form.slice(0, 200));
  }
  await done(page);
});

test("the saved report stands alone", async () => {
  const page = await pasted(FORGED);
  const html = await saved(page, "html");
  const shown = (await page.textContent("#report")).replaceAll(/What does this mean\?|\s/g, "");
  await page.context().close();
  const alone = await (await (await import("./helpers.mjs")).launch()).newPage();
  const requests = [];
  alone.on("request", ({ url }) => requests.push(url()));
  await alone.setContent(html);
  assert.equal(await alone.locator("script, link, img").count(), 0);
  assert.equal(await alone.locator(".hop").count(), 3);
  assert.equal((await alone.textContent("article")).replaceAll(/\s/g, "").slice(0, 200), shown.slice(0, 200));
  assert.deepEqual(requests, []);
  await alone.close();
});
