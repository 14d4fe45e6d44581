// The report's figures: choose one, see what it is held against, go from a finding to its figures and back.
// Words of the filing are only ever set as text.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  // Words that return often are kept once: rows name them by their place.
  const said = (place) => data.words[place];
  data.figures = data.figures.map(([text, ...places]) => [text, ...places.map(said)]);
  const term = (one) => (Array.isArray(one) ? one : [Math.abs(one), one < 0 ? "-1" : "1"]);
  data.relations = data.relations.map(([check, status, form, terms, total, difference, evidence]) => [said(check), said(status), said(form), terms.map(term), total, difference, said(evidence)]);
  const [TEXT, LABEL, PERIOD, WHERE, STATE, DOCUMENT] = [0, 1, 2, 3, 4, 5];
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

  const wires = window.auditWires;
  const clear = () => {
    roots().forEach((root) => root.querySelectorAll(".chosen, .with").forEach((mark) => mark.classList.remove("chosen", "with")));
    wires.clear(roots());
  };

  // Lines lead from the chosen figure to the others of one relation, or of one finding.
  const members = (at) => [...new Set([...data.relations[at][3].map((term) => term[0]), data.relations[at][4]])].filter(Boolean);
  const connect = (figure, others, kind) => {
    wires.clear(roots());
    const [mark] = marksOf(figure);
    if (mark) wires.connect(mark, others.filter((other) => other !== figure).flatMap((other) => marksOf(other).slice(0, 1)), kind);
  };

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

  const SIGN = { 1: "+", "-1": "−" };
  const set = (at, chosen) => {
    const [check, status, form, terms, total, difference, evidence] = data.relations[at];
    const box = make("div", undefined, `held ${status}`);
    if (chosen) ["pointerenter", "focusin"].forEach((sort) => box.addEventListener(sort, () => connect(chosen, members(at), status)));
    const head = make("p", undefined, "mark");
    head.append(make("span", status === "holds" ? "holds" : "fails", "sev"), make("span", check, "code"));
    box.append(head);
    const list = make("ul", undefined, "terms");
    const parts = terms.filter(([figure]) => figure !== total);
    parts.forEach(([figure, coefficient], n) => {
      const line = make("li");
      const by = form === "ratio" ? (n ? "÷" : "") : form === "change" ? (n ? "from" : "to") : form === "bound" ? (n ? "≤" : "") : form === "equal" ? (n ? "=" : "") : form === "average" ? "·" : SIGN[total && form === "linear" ? flipped(coefficient, total, terms) : coefficient] || coefficient;
      const sign = !n && by === "+" ? "" : by;
      line.append(make("span", sign, "by"), link(figure));
      if (figure === chosen) line.classList.add("own");
      list.append(line);
    });
    if (total) {
      const line = make("li", undefined, total === chosen ? "sum own" : "sum");
      line.append(make("span", "=", "by"), link(total));
      list.append(line);
    }
    box.append(list);
    if (difference) box.append(make("p", `${difference.charAt(0).toUpperCase()}${difference.slice(1)}.`, "outcome"));
    if (evidence) box.append(make("p", evidence, "evidence"));
    return box;
  };
  // A sum is kept as parts − total = 0; its parts are shown with the signs that add up to the total.
  const flipped = (coefficient, total, terms) => {
    const own = terms.find(([figure]) => figure === total);
    return own && Number(own[1]) > 0 ? String(-Number(coefficient)) : coefficient;
  };

  const MOST = 12;
  let current = 0; // the chosen figure, counted from one
  let opener = null; // what had the keyboard before the panel
  const close = () => {
    clear();
    panel.hidden = true;
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };
  const choose = (figure, scroll = true) => {
    clear();
    current = figure;
    const panelHadKeyboard = panel.contains(document.activeElement);
    const said = data.figures[figure - 1];
    const held = relationsOf.get(figure) || [];
    const near = new Set(held.flatMap((at) => [...data.relations[at][3].map((term) => term[0]), data.relations[at][4]]));
    near.delete(0);
    near.delete(figure);
    near.forEach((other) => marksOf(other).forEach((mark) => mark.classList.add("with")));
    const marks = marksOf(figure);
    marks.forEach((mark) => mark.classList.add("chosen"));
    panel.replaceChildren();
    const closing = make("button", "Close", "close");
    closing.type = "button";
    closing.addEventListener("click", close);
    const title = make("h3");
    title.append(make("bdi", said[LABEL] || "Unlabelled figure"));
    panel.append(closing, make("p", TOLD[said[STATE]], `state ${said[STATE]}`), title, make("p", said[TEXT], "amount"));
    panel.append(make("p", [said[PERIOD], said[WHERE]].filter(Boolean).join(" · "), "where"));
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
    if (scroll && marks.length) reveal(marks[0]); // once the panel has taken its room
    if (sorted.length) connect(figure, members(sorted[0]), data.relations[sorted[0]][1]);
    if (panelHadKeyboard) panel.focus({ preventScroll: true });
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
  // Keys pressed within a page are the report's: the page itself has no use for any.
  const onKey = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true }));
  const listen = (frame) => {
    if (!frame.contentDocument) return;
    frame.contentDocument.addEventListener("click", onClick);
    frame.contentDocument.addEventListener("keydown", onKey);
  };
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
      const first = finding[4].find((figure) => marksOf(figure).length) || finding[4][0];
      choose(first);
      finding[4].forEach((figure) => figure === first || marksOf(figure).forEach((mark) => mark.classList.add("with")));
      connect(first, finding[4], finding[2] === "info" ? "holds" : "violated");
      opener = button;
      panel.focus({ preventScroll: true });
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

  // A table's relations, set out when they are asked for, some at a time.
  const SOME = 60;
  document.querySelectorAll("[data-relations]").forEach((button) => {
    const list = button.nextElementSibling;
    const failing = (at) => Number(data.relations[at][1] === "holds");
    let left = null;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (left === null) {
        const figures = [...button.closest("details").querySelectorAll("td[data-f]")].map((cell) => Number(cell.dataset.f));
        left = [...new Set(figures.flatMap((figure) => relationsOf.get(figure) || []))].sort((a, b) => failing(a) - failing(b) || a - b);
      }
      left.splice(0, SOME).forEach((at) => list.append(set(at, 0)));
      button.textContent = left.length ? `${left.length.toLocaleString("en")} more` : "";
      button.hidden = !left.length;
      list.after(button);
    });
  });

  // Every figure can be reached by key: n and p go through them in the order of the filing.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target.closest && event.target.closest("input, select, textarea, dialog"))) return;
    if (event.key === "Escape" && !panel.hidden) close();
    const step = { n: 1, p: -1 }[event.key];
    const next = Math.max(1, Math.min(data.figures.length, current + step));
    if (step && next !== current) whenSet([next], () => choose(next));
  });

  window.auditReport = { data, choose };
})();
