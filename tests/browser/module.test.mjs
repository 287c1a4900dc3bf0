// The module itself, without a page: whatever bytes it is given, it answers, and never traps.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./helpers.mjs";

const built = (name) => readFileSync(path.join(root, "target/page", name));
const glue = new Function(`${built("tlstrail_wasm.js")}; return wasm_bindgen;`)();
const memory = glue.initSync({ module: new WebAssembly.Module(built("tlstrail_wasm_bg.wasm")) }).memory;
const bytesOf = (text) => new TextEncoder().encode(text);

// Every sample of the corpus, topmost folder first.
const samples = readdirSync(path.join(root, "corpus"), { recursive: true })
  .filter((name) => name.endsWith(".eml"))
  .sort()
  .map((name) => new Uint8Array(readFileSync(path.join(root, "corpus", name))));

// Asks for everything that the page may ask for.
function answers(bytes, redact) {
  const settings = new glue.Settings();
  settings.now("2026-12-01T00:00:00Z");
  settings.own("example.com");
  settings.partner("Acme", ["example.org"], [], "TLS1.2", true);
  if (redact) settings.redact();
  const analysis = glue.analyze(bytes, settings);
  const report = JSON.parse(analysis.json());
  JSON.parse(analysis.view());
  for (const text of [analysis.text(), analysis.markdown(), analysis.html()]) assert.ok(text.endsWith("\n"));
  JSON.parse(glue.messages(bytes));
  analysis.free();
  settings.free();
  return report;
}

// A small generator (xorshift32), so that every run makes the same changes.
function generator(seed) {
  return (limit) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % limit;
  };
}

test("samples, and samples cut, spliced and with other bytes in them", () => {
  const below = generator(0x9e3779b9);
  const special = bytesOf("()[]<>\"\\;:=\r\n\t \0{}|&");
  for (const sample of samples) {
    answers(sample, false);
    const other = samples[below(samples.length)];
    const start = below(sample.length);
    const spliced = new Uint8Array([...sample.subarray(0, start), ...other.subarray(below(other.length))].slice(0, 20_000));
    for (let n = below(8); n >= 0 && spliced.length; n--) {
      spliced[below(spliced.length)] = below(2) ? below(256) : special[below(special.length)];
    }
    answers(spliced, true);
  }
  assert.ok(samples.length > 500);
});

test("a quarter of a megabyte of what costs most to read", () => {
  const pieces = ["(", ")", "[", "<", "\"", ";", " ", "\r\n ", "\\", "x", "()", "(x) ", "[x]", "1.2 ", "by x ", "(using TLSv1.3", "a@b,", "=?utf-8?q?",
    "Received: ", "Received: from a by b\n", "> ", "<br>", "&amp;", "=\n", "\0", "\u00ff", "From a@b\n\n", "{\"a\":", "[[", "A: b\n", "\r"];
  for (const head of ["", "Received: from x (", "{\"internetMessageHeaders\":", "Authentication-Results: "]) {
    for (const piece of pieces) answers(bytesOf(head + piece.repeat(2 ** 18 / piece.length)), head === "");
  }
  answers(new Uint8Array(20_000_000).fill(0x41), false);
});

test("damaged Outlook files and lone surrogates", () => {
  const below = generator(7);
  const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  for (let n = 0; n < 300; n++) {
    const file = Uint8Array.from({ length: 512 + below(4096) }, () => (below(3) ? 0 : below(256)));
    file.set(magic);
    file.set([9 + 3 * below(2), 0, 6, 0], 30);
    answers(file, false);
  }
  const report = answers(bytesOf('{"internetMessageHeaders":[{"name":"Received","value":"from \\ud800 by b.example"}]}'), false);
  assert.equal(report.hops[0].by.host, "b.example");
});

test("memory stays in proportion to the largest input", () => {
  assert.ok(memory.buffer.byteLength < 400_000_000, `${memory.buffer.byteLength}`);
});
