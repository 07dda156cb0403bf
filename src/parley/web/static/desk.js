// Makes the desk pleasanter: a report opens beside a page, keys step through lines, decisions go by htmx.
// Without it every link still leads to its words.
(() => {
  "use strict";
  const root = document.documentElement;
  const get = (id) => document.getElementById(id);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const narrow = matchMedia("(max-width: 69.99rem)");
  const at = document.body.dataset.negotiation;
  const [papers, paper, close, theme, search] = ["papers", "paper", "close", "theme", "search"].map(get);
  const reader = document.body.classList.contains("reader");
  let current = null, opening = "", timer = 0;

  // ---- htmx: the reader's token goes with every request, and what went wrong is told --------------------
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF"] = document.querySelector('meta[name="csrf"]').content;
  });
  const complain = (text) => {
    const line = document.createElement("p");
    line.className = "said bad";
    line.setAttribute("role", "alert");
    line.textContent = text;
    get("content").prepend(line);
    line.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:responseError", (event) => complain(event.detail.xhr.responseText || "The desk did not answer."));
  document.addEventListener("htmx:sendError", () => complain("The desk cannot be reached. Is it still running?"));
  document.addEventListener("htmx:afterSwap", (event) => {
    const done = get(event.detail.target?.id || " ");
    if (done?.closest(".queue")) afterDecision(done);
    const work = event.detail.elt?.closest?.(".working");
    if (work && work.dataset.state === "done" && !get("content").contains(work)) work.querySelector("a")?.focus({ preventScroll: true });
  });

  // ---- theme ---------------------------------------------------------------------------------------------
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const paint = () => (theme.textContent = dark() ? "Light" : "Dark");
  theme.hidden = false;
  paint();
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
    paint();
  });

  // ---- lines, and the report beside them -------------------------------------------------------------------
  root.classList.add("js");
  all(".keys").forEach((part) => (part.hidden = false));
  const lines = () => all(reader ? ".margin > li" : "#content .line").filter((line) => line.offsetParent !== null);
  const link = (line) => line.querySelector(".refs a[data-report]");

  function choose(line) {
    all(".line.now").forEach((other) => other.classList.remove("now"));
    current = line;
    line?.classList.add("now");
  }

  function light(id, others, scope) {
    const near = new Set(others);
    all("mark", scope).forEach((mark) => {
      mark.classList.toggle("on", mark.dataset.of === id);
      mark.classList.toggle("near", mark.dataset.of !== id && near.has(mark.dataset.of));
    });
  }

  const marksOf = (line, report) =>
    all(".refs a[data-report]", line).filter((a) => a.dataset.report === report)
      .flatMap((a) => [a.hash.slice(1), ...(a.dataset.more ?? "").split(" ")]).filter(Boolean);

  async function open(anchor) {
    const { report } = anchor.dataset, line = anchor.closest(".line");
    choose(line);
    opening = anchor.href;
    if (paper.firstElementChild?.dataset.report !== report) {
      const answer = await fetch(`/n/${encodeURIComponent(at)}/reports/${encodeURIComponent(report)}/text`, { headers: { "HX-Request": "true" } }).catch(() => null);
      if (opening !== anchor.href) return;
      if (!answer?.ok) return void (location.href = anchor.href);
      paper.innerHTML = await answer.text(); // escaped by the desk's own template
      if (opening !== anchor.href) return;
    }
    const id = anchor.hash.slice(1), place = get(id);
    light(id, line ? marksOf(line, report) : [], paper);
    if (narrow.matches) sheet(true);
    if (!place) return void (papers.scrollTop = 0);
    const top = place.getBoundingClientRect().top - papers.getBoundingClientRect().top;
    papers.scrollTop += top - Math.min(papers.clientHeight / 3, 220);
  }

  function sheet(on) {
    root.classList.toggle("reading", on);
    all("body > header, body > nav, body > .top, main, body > footer").forEach((part) => (part.inert = on));
    if (on) papers.setAttribute("role", "dialog");
    else papers.removeAttribute("role");
    close.hidden = !on;
    if (on) close.focus({ preventScroll: true });
    else if (current) (link(current) || current).focus({ preventScroll: true });
  }
  close?.addEventListener("click", () => sheet(false));

  function step(by) {
    const list = lines(), here = list.indexOf(current);
    const line = list[Math.max(0, Math.min(list.length - 1, here < 0 ? 0 : here + by))];
    if (!line) return;
    if (reader) return lit(line, true);
    choose(line);
    const first = link(line);
    (line.matches(".case, .done") ? line : first || line.querySelector("a") || line).focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
    clearTimeout(timer);
    if (first && papers && !narrow.matches) timer = setTimeout(() => open(first), 120);
  }

  // ---- the reader: notes and their words, either way ------------------------------------------------------
  function lit(note, scroll) {
    all(".margin > li.on").forEach((other) => other.classList.remove("on"));
    current = note;
    note.classList.add("on");
    light(note.dataset.of, [], get("content"));
    if (!scroll) return;
    note.querySelector("summary").focus({ preventScroll: true });
    (get(note.dataset.of) ?? note).scrollIntoView({ block: "center" });
  }
  function called() {
    const part = get(decodeURIComponent(location.hash.slice(1)));
    if (!reader || !part) return;
    const note = part.matches("mark") ? document.querySelector(`.margin > li[data-of="${part.dataset.of}"]`) : part.closest(".margin > li");
    if (note) lit(note, false);
    else if (part.matches("mark")) light(part.dataset.of, [], get("content"));
    if (note && !part.matches("mark")) note.querySelector("details").open = true;
    (get(note?.dataset.of) ?? part).scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", called);

  // ---- the review queue -----------------------------------------------------------------------------------
  function press(key) {
    const part = current?.querySelector(`[data-key="${key}"]`);
    if (!part) return false;
    if (part.matches("summary")) {
      part.parentElement.open = true;
      part.parentElement.querySelector("select, input:not([type=hidden])")?.focus();
    } else if (part.matches("input")) part.focus();
    else part.click();
    return true;
  }
  let last = null;
  function afterDecision(done) {
    last = done;
    const list = lines(), next = list.slice(list.indexOf(done) + 1).find((line) => line.matches(".case"));
    if (next) {
      current = done;
      choose(next);
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
      if (link(next) && papers && !narrow.matches) open(link(next));
    } else choose(done);
  }

  // ---- clicks and keys ---------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const anchor = event.target.closest("a[data-report]");
    if (anchor && papers && anchor.closest("#content")) {
      event.preventDefault();
      return void open(anchor);
    }
    if (event.target.closest("a, button, input, select, textarea, label, summary:not(.margin summary)") || !getSelection().isCollapsed) return;
    if (reader) {
      const mark = event.target.closest("mark"), note = event.target.closest(".margin > li");
      if (note) lit(note, false);
      else if (mark) {
        const mine = document.querySelector(`.margin > li[data-of="${mark.dataset.of}"]`);
        if (mine) { lit(mine, false); mine.scrollIntoView({ block: "nearest" }); }
      }
      return;
    }
    const line = event.target.closest("#content .line");
    if (line && papers && link(line)) return void open(link(line));
    const mark = event.target.closest("#paper mark");
    const report = paper?.firstElementChild?.dataset.report;
    const back = mark && lines().find((other) => marksOf(other, report).includes(mark.dataset.of));
    if (back) {
      sheet(false);
      light(mark.dataset.of, [], paper);
      choose(back);
      back.scrollIntoView({ block: "center" });
    } else if (mark) location.href = `/n/${encodeURIComponent(at)}/reports/${encodeURIComponent(report)}#${mark.dataset.of}`;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      if (typing) typing.blur();
      else if (root.classList.contains("reading")) sheet(false);
      else { choose(null); if (paper) light("", [], paper); }
      return;
    }
    if (typing || root.classList.contains("reading")) return;
    if (event.key === "u" && last?.isConnected) last.querySelector('[data-key="u"]')?.click();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/" && search) search.focus();
    else if (!("asc".includes(event.key) && get("content").querySelector(".queue") && press(event.key))) return;
    event.preventDefault();
  });

  addEventListener("beforeprint", () => all("main details").forEach((part) => (part.open = true)));
  for (const drop of all(".drop")) {
    for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") drop.querySelector("input").files = event.dataTransfer.files;
    });
  }
  const here = document.querySelector(".tabs [aria-current]");
  if (here) here.closest("ul").scrollLeft = here.offsetLeft - here.closest("ul").clientWidth / 2 + here.offsetWidth / 2;
  if (get("content")?.querySelector(".queue .case")) choose(get("content").querySelector(".queue .case"));
  called();
})();
