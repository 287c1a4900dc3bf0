// Whose mailbox it is, and what was agreed with whom. All of it is forgotten with the page, unless the reader puts it into
// the page's address, whose part behind the "#" no browser sends.

function showSettings(report) {
  const names = new Set();
  for (const hop of report.hops) {
    if (hop.by.organisation) names.add(hop.by.organisation);
    if (hop.by.host) names.add(hop.by.host);
  }
  const usable = [...names].filter((name) => /^[\w.-]+\.[\w.-]+$/.test(name));
  $("own-list").replaceChildren(...usable.map((name) => new Option(name, name)));
  const place = (hop) => `Hop ${hop.number}: into ${(hop.by.host ?? hop.by.ip ?? "a machine without a name").slice(0, 60)}`;
  const automatic = report.boundary.hop && !state.boundary ? `Found by the lines: hop ${report.boundary.hop}` : "Found by the lines";
  const options = [new Option(automatic, "0"), ...report.hops.map((hop) => new Option(place(hop), hop.number))];
  $("border").replaceChildren(...options);
  $("border").value = String(state.boundary);
  // A partner without a domain was not asked for.
  const asked = partnerForms().filter(({ elements }) => words(elements.domains.value).length);
  for (const form of partnerForms()) form.querySelector(".note").textContent = "";
  asked.forEach((form, at) => {
    form.querySelector(".note").textContent = RESULTS[report.partners[at]?.result] ?? "";
  });
}

const RESULTS = { met: "Met.", "not-met": "Not met.", "not-shown": "Not shown.", "not-applicable": "Not about this message." };
const words = (text) => text.split(/[\s,;]+/).filter(Boolean);
const partnerForms = () => [...$("partners").children];

function settingsWritten() {
  const partners = partnerForms().map(({ elements: { name, domains, minimum, secrecy, relays } }) => ({
    name: name.value.trim() || words(domains.value)[0],
    domains: words(domains.value),
    minimum: minimum.value || undefined,
    secrecy: Boolean(secrecy.value),
    relays: words(relays.value),
  }));
  return { own: words($("own").value), gateways: words($("gateways").value), partners: partners.filter(({ domains }) => domains.length) };
}

// Values are tried at once; one that cannot be used is told, and the last good ones stay.
async function settingsChanged() {
  clearTimeout(settingsChanged.timer);
  const wanted = settingsWritten();
  const tried = JSON.stringify(wanted);
  if (tried === settingsChanged.tried) return;
  settingsChanged.tried = tried;
  if (!document.body.classList.contains("given")) {
    state.mine = wanted;
    return;
  }
  const placed = ({ own, gateways }) => `${own} ${gateways}`;
  const boundary = placed(wanted) === placed(state.mine) ? state.boundary : 0;
  const trial = ++state.reading;
  try {
    const answer = await ask({ kind: "read", message: state.message, settings: { ...settingsNow(), ...wanted, boundary } });
    told("", "");
    const { own, gateways } = wanted;
    const behind = gateways.length ? `, with all mail to pass ${gateways.join(", ")}` : "";
    if (own.length || behind) $("own-note").textContent = `Read with ${[...own, ...gateways].join(", ")} as your own${behind}.`;
    state.mine = wanted;
    if (trial !== state.reading) return read();
    state.boundary = boundary;
    show(answer, false);
  } catch (error) {
    told(`${error.message}.`, error.message.match(/`(.*?)`/)?.[1]);
  }
}

// What cannot be used is marked where it stands.
function told(text, value) {
  $("own-note").textContent = text;
  for (const field of $("settings").querySelectorAll("input")) {
    if (value && words(field.value).includes(value)) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function addPartner() {
  $("partners").append($("partner").content.cloneNode(true));
  const form = $("partners").lastElementChild;
  form.querySelector("button").addEventListener("click", () => {
    form.remove();
    $("add").focus();
    settingsChanged();
  });
  return form.elements;
}

// The address gives each field by its name, those of the partners in turn.
function settingsOfAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.has("own")) return;
  $("own").value = given.get("own");
  $("gateways").value = given.get("gateways");
  $("partners").replaceChildren();
  given.getAll("domains").forEach((_, at) => {
    const fields = addPartner();
    for (const key of ["name", "domains", "minimum", "secrecy", "relays"]) fields[key].value = given.getAll(key)[at] ?? "";
  });
  $("more").open = true;
  $("keep-note").textContent = "These settings were taken from the address of this page.";
  settingsChanged();
}

function keep(fragment, note) {
  history.replaceState(null, "", `#${fragment}`);
  $("keep-note").textContent = note;
}

function wireSettings() {
  const form = $("settings");
  const mine = (go) => ({ target }) => target.id === "border" || go();
  settingsChanged.tried = JSON.stringify(state.mine);
  // Not at the moment in which a field is left: what is told then would move the button from under the pointer.
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, mine(() => {
      clearTimeout(settingsChanged.timer);
      settingsChanged.timer = setTimeout(settingsChanged, 400);
    }));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  $("add").addEventListener("click", () => addPartner().name.focus());
  $("keep").addEventListener("click", () => {
    keep(new URLSearchParams(new FormData(form)), "The settings now stand in the address of this page. Bookmark it, or give it to a colleague. They are stored nowhere else.");
  });
  $("forget").addEventListener("click", () => {
    form.reset();
    $("partners").replaceChildren();
    settingsChanged();
    keep("", "Forgotten.");
  });
  addEventListener("hashchange", settingsOfAddress);
  settingsOfAddress();
  $("border").addEventListener("change", () => {
    state.boundary = Number($("border").value);
    read();
  });
  $("redact").addEventListener("change", () => {
    state.redact = $("redact").checked;
    read();
  });
}
