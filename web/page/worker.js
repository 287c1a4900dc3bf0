// Runs the library. The first message brings the module, or tells that it lies beside this script.
let ready = null;
let bytes = new Uint8Array();
let analysis = null;
let mailbox = null;
// What is seen when a part of the report is opened, by name. A name comes once, so that no report gets another's parts.
let parts = {};
let named = 0;

async function load(inline) {
  const beside = async () => (await fetch("tlstrail.wasm.gz")).body.pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(inline ?? await new Response(await beside()).arrayBuffer());
  wasm_bindgen.initSync({ module });
  // Browsers compile a function when it is first called: do that before anybody waits for it.
  const first = wasm_bindgen.analyze(new TextEncoder().encode(FIRST), settings({ now: "2026-01-01T00:00:00Z", own: [], gateways: [], partners: [] }));
  first.view();
  first.json();
  first.free();
}

const FIRST = `Received: from a.example (a.example [203.0.113.7])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
\tby b.example (Postfix) with ESMTPS id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)
From: a@a.example
Date: Mon, 23 Nov 2026 17:19:20 +0000
Content-Type: text/plain
`;

function settings({ now, own, gateways, boundary, partners, redact }) {
  const made = new wasm_bindgen.Settings();
  made.now(now);
  for (const entry of own) made.own(entry);
  for (const entry of gateways) made.gateway(entry);
  if (boundary) made.boundary(boundary);
  for (const p of partners) made.partner(p.name, p.domains, p.relays, p.minimum, p.secrecy);
  if (redact) made.redact();
  return made;
}

// What stands in closed parts stays here until it is asked for.
function closed(node) {
  for (const child of node) {
    if (!Array.isArray(child)) continue;
    if (child[0] === "details") {
      child[1]["data-part"] = String(++named);
      parts[named] = child.splice(3);
    } else {
      closed(child);
    }
  }
  return node;
}

const answers = {
  read(question) {
    if (question.bytes) {
      bytes = new Uint8Array(question.bytes);
      mailbox = JSON.parse(wasm_bindgen.messages(bytes));
    }
    const made = settings(question.settings);
    let read = bytes;
    if (mailbox.count > 1) {
      const { start, length } = mailbox.entries[question.message];
      read = bytes.subarray(start, start + length);
      made.index(question.message);
    }
    const before = performance.now();
    const found = wasm_bindgen.analyze(read, made);
    const milliseconds = performance.now() - before;
    analysis?.free();
    analysis = found;
    parts = {};
    const { boundary, hops, partners, summary } = JSON.parse(found.json());
    // As much as the page around the report needs.
    const report = { boundary, partners, answer: summary.sentences[0], hops: hops.map(({ number, by }) => ({ number, by })) };
    return { view: closed(JSON.parse(found.view())), report, mailbox: question.bytes && mailbox, milliseconds };
  },
  part: ({ name }) => ({ view: parts[name] }),
  write: ({ form }) => ({ text: analysis[form]() }),
  explain: ({ code }) => ({ view: JSON.parse(wasm_bindgen.explain(code)) }),
};

onmessage = async ({ data }) => {
  if ("module" in data) {
    ready = load(data.module);
    ready.then(() => postMessage({ ready: true })).catch((error) => postMessage({ fatal: true, error: `The reader could not be started: ${error.message ?? error}` }));
    return;
  }
  await ready;
  try {
    postMessage({ id: data.id, ...answers[data.kind](data) });
  } catch (error) {
    const fatal = error instanceof WebAssembly.RuntimeError;
    postMessage({ id: data.id, error: fatal ? "This text could not be read." : String(error.message ?? error), fatal });
  }
};
