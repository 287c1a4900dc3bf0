// Runs the library. The first message brings the module, or tells that it lies beside this script.
let ready = null;
let bytes = new Uint8Array();
let analysis = null;

async function load(inline) {
  const packed = inline === null
    ? await (await fetch("tlstrail.wasm.gz")).arrayBuffer()
    : Uint8Array.from(atob(inline.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  wasm_bindgen.initSync({ module });
  // Browsers compile a function when it is first called: do that before anybody waits for it.
  const first = wasm_bindgen.analyze(new TextEncoder().encode(FIRST), settings({ now: "2026-01-01T00:00:00Z", own: [] }));
  first.view();
  first.ndjson();
  first.free();
}

const FIRST = `Received: from a.example (a.example [203.0.113.7])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
\tby b.example (Postfix) with ESMTPS id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)
From: a@a.example
Date: Mon, 23 Nov 2026 17:19:20 +0000
Content-Type: text/plain
`;

function settings({ now, own, boundary, partners, redact }) {
  const made = new wasm_bindgen.Settings();
  made.now(now);
  for (const entry of own) made.own(entry);
  if (boundary) made.boundary(boundary);
  for (const p of partners ?? []) made.partner(p.name, p.domains, p.relays ?? [], p.minimum, p.forward_secrecy ?? false);
  if (redact) made.redact();
  return made;
}

const answers = {
  read(question) {
    if (question.bytes) bytes = new Uint8Array(question.bytes);
    const made = settings(question.settings);
    const before = performance.now();
    const found = wasm_bindgen.analyze(bytes, made);
    const milliseconds = performance.now() - before;
    analysis?.free();
    analysis = found;
    return { view: JSON.parse(found.view()), report: JSON.parse(found.ndjson()), milliseconds };
  },
  write: ({ form }) => ({ text: analysis[form]() }),
  explain: ({ code }) => ({ view: JSON.parse(wasm_bindgen.explain(code)) }),
};

onmessage = async ({ data }) => {
  if ("module" in data) {
    ready = load(data.module);
    ready.catch((error) => postMessage({ fatal: true, error: `The reader could not be started: ${error.message ?? error}` }));
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
