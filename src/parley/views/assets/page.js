// Makes the page pleasanter; without it every link still leads to its words.
(() => {
  "use strict";
  const root = document.documentElement;
  const get = (id) => document.getElementById(id);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const [main, papers, filter, theme, close, found] = ["brief", "papers", "filter", "theme", "close", "found"].map(get);
  const lines = all(".line");
  const narrow = matchMedia("(max-width: 69.99rem)");
  let current = null;

  const link = (line) => line.querySelector('.refs a[href^="#"]');
  const shown = () => lines.filter((line) => line.offsetParent !== null);

  function choose(line) {
    all(".line.now").forEach((other) => other.classList.remove("now"));
    current = line;
    if (line) line.classList.add("now");
  }

  // Marks the words of one place strongly, and the other places of the same line faintly.
  function light(id, others = []) {
    all("mark.on, mark.near").forEach((mark) => mark.classList.remove("on", "near"));
    const near = new Set(others);
    all("mark").forEach((mark) => {
      mark.classList.toggle("on", mark.dataset.of === id);
      mark.classList.toggle("near", mark.dataset.of !== id && near.has(mark.dataset.of));
    });
  }

  const marksOf = (line) =>
    all(".refs a", line).flatMap((a) => [a.hash.slice(1), ...(a.dataset.more ?? "").split(" ")]).filter(Boolean);

  function open(anchor) {
    const place = get(anchor.hash.slice(1));
    if (!place || !papers.contains(place)) return false;
    const line = anchor.closest(".line");
    choose(line);
    light(place.id, line ? marksOf(line) : []);
    if (narrow.matches) sheet(true);
    const room = papers.clientHeight;
    if (narrow.matches || papers.scrollHeight > room) {
      const top = place.getBoundingClientRect().top - papers.getBoundingClientRect().top;
      papers.scrollTop += top - Math.min(room / 3, 220);
    } else place.scrollIntoView({ block: "center" });
    return true;
  }

  function sheet(on) {
    root.classList.toggle("reading", on);
    all("body > header, body > nav, main, body > footer").forEach((part) => (part.inert = on));
    if (on) papers.setAttribute("role", "dialog");
    else papers.removeAttribute("role");
    close.hidden = !on;
    if (on) close.focus({ preventScroll: true });
    else if (current) step(0);
  }

  function step(by) {
    const list = shown();
    const at = list.indexOf(current);
    const line = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))];
    if (!line) return;
    choose(line);
    const target = link(line) || line;
    target.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
    if (by && !narrow.matches && link(line)) open(link(line));
  }

  function sift() {
    const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    unfold(words.length > 0);
    const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
    let count = 0;
    all("main > section").forEach((section) => {
      const mine = all(".line", section);
      mine.forEach((line) => {
        const kept = fits(context(line));
        line.classList.toggle("out", !kept);
        count += kept;
      });
      section.hidden = words.length > 0 && !mine.some((line) => !line.classList.contains("out"));
    });
    all("main li, main tbody, main section section, .facts > div").forEach((group) => {
      const mine = all(".line", group);
      if (mine.length) group.classList.toggle("out", mine.every((line) => line.classList.contains("out")));
    });
    found.textContent = words.length ? `${count} of ${lines.length} lines` : "";
  }

  // What a line is found by: its own words and those of the heading, person or party it stands under.
  function context(line) {
    let person = line;
    while (line.tagName === "TR" && person && !person.querySelector('th[scope="row"]')) person = person.previousElementSibling;
    const party = line.closest("tbody")?.querySelector(".party");
    const heads = [line.closest("section")?.querySelector("h3"), party, person?.querySelector("th"), line.closest("li"), line];
    return heads.map((part) => part?.textContent ?? "").join(" ");
  }

  // Folded lists open while a filter is set and on paper.
  function unfold(on) {
    all("main details").forEach((part) => (part.open = on));
  }

  function dark() {
    const set = root.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function paint(to) {
    if (to) root.dataset.theme = to;
    theme.textContent = dark() ? "Light" : "Dark";
  }

  root.classList.add("js");
  all(".tools, .keys").forEach((part) => (part.hidden = false));
  paint();
  const led = new Set(lines.flatMap(marksOf));
  all("mark").forEach((mark) => mark.classList.toggle("idle", !led.has(mark.dataset.of)));
  theme.addEventListener("click", () => paint(dark() ? "light" : "dark"));
  close.addEventListener("click", () => sheet(false));
  filter.addEventListener("input", sift);

  addEventListener("beforeprint", () => unfold(true));

  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#"]');
    if (anchor && anchor.closest("nav") && anchor.hash === "#papers" && narrow.matches) sheet(true);
    if (anchor && anchor.closest(".refs") && open(anchor)) return event.preventDefault();
    if (anchor || !getSelection().isCollapsed) return;
    const line = event.target.closest(".line");
    if (line && link(line)) return open(link(line));
    const mark = event.target.closest("mark");
    const back = mark && lines.find((other) => marksOf(other).includes(mark.dataset.of));
    if (!back) return;
    sheet(false);
    light(mark.dataset.of);
    choose(back);
    back.scrollIntoView({ block: "center" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (root.classList.contains("reading")) sheet(false);
      else if (filter.value) { filter.value = ""; sift(); }
      else { light(""); choose(null); }
      return;
    }
    if (event.target === filter || root.classList.contains("reading")) return;
    const by = { j: 1, k: -1 }[event.key];
    if (by) step(by);
    else if (event.key === "/") filter.focus();
    else return;
    event.preventDefault();
  });

  if (get(location.hash.slice(1))?.matches?.("mark")) {
    const first = lines.flatMap((line) => all(".refs a", line)).find((a) => a.hash === location.hash);
    if (first) open(first);
  }
})();
