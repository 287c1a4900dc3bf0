// Asks for a report on what was given, and shows it.
const $ = (id) => document.getElementById(id);
const state = { own: [], boundary: 0, redact: false, reading: 0, report: null };

function give(bytes) {
  state.boundary = 0;
  const empty = !bytes.some((byte) => byte > 32);
  $("clear").hidden = bytes.length === 0;
  document.body.classList.toggle("given", !empty);
  if (empty) {
    state.reading++;
    state.report = null;
    for (const id of ["report", "settings", "take", "trouble"]) $(id).hidden = true;
    return;
  }
  read(bytes);
}

function settingsNow() {
  // Whole seconds: what a report says is compared with other reports.
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return { now, own: state.own, boundary: state.boundary, redact: state.redact, partners: [] };
}

// Without bytes, the text given before is read again with other settings.
async function read(bytes) {
  const reading = ++state.reading;
  if (bytes) reader.bytes = bytes;
  const question = { kind: "read", settings: settingsNow() };
  // The worker keeps the text; the page keeps it too, for a worker that has to be replaced.
  if (bytes || !reader.worker) question.bytes = reader.bytes.slice().buffer;
  let answer;
  try {
    answer = await ask(question, question.bytes ? [question.bytes] : []);
  } catch (error) {
    if (reading === state.reading) trouble(error.message);
    return false;
  }
  if (reading !== state.reading) return false;
  show(answer, Boolean(bytes));
  return true;
}

function trouble(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = false;
}

function show({ view, report, milliseconds }, isNew) {
  const opened = isNew ? [] : [...document.querySelectorAll("#report .hop details[open]")];
  const hops = opened.map((details) => details.closest(".hop").dataset.hop);
  const article = build(view);
  $("report").replaceChildren(article);
  for (const hop of hops) article.querySelector(`.hop[data-hop="${hop}"] details`)?.setAttribute("open", "");
  state.report = report;
  for (const id of ["report", "settings", "take"]) $(id).hidden = false;
  $("trouble").hidden = true;
  wireWords(article);
  wireCodes(article);
  showSettings(report);
  $("live").textContent = `Report ready. ${report.hops.length} hops. ${report.summary.sentences[0] ?? ""}`;
  document.documentElement.dataset.milliseconds = milliseconds.toFixed(2);
  document.documentElement.dataset.reports = Number(document.documentElement.dataset.reports ?? 0) + 1;
}

// A code of the report opens what it means.
function wireCodes(article) {
  for (const code of article.querySelectorAll("code[data-code]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "what";
    button.textContent = "What does this mean?";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", async () => {
      const open = button.nextElementSibling;
      button.setAttribute("aria-expanded", String(!open));
      if (open) return open.remove();
      const { view } = await ask({ kind: "explain", code: code.dataset.code });
      button.after(build(view));
    });
    code.replaceWith(button);
  }
}
