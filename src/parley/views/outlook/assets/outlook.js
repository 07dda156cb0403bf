// The desk of an outlook: table of states, paths, and what would hold if preferences were otherwise.
(() => {
  "use strict";
  const get = (id) => document.getElementById(id);
  const model = JSON.parse(get("model").textContent);
  const NAMES = { nash: "Nash", seq: "SEQ", sseq: "SSEQ", gmr: "GMR", smr: "SMR", sim: "SIM" };
  const MOST_COLUMNS = 40;
  const whatIf = model.makers.map((_, m) => (model.stated[m] ?? []).map((s, i) => ({ ...s, on: true, id: i })));
  const drafted = JSON.stringify(whatIf);
  let now = null, first = null, chosen = model.now;

  const make = (tag, set = {}, ...inside) => {
    const made = document.createElementNS(set.svg ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml", tag);
    for (const [key, value] of Object.entries(set)) if (key !== "svg") made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const about = (o) => o.about || o.name;
  const does = (state) => model.options.filter((_, b) => (state >> b) & 1).map(about);
  const named = (state) => does(state).join("; ") || "nobody does anything";

  function asked() {
    const preferences = model.makers.map((_, m) =>
      model.preferences[m].statements ? { statements: whatIf[m].filter((s) => s.on).map((s) => s.formula) } : model.preferences[m]);
    return Parley.solve({ ...model, preferences }, get("answer").value);
  }

  function solve() {
    now = asked();
    first ??= now;
    if (!now.graph.feasible[chosen]) chosen = model.now;
    table();
    tell();
    draw();
    difference();
  }

  // ---- table of states -------------------------------------------------------------------------------------
  const called = (state) => {
    if (state === model.now) return "now";
    const place = now.equilibria.nash.filter((s) => s !== model.now).indexOf(state);
    return place >= 0 ? `outcome ${place + 1}` : `state ${state}`;
  };

  function shown() {
    const concept = get("concept").value, maker = get("maker").value;
    const every = [...now.graph.feasible.keys()].filter((s) => now.graph.feasible[s]);
    const fits = concept === "all" ? every
      : every.filter((s) => (maker === "all" ? now.stable[concept].every((row) => row[s]) : now.stable[concept][maker][s]));
    const by = get("order").value;
    if (by === "held") fits.sort((a, b) => holds(b).length - holds(a).length || a - b);
    else if (by !== "code") fits.sort((a, b) => now.graph.payoffs[by][b] - now.graph.payoffs[by][a] || a - b);
    return [...new Set(now.graph.feasible[model.now] ? [model.now, ...fits] : fits)];
  }
  const holds = (state) => Object.keys(NAMES).filter((c) => now.equilibria[c].includes(state));

  function table() {
    const states = shown(), columns = states.slice(0, MOST_COLUMNS);
    const head = make("tr", {}, make("th", { scope: "col" }, "Option"), ...columns.map((s) => {
      const button = make("button", { type: "button", "aria-pressed": String(s === chosen), "data-state": s }, called(s));
      return make("th", { scope: "col", class: mark(s) }, button);
    }));
    const body = [];
    model.makers.forEach((maker, m) => {
      body.push(make("tr", { class: "party" }, make("th", { scope: "rowgroup", colspan: columns.length + 1 }, maker)));
      model.options.forEach((o, b) => {
        if (o.owner !== m) return;
        body.push(make("tr", {}, make("th", { scope: "row" }, about(o)), ...columns.map((s) => cell(s, (s >> b) & 1))));
      });
    });
    body.push(make("tr", { class: "party" }, make("th", { scope: "rowgroup", colspan: columns.length + 1 }, "An equilibrium under")));
    for (const [concept, name] of Object.entries(NAMES))
      body.push(make("tr", { class: "concept" }, make("th", { scope: "row" }, name),
        ...columns.map((s) => make("td", { class: mark(s) }, now.equilibria[concept].includes(s) ? "●" : ""))));
    get("states").replaceChildren(make("thead", {}, head), make("tbody", {}, ...body));
    const total = [...now.graph.feasible].filter(Boolean).length;
    get("count").textContent = `${states.length} of ${total} feasible states` + (states.length > MOST_COLUMNS ? `, the first ${MOST_COLUMNS} shown` : "");
  }
  const mark = (s) => (s === chosen ? "chosen" : now.equilibria.nash.includes(s) ? "holds" : "plain");
  const cell = (s, yes) => make("td", { class: `${mark(s)} ${yes ? "yes" : "no"}` }, yes ? "Y" : "–");

  // ---- why the chosen state holds or not -------------------------------------------------------------------
  function deciding(m, a, b) {
    const bits = new Map(model.options.map((o, i) => [o.name, i]));
    return whatIf[m].find((s) => s.on && Parley.parse(s.formula, bits)(a) !== Parley.parse(s.formula, bits)(b));
  }
  const steps = (from, to) => model.options.flatMap((o, b) =>
    ((from ^ to) >> b) & 1 ? [`${(to >> b) & 1 ? "take up" : "drop"} “${about(o)}”`] : []).join(" and ");
  const word = (s) => (s.claimant ? `, by ${s.claimant}${s.claimant.endsWith("s") ? "’" : "’s"} word` : s.assumed ? " (assumed)" : "");

  function reason(m, state) {
    const better = Parley.gains(now.graph, m, state), p = now.graph.payoffs[m], who = model.makers[m];
    if (!better.length) {
      const kept = new Set(model.options.flatMap((o, b) => {
        const why = o.owner === m && now.graph.feasible[state ^ (1 << b)] && deciding(m, state, state ^ (1 << b));
        return why ? [`“${why.words}”${word(why)}`] : [];
      }));
      return `${who} has no move that it prefers${kept.size ? `; to change would go against ${[...kept].join(", ")}` : ""}.`;
    }
    const best = better.reduce((a, b) => (p[b] > p[a] ? b : a));
    const why = deciding(m, state, best);
    const under = Object.keys(NAMES).filter((c) => now.stable[c][m][state]).map((c) => NAMES[c]);
    return `${who} would rather ${steps(state, best)}${why ? `, because it puts “${why.words}” first here${word(why)}` : ""}. ` +
      (under.length ? `The answers of others deter it under ${under.join(", ")}.` : "Nothing that others do deters it.");
  }

  function tell() {
    get("told").replaceChildren(make("h3", {}, `${called(chosen)}: ${named(chosen)}`),
      make("ul", {}, ...model.makers.map((_, m) => make("li", {}, reason(m, chosen)))));
  }

  // ---- paths from the status quo, drawn --------------------------------------------------------------------
  const WIDE = 176, GAP = 112, LINE = 17;
  function draw() {
    const rows = now.equilibria.nash.filter((s) => s !== model.now).slice(0, 6).map(route);
    if (now.equilibria.nash.includes(model.now)) rows.unshift([{ state: model.now, lines: clip(does(model.now)) }]);
    const parts = [];
    let top = 10, wide = 0;
    for (const row of rows) {
      const heights = row.map((stop) => 36 + LINE * stop.lines.length);
      const tall = Math.max(...heights);
      row.forEach((stop, i) => {
        const x = 4 + i * (WIDE + GAP);
        if (i) parts.push(...arrow(x - GAP, x, top + 25, stop));
        parts.push(...box(x, top, heights[i], stop));
        wide = Math.max(wide, x + WIDE);
      });
      top += tall + 22;
    }
    get("paths").replaceChildren(make("svg", { svg: 1, viewBox: `0 0 ${Math.max(wide + 4, 200)} ${Math.max(top, 40)}`, width: wide + 4, height: top,
      role: "img", "aria-label": rows.map(spoken).join(". ") || "No outcome holds by itself" }, ...parts));
  }

  function route(goal) {
    const start = { state: model.now, lines: clip(does(model.now)) };
    const known = Parley.paths(now.graph, model.now).get(goal);
    if (known) return [start, ...known.map(stop)];
    const open = Parley.opening(now.graph, model.now, goal);
    if (!open) return [start, { state: goal, lines: changes(model.now, goal), by: "out of reach", barred: true }];
    const who = open.members.map((m) => model.makers[m]).join(" + ");
    return [start, { state: open.target, lines: changes(model.now, open.target), by: `${who} together`, joint: true }, ...open.onward.map(stop)];
  }
  const stop = (s) => ({ state: s.target, lines: changes(s.source, s.target), by: model.makers[s.maker] });
  const changes = (from, to) => clip(model.options.flatMap((o, b) => (((from ^ to) >> b) & 1 ? [`${(to >> b) & 1 ? "+" : "−"} ${about(o)}`] : [])));
  const clip = (lines) => [...lines.slice(0, 4).map((l) => (l.length > 26 ? `${l.slice(0, 25)}…` : l)), ...(lines.length > 4 ? [`and ${lines.length - 4} more`] : [])];
  const spoken = (row) => row.map((s) => `${s.by ? `${s.by}: ` : ""}${called(s.state)}`).join(", then ");

  function box(x, y, tall, stop) {
    const holding = now.equilibria.nash.includes(stop.state);
    const lines = stop.lines.map((text, i) => make("text", { svg: 1, x: x + 10, y: y + 42 + i * LINE, class: "small" }, text));
    return [make("rect", { svg: 1, x, y, width: WIDE, height: tall, rx: 4, class: holding ? "node holds" : "node" }),
      make("text", { svg: 1, x: x + 10, y: y + 22, class: "name" }, called(stop.state)), ...lines];
  }
  function arrow(from, to, y, stop) {
    const kind = stop.barred ? "edge barred" : stop.joint ? "edge joint" : "edge";
    const words = stop.by.length > 18 && stop.by.includes(" + ") ? stop.by.split(/(?<=\+) /) : [stop.by];
    return [make("path", { svg: 1, d: `M${from + 4} ${y} H${to - 10}`, class: kind }),
      make("path", { svg: 1, d: `M${to - 12} ${y - 5} l8 5 l-8 5`, class: `${kind} tip` }),
      ...words.map((text, i) => make("text", { svg: 1, x: (from + to) / 2, y: y - 8 - (words.length - 1 - i) * 14, class: "by" }, text))];
  }

  // ---- what if ---------------------------------------------------------------------------------------------
  function panel() {
    get("wishes").replaceChildren(...model.makers.map((maker, m) => {
      const rows = whatIf[m].map((s, place) => make("li", { class: s.on ? "" : "off" },
        make("label", {}, check(m, place, s.on), ` ${s.words}`, s.claimant ? make("small", {}, ` so says ${s.claimant}`) : "",
          s.assumed ? make("small", {}, " assumed") : ""),
        make("span", { class: "shift" }, shift(m, place, -1, "↑", "more important"), shift(m, place, 1, "↓", "less important"))));
      const fixed = model.preferences[m].statements ? "" : make("p", { class: "note" }, "Its ranking or weights are fixed in the model.");
      return make("section", {}, make("h3", {}, maker), make("ol", {}, ...rows), fixed);
    }));
  }
  function check(m, place, on) {
    const made = make("input", { type: "checkbox", "data-maker": m, "data-place": place });
    made.checked = on;
    return made;
  }
  function shift(m, place, by, sign, words) {
    const made = make("button", { type: "button", "data-maker": m, "data-place": place, "data-by": by, "aria-label": `${whatIf[m][place].words}: ${words}` }, sign);
    made.disabled = !whatIf[m][place + by];
    return made;
  }
  function difference() {
    const before = first.equilibria.nash, after = now.equilibria.nash;
    const lost = before.filter((s) => !after.includes(s)), won = after.filter((s) => !before.includes(s));
    const told = [...lost.slice(0, 3).map((s) => `No longer holds: ${named(s)}.`), ...won.slice(0, 3).map((s) => `Holds now: ${named(s)}.`)];
    const more = lost.length + won.length - told.length;
    const same = JSON.stringify(whatIf) === drafted && get("answer").value === "sequence";
    get("difference").textContent = told.join(" ") + (more > 0 ? ` And ${more} more.` : "") ||
      (same ? "As drafted. Switch a preference off, or move it, and the table and paths follow at once." : "The same outcomes hold by themselves as in the draft.");
    get("reset").disabled = same && get("claim").value === "";
  }
  function claim() {
    const restored = JSON.parse(drafted);
    whatIf.forEach((_, m) => (whatIf[m] = restored[m]));
    const rival = model.hypotheses[get("claim").value];
    if (rival) whatIf[rival.maker] = rival.stated.map((s, i) => ({ ...s, on: true, id: i }));
    panel();
    solve();
  }

  function start() {
    for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
    for (const [id, change] of [["concept", table], ["maker", table], ["order", table], ["answer", solve], ["claim", claim]])
      get(id).addEventListener("change", change);
    get("reset").addEventListener("click", () => { get("claim").value = ""; get("answer").value = "sequence"; claim(); });
    get("states").addEventListener("click", (event) => {
      const button = event.target.closest("button[data-state]");
      if (!button) return;
      chosen = Number(button.dataset.state);
      table();
      tell();
      document.querySelector(`#states button[data-state="${chosen}"]`)?.focus();
    });
    get("wishes").addEventListener("change", (event) => {
      const { maker, place } = event.target.dataset;
      whatIf[maker][place].on = event.target.checked;
      event.target.closest("li").classList.toggle("off", !event.target.checked);
      solve();
    });
    get("wishes").addEventListener("click", (event) => {
      const button = event.target.closest("button[data-by]");
      if (!button) return;
      const { maker, place, by } = button.dataset, list = whatIf[maker], to = Number(place) + Number(by);
      [list[place], list[to]] = [list[to], list[place]];
      panel();
      solve();
      const again = `#wishes button[data-maker="${maker}"][data-place="${to}"]`;
      (document.querySelector(`${again}[data-by="${by}"]:not(:disabled)`) ?? document.querySelector(again))?.focus();
    });
    panel();
    solve();
  }
  if (model.small) start();
})();
