// What the reader gives: pasted text, typed text, a dropped or opened file, an example.

// More than this in a text box makes browsers slow. The rest is read all the same, and not shown.
const BOX = 64 * 1024;
const FILE_LIMIT = 64 * 1024 * 1024;

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function note(text) {
  $("input-note").textContent = text;
}

// A mailbox file holds many messages: the report is on the one that is chosen.
function showMessages({ count, entries }) {
  $("many").hidden = count < 2;
  const listed = count > entries.length ? ` The first ${entries.length} are listed.` : "";
  $("many-label").textContent = `The file holds ${count} messages.${listed} The report is on:`;
  $("messages").replaceChildren(...entries.map(({ words }, at) => new Option(words.join(" · ") || `Message ${at + 1}`, at)));
  $("messages").value = String(state.message);
}

function giveText(text) {
  const bytes = new TextEncoder().encode(text);
  note("");
  if (text.length > BOX) {
    $("headers").value = text.slice(0, BOX);
    note(`Shown here: the first ${size(BOX)} of ${size(bytes.length)}. The report is on all of it.`);
  } else if ($("headers").value !== text) {
    $("headers").value = text;
  }
  give(bytes);
}

async function giveFile(file) {
  if (file.size > FILE_LIMIT) {
    trouble(`${file.name} has ${size(file.size)}. Up to ${size(FILE_LIMIT)} are read: give the header alone.`);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = new TextDecoder().decode(bytes.subarray(0, BOX));
  $("headers").value = head.includes("\0") ? "" : head;
  const shown = bytes.length > BOX ? ` Shown here: the first ${size(BOX)}.` : "";
  note(`Read from ${file.name}, ${size(bytes.length)}.${shown}`);
  give(bytes);
}

// A paste into an empty or wholly selected box replaces everything; then a large one need not go through the box.
function pasted(event) {
  const box = $("headers");
  const all = box.selectionStart === 0 && box.selectionEnd === box.value.length;
  const [file] = event.clipboardData.files;
  if (file) {
    event.preventDefault();
    giveFile(file);
    return;
  }
  const text = event.clipboardData.getData("text/plain");
  if (!all || !text) return;
  event.preventDefault();
  $("example").value = "";
  giveText(text);
}

function typed() {
  clearTimeout(typed.timer);
  $("example").value = "";
  typed.timer = setTimeout(() => giveText($("headers").value), 120);
}

async function wireInput() {
  const box = $("headers");
  box.addEventListener("paste", pasted);
  box.addEventListener("input", typed);
  $("form").addEventListener("submit", (event) => event.preventDefault());
  $("messages").addEventListener("change", () => {
    state.boundary = 0;
    state.message = Number($("messages").value);
    read(null, true);
  });
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    if (file) giveFile(file);
    $("file").value = "";
  });
  $("clear").addEventListener("click", () => {
    $("example").value = "";
    giveText("");
    box.focus();
  });
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const [file] = event.dataTransfer.files;
    if (file) giveFile(file);
    else if (event.dataTransfer.getData("text/plain")) giveText(event.dataTransfer.getData("text/plain"));
  });
  const examples = await (await held("examples")).json();
  for (const { title } of examples) $("example").append(new Option(title, title));
  $("example").addEventListener("change", () => {
    const example = examples.find(({ title }) => title === $("example").value);
    if (example) giveText(example.text);
  });
}
