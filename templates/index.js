// The index: rows sorted by a press on a head, and chosen by words.
"use strict";
(() => {
  const table = document.querySelector("table.filings");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, at, kind) => {
    const cell = row.cells[at];
    const text = cell.dataset.value ?? cell.textContent.trim().replace(/,/g, "");
    return kind === "n" ? Number(text || 0) : text.toLowerCase();
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const kind = head.dataset.kind;
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const rising = before ? before === "descending" : kind !== "n";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [value(a, at, kind), value(b, at, kind)];
        return (x < y ? -1 : x > y ? 1 : 0) * (rising ? 1 : -1);
      });
      body.append(...sorted);
    });
  });
  const pick = document.querySelector(".pick");
  const words = pick.querySelector("input");
  pick.hidden = false;
  words.addEventListener("input", () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => { row.hidden = wanted.some((word) => !row.textContent.toLowerCase().includes(word)); });
    pick.querySelector("[role=status]").textContent = wanted.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
  });
})();
