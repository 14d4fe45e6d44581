// The report's figures: choose one, see what it is held against, go from a finding to its figures and back.
// Words of the filing are only ever set as text.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [TEXT, LABEL, PERIOD, LINE, STATE, DOCUMENT] = [0, 1, 2, 3, 4, 5];
  const TOLD = {
    suspect: "Most likely wrong", mismatch: "Takes part in a finding", locatable: "Checked: a slip would be found and placed",
    detectable: "Checked: a slip would be found", none: "Unchecked: nothing that is believed speaks of it",
  };
  const panel = document.getElementById("panel");
  const relationsOf = new Map();
  data.relations.forEach((relation, at) => {
    for (const figure of new Set([...relation[3].map((term) => term[0]), relation[4]])) {
      if (!figure) continue;
      if (!relationsOf.has(figure)) relationsOf.set(figure, []);
      relationsOf.get(figure).push(at);
    }
  });
  document.documentElement.classList.add("scripted");

  const make = (name, words, kind) => {
    const element = document.createElement(name);
    if (words !== undefined) element.textContent = words;
    if (kind) element.className = kind;
    return element;
  };

  // Marks stand in the report itself and in the frames of its pages.
  const roots = () => [document, ...[...document.querySelectorAll("iframe.page")].map((one) => one.contentDocument).filter(Boolean)];
  const marksOf = (figure) => roots().flatMap((root) => [...root.querySelectorAll(`${root === document ? ".sheets " : ""}b.f[data-f="${figure}"]`)]);

  const clear = () => roots().forEach((root) => root.querySelectorAll(".chosen, .with").forEach((mark) => mark.classList.remove("chosen", "with")));

  const reveal = (mark) => {
    const frame = [...document.querySelectorAll("iframe.page")].find((one) => one.contentDocument === mark.ownerDocument);
    const sheet = (frame || mark).closest("details.sheet");
    if (sheet) sheet.open = true;
    (frame || mark.closest(".paper") || mark).scrollIntoView({ block: "nearest" });
    if (frame) {
      const view = frame.contentWindow;
      const place = mark.getBoundingClientRect();
      view.scrollTo(view.scrollX + place.left - view.innerWidth / 2, view.scrollY + place.top - view.innerHeight / 2);
    } else {
      const lines = mark.closest("pre");
      if (lines) {
        const [place, around] = [mark.getBoundingClientRect(), lines.getBoundingClientRect()];
        lines.scrollTop += place.top - around.top - lines.clientHeight / 2;
        if (place.right > around.right - 20 || place.left < around.left) lines.scrollLeft += place.left - around.left - lines.clientWidth / 2;
      }
    }
  };

  const link = (figure) => {
    const [text, label] = data.figures[figure - 1];
    const button = make("button", undefined, "term");
    button.type = "button";
    button.append(make("bdi", label || "unlabelled", "label"), make("bdi", text, "n"));
    button.addEventListener("click", () => choose(figure));
    return button;
  };

  // Exact decimals are kept as text: only their whole part is grouped.
  const grouped = (number) => String(number).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ",")).replace(/^-/, "−");
  const SIGN = { 1: "+", "-1": "−" };
  const set = (at, chosen) => {
    const [check, status, form, terms, total, residual, tolerance, evidence] = data.relations[at];
    const box = make("div", undefined, `held ${status}`);
    const head = make("p", undefined, "mark");
    head.append(make("span", status === "holds" ? "holds" : "fails", "sev"), make("span", check, "code"));
    box.append(head);
    const list = make("ul", undefined, "terms");
    const parts = terms.filter(([figure]) => figure !== total);
    parts.forEach(([figure, coefficient], n) => {
      const line = make("li");
      const by = form === "ratio" ? (n ? "÷" : "") : form === "change" ? (n ? "from" : "to") : form === "bound" ? (n ? "≤" : "") : form === "equal" ? (n ? "=" : "") : form === "average" ? "·" : SIGN[total && form === "linear" ? flipped(coefficient, total, terms) : coefficient] || coefficient;
      line.append(make("span", by, "by"), link(figure));
      if (figure === chosen) line.classList.add("own");
      list.append(line);
    });
    if (total) {
      const line = make("li", undefined, total === chosen ? "sum own" : "sum");
      line.append(make("span", "=", "by"), link(total));
      list.append(line);
    }
    box.append(list);
    if (status !== "holds" && residual !== null) box.append(make("p", `Difference ${grouped(residual)}; rounding allows ${grouped(tolerance)}.`, "outcome"));
    if (evidence) box.append(make("p", evidence, "evidence"));
    return box;
  };
  // A sum is kept as parts − total = 0; its parts are shown with the signs that add up to the total.
  const flipped = (coefficient, total, terms) => {
    const own = terms.find(([figure]) => figure === total);
    return own && Number(own[1]) > 0 ? String(-Number(coefficient)) : coefficient;
  };

  const MOST = 12;
  const choose = (figure, scroll = true) => {
    clear();
    const said = data.figures[figure - 1];
    const held = relationsOf.get(figure) || [];
    const near = new Set(held.flatMap((at) => [...data.relations[at][3].map((term) => term[0]), data.relations[at][4]]));
    near.delete(0);
    near.delete(figure);
    near.forEach((other) => marksOf(other).forEach((mark) => mark.classList.add("with")));
    const marks = marksOf(figure);
    marks.forEach((mark) => mark.classList.add("chosen"));
    if (scroll && marks.length) reveal(marks[0]);
    panel.replaceChildren();
    const close = make("button", "Close", "close");
    close.type = "button";
    close.addEventListener("click", () => { clear(); panel.hidden = true; });
    const title = make("h3");
    title.append(make("bdi", said[LABEL] || "Unlabelled figure"));
    panel.append(close, make("p", TOLD[said[STATE]], `state ${said[STATE]}`), title, make("p", said[TEXT], "amount"));
    const where = [said[PERIOD], said[LINE] ? `line ${said[LINE].toLocaleString("en")}` : ""].filter(Boolean).join(" · ");
    panel.append(make("p", where, "where"));
    const findings = data.findings.filter((finding) => finding[4].includes(figure));
    findings.forEach((finding) => {
      const back = make("a", `Finding ${finding[0].slice(1)}: ${finding[5]}`, `back ${finding[2]}`);
      back.href = `#${finding[0]}`;
      panel.append(back);
    });
    const sorted = [...held].sort((a, b) => (data.relations[a][1] === "holds") - (data.relations[b][1] === "holds"));
    panel.append(make("h4", held.length ? `${held.length} ${held.length === 1 ? "relation" : "relations"}` : "No relation that is believed speaks of it"));
    sorted.slice(0, MOST).forEach((at) => panel.append(set(at, figure)));
    if (sorted.length > MOST) {
      const more = make("button", `${sorted.length - MOST} more`, "more");
      more.type = "button";
      more.addEventListener("click", () => { sorted.slice(MOST).forEach((at) => panel.append(set(at, figure))); more.remove(); });
      panel.append(more);
    }
    panel.hidden = false;
    panel.scrollTop = 0;
    if (scroll && !marks.length) panel.scrollIntoView({ block: "nearest" });
  };

  const onClick = (event) => {
    const mark = event.target.closest && event.target.closest("b.f[data-f], td[data-f]");
    if (!mark) return;
    const elsewhere = !mark.closest(".sheet") && mark.ownerDocument === document;
    if (elsewhere) whenSet([Number(mark.dataset.f)], () => choose(Number(mark.dataset.f)));
    else choose(Number(mark.dataset.f), false);
  };
  document.addEventListener("click", onClick);
  // A page is set when it comes near the window, or when one of its figures is asked for.
  const frames = [...document.querySelectorAll("iframe.page")];
  const isSet = (frame) => frame.contentDocument && frame.contentDocument.URL === "about:srcdoc" && frame.contentDocument.readyState === "complete";
  const listen = (frame) => frame.contentDocument && frame.contentDocument.addEventListener("click", onClick);
  frames.forEach((frame) => { if (isSet(frame)) listen(frame); frame.addEventListener("load", () => listen(frame)); });
  const whenSet = (figures, then) => {
    const wanted = new Set(figures.map((figure) => data.figures[figure - 1][DOCUMENT]));
    // A frame that cannot be looked into, in a viewer that shows the report in a frame of its own, is not waited for.
    const waiting = frames.filter((frame) => frame.contentDocument && !isSet(frame) && wanted.has(frame.closest("details").dataset.document));
    if (!waiting.length) { then(); return; }
    let left = waiting.length;
    waiting.forEach((frame) => { // a closed sheet is not set, nor a lazy frame far from the window
      frame.addEventListener("load", () => { left -= 1; if (!left) then(); }, { once: true });
      frame.closest("details").open = true;
      frame.loading = "eager";
    });
  };

  document.querySelectorAll("[data-show]").forEach((button) => {
    button.hidden = false;
    const finding = data.findings.find((one) => one[0] === button.dataset.show);
    button.addEventListener("click", () => whenSet(finding[4], () => {
      choose(finding[4].find((figure) => marksOf(figure).length) || finding[4][0]);
      finding[4].forEach((figure) => marksOf(figure).forEach((mark) => mark.classList.add("with")));
    }));
  });

  // The map: a press on it goes to that part of the filing.
  document.querySelectorAll(".map").forEach((map) => map.addEventListener("click", (event) => {
    const place = map.getBoundingClientRect();
    const share = (event.clientY - place.top) / place.height;
    const paper = map.closest(".paper");
    const lines = paper.querySelector("pre");
    const frame = paper.querySelector("iframe");
    if (lines) lines.scrollTop = share * lines.scrollHeight - lines.clientHeight / 2;
    else frame.contentWindow.scrollTo(0, share * frame.contentDocument.documentElement.scrollHeight - frame.clientHeight / 2);
  }));

  window.auditReport = { data, choose };
})();
