"use strict";
{
  const UNKNOWN = /^(uppgift saknas|u\.s\.|oklart|inget svar|inget spann|inte känt|inga uppgifter\.?)?$/i;
  const NUMBER = "[+−-]?\\d[\\d ]*(?:,\\d+)?";
  const FIGURE = new RegExp(`^(?:(ca|minst|högst|mer än|färre än|mindre än|under|över)\\s)?\\s*(${NUMBER})(?:\\s?–\\s?(${NUMBER}))?`, "i");
  const TERM = /^(vt|ht)\s?(\d{4})/i;
  const collator = new Intl.Collator("sv", { numeric: true });
  const sheets = new Map();

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const number = (text) => Number(text.replace(/ /g, "").replace(/[−-]/, "-").replace(",", "."));

  /* What a cell with a figure counts as: the middle of an interval, a hair above "minst", a hair below "färre än". */
  function size(text) {
    const found = FIGURE.exec(text);
    if (!found) return null;
    const low = number(found[2]);
    const word = (found[1] || "").toLowerCase();
    const hair = ["minst", "mer än", "över"].includes(word) ? 1e-6 : ["", "ca"].includes(word) ? 0 : -1e-6;
    return (found[3] ? (low + number(found[3])) / 2 : low) + hair;
  }

  function key(cell) {
    const text = words(cell);
    if (UNKNOWN.test(text)) return null;
    if (cell.classList.contains("n")) return size(text);
    return text.replace(TERM, (_, half, year) => `${year} ${half.toUpperCase() === "VT" ? 1 : 2}`);
  }

  function compared(one, other) {
    return typeof one === "number" ? one - other : collator.compare(one, other);
  }

  /* Once upwards, once downwards, then as it was written. What is not known and the sums stay last. */
  function sort(head, table, rows) {
    const column = head.cellIndex;
    const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") || "none"];
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    const keyed = rows.map((row) => ({ row, key: key(row.cells[column]) }));
    let order = rows;
    if (next !== "none") {
      head.setAttribute("aria-sort", next);
      const turn = next === "ascending" ? 1 : -1;
      const known = keyed.filter((it) => it.key !== null).sort((a, b) => turn * compared(a.key, b.key));
      order = [...known, ...keyed.filter((it) => it.key === null)].map((it) => it.row);
    }
    const sums = [...table.tBodies[0].rows].filter((row) => row.classList.contains("sum"));
    table.tBodies[0].append(...order, ...sums);
  }

  for (const table of document.querySelectorAll("table")) {
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("sum"));
    if (rows.length < 3) continue;
    for (const head of table.tHead.rows[0].cells) {
      if (head.querySelector("a") || !words(head)) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head, table, rows));
    }
  }

  for (const picture of document.querySelectorAll(".picture")) {
    const [drawing, details] = [picture.querySelector(".drawing"), picture.querySelector("details")];
    if (!drawing || !details) continue;
    const group = document.createElement("div");
    group.className = "switch";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Visa som");
    const buttons = ["Bild", "Tabell"].map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      return button;
    });
    const show = (isTable) => {
      drawing.hidden = isTable;
      details.hidden = !isTable;
      buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(isTable === (place === 1))));
    };
    buttons.forEach((button, place) => button.addEventListener("click", () => show(place === 1)));
    group.append(...buttons);
    picture.prepend(group);
    details.open = true;
    details.classList.add("switched");
    sheets.set(details, show);
    show(false);
  }

  /* A link to a table that is not shown shows it. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details[hidden]");
    if (!details) return;
    sheets.get(details)(true);
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  /* Only what has to be scrolled is a stop for the tabulator. */
  const names = new Map([...document.querySelectorAll(".scroll")].map((it) => [it, it.getAttribute("aria-labelledby")]));
  function fit(it) {
    const isWide = it.scrollWidth > it.clientWidth + 1;
    const set = isWide ? (name, value) => it.setAttribute(name, value) : (name) => it.removeAttribute(name);
    set("tabindex", "0");
    set("role", "group");
    set("aria-labelledby", names.get(it));
  }
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target.closest(".scroll"))));
  for (const it of names.keys()) {
    fit(it); /* one that is not shown is told of by no observer */
    watcher.observe(it);
    watcher.observe(it.querySelector("table")); /* a font that comes late makes it another width */
  }
}
