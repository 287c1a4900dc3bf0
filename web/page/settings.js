// Whose mailbox it is: the reader names the own system, or points at the step into it.

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
}

// Values are tried at once; one that cannot be used is told, and the last good ones stay.
async function ownChanged() {
  const field = $("own");
  const wanted = field.value.split(/[\s,;]+/).filter(Boolean);
  if (wanted.join() === ownChanged.tried) return;
  ownChanged.tried = wanted.join();
  const trial = ++state.reading;
  try {
    const answer = await ask({ kind: "read", settings: { ...settingsNow(), own: wanted, boundary: 0 } });
    field.removeAttribute("aria-invalid");
    $("own-note").textContent = wanted.length ? `Read with ${wanted.join(", ")} as your own.` : "";
    state.own = wanted;
    if (trial !== state.reading) return read();
    state.boundary = 0;
    show(answer, false);
  } catch (error) {
    field.setAttribute("aria-invalid", "true");
    $("own-note").textContent = `${error.message}.`;
  }
}

ownChanged.tried = "";

function wireSettings() {
  let timer;
  $("own").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ownChanged, 400);
  });
  $("own").addEventListener("change", () => {
    clearTimeout(timer);
    ownChanged();
  });
  $("own-form").addEventListener("submit", (event) => event.preventDefault());
  $("border").addEventListener("change", () => {
    state.boundary = Number($("border").value);
    read();
  });
  $("redact").addEventListener("change", () => {
    state.redact = $("redact").checked;
    read();
  });
}
