// The library runs in a worker, so that a large paste never freezes the page. Questions are answered in order; only the
// newest reading counts.
const reader = { worker: null, starting: null, next: 1, open: new Map(), bytes: null };

// The page's own script for the worker, and nothing else, may become one (Trusted Types).
function workerUrl(url) {
  if (!window.trustedTypes) return url;
  const policy = (reader.policy ??= trustedTypes.createPolicy("tlstrail", {
    createScriptURL(wanted) {
      if (wanted !== reader.url) throw new TypeError("not the page's worker");
      return wanted;
    },
  }));
  return policy.createScriptURL(url);
}

// What a block of data holds, which is packed; nothing where the page has no such block.
async function held(id) {
  const block = document.getElementById(id);
  if (!block) return undefined;
  const packed = Uint8Array.from(atob(block.textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}

// In one file, worker and module stand in data blocks; in a folder, beside the page.
async function startWorker() {
  const script = await (await held("worker"))?.text();
  reader.url ??= script ? URL.createObjectURL(new Blob([script], { type: "text/javascript" })) : "worker.js";
  const module = await (await held("module"))?.arrayBuffer();
  const worker = new Worker(workerUrl(reader.url));
  worker.onmessage = ({ data }) => answered(data);
  worker.onerror = () => broken();
  worker.postMessage({ module });
  return (reader.worker = worker);
}

function answered({ id, error, fatal, ready, ...answer }) {
  if (fatal) return broken(error);
  if (ready) document.documentElement.dataset.reader = "";
  const question = reader.open.get(id);
  reader.open.delete(id);
  if (error) question?.reject(new Error(error));
  else question?.resolve(answer);
}

// A reader that broke is replaced; what was asked is told as not answered.
function broken(why) {
  const open = [...reader.open.values()];
  reader.open.clear();
  reader.worker?.terminate();
  reader.worker = reader.starting = null;
  const problem = new Error(why || "The reader stopped. Load the page again, or try less text.");
  for (const question of open) question.reject(problem);
}

async function ask(question, transfer = []) {
  const worker = await (reader.starting ??= startWorker());
  const id = reader.next++;
  return new Promise((resolve, reject) => {
    reader.open.set(id, { resolve, reject });
    worker.postMessage({ id, ...question }, transfer);
  });
}
