// Asks for a report on what was given, and shows it.
const $ = (id) => document.getElementById(id);
const state = { mine: { own: [], gateways: [], partners: [] }, boundary: 0, redact: false, message: 0, reading: 0 };

function give(bytes) {
  state.boundary = state.message = 0;
  const empty = !bytes.some((byte) => byte > 32);
  $("clear").hidden = bytes.length === 0;
  document.body.classList.toggle("given", !empty);
  if (empty) {
    state.reading++;
    for (const id of ["report", "settings", "take", "trouble", "many"]) $(id).hidden = true;
    return;
  }
  read(bytes);
}

function settingsNow() {
  // Whole seconds: what a report says is compared with other reports.
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return { now, ...state.mine, boundary: state.boundary, redact: state.redact };
}

// Without bytes, the text given before is read again with other settings, or another message of it.
async function read(bytes, isNew = Boolean(bytes)) {
  const reading = ++state.reading;
  if (bytes) reader.bytes = bytes;
  const question = { kind: "read", settings: settingsNow(), message: state.message };
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
  show(answer, isNew);
  return true;
}

function trouble(text) {
  $("trouble").textContent = text;
  // The settings may be what is wrong.
  $("trouble").hidden = $("settings").hidden = false;
}

function show({ view, report, mailbox, milliseconds }, isNew) {
  const opened = isNew ? [] : [...document.querySelectorAll("#report .hop details[open]")];
  const hops = opened.map((details) => details.closest(".hop").dataset.hop);
  const article = build(view);
  $("report").replaceChildren(article);
  for (const hop of hops) article.querySelector(`.hop[data-hop="${hop}"] details`)?.setAttribute("open", "");
  for (const id of ["report", "settings", "take"]) $(id).hidden = false;
  $("trouble").hidden = true;
  if (mailbox) showMessages(mailbox);
  showSettings(report);
  const which = $("many").hidden ? "" : ` on message ${state.message + 1}`;
  $("live").textContent = `Report ready${which}. ${report.hops.length} hops. ${report.answer ?? ""}`;
  document.documentElement.dataset.milliseconds = milliseconds.toFixed(2);
  document.documentElement.dataset.reports = Number(document.documentElement.dataset.reports ?? 0) + 1;
}
