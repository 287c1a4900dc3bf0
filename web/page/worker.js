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
}

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
