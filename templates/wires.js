// Lines in the filing from one figure to those it is held against. Drawn over the text, they take no press.
"use strict";
(() => {
  const NAMES = "http://www.w3.org/2000/svg";
  const MOST = 60; // lines: more would hide the figures they lead to
  const MARGIN = 60;

  const clear = (roots) => roots.forEach((root) => root.querySelectorAll("svg.wires").forEach((one) => one.remove()));

  // What the lines are drawn in: the text that scrolls, or the page within its frame.
  const ground = (mark) => {
    const page = mark.ownerDocument;
    if (page !== document) {
      const view = page.defaultView;
      return { holder: page.documentElement, x: view.scrollX, y: view.scrollY };
    }
    const lines = mark.closest("pre");
    if (!lines) return null;
    const place = lines.getBoundingClientRect();
    return { holder: lines, x: lines.scrollLeft - place.left - lines.clientLeft, y: lines.scrollTop - place.top - lines.clientTop };
  };

  // Figures of one column are joined by an arc at their left, those of one row by an arc above.
  const path = (from, to) => {
    const middle = (place) => [place.x + place.width / 2, place.y + place.height / 2];
    const [[ax, ay], [bx, by]] = [middle(from), middle(to)];
    if (Math.abs(by - ay) < from.height) {
      const lift = Math.min(MARGIN, 10 + Math.abs(bx - ax) * .12);
      return { d: `M${ax},${from.y} C${ax},${from.y - lift} ${bx},${to.y - lift} ${bx},${to.y}`, end: [bx, to.y] };
    }
    const [left, right] = [from.x - 4, to.x - 4];
    const bulge = Math.min(MARGIN, 12 + Math.abs(by - ay) * .18);
    return { d: `M${left},${ay} C${left - bulge},${ay} ${right - bulge},${by} ${right},${by}`, end: [right, by] };
  };

  const connect = (mark, others, kind) => {
    const on = ground(mark);
    const near = others.filter((other) => other !== mark && other.ownerDocument === mark.ownerDocument && (mark.ownerDocument !== document || other.closest("pre") === mark.closest("pre"))).slice(0, MOST);
    if (!on || !near.length) return;
    const placed = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); return { x: x + on.x, y: y + on.y, width, height }; };
    const from = placed(mark);
    const all = near.map(placed);
    const left = Math.max(0, Math.min(from.x, ...all.map((one) => one.x)) - MARGIN - 8);
    const top = Math.max(0, Math.min(from.y, ...all.map((one) => one.y)) - MARGIN - 8);
    const width = Math.max(from.x + from.width, ...all.map((one) => one.x + one.width)) - left;
    const height = Math.max(from.y + from.height, ...all.map((one) => one.y + one.height)) - top;
    const page = mark.ownerDocument;
    const picture = page.createElementNS(NAMES, "svg");
    picture.setAttribute("class", `wires ${kind}`);
    picture.setAttribute("aria-hidden", "true");
    picture.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
    Object.assign(picture.style, { position: "absolute", left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`, pointerEvents: "none" });
    all.forEach((to) => {
      const { d, end } = path(from, to);
      const line = page.createElementNS(NAMES, "path");
      line.setAttribute("d", d);
      const dot = page.createElementNS(NAMES, "circle");
      Object.entries({ cx: end[0], cy: end[1], r: 3 }).forEach(([name, value]) => dot.setAttribute(name, value));
      picture.append(line, dot);
    });
    on.holder.append(picture);
  };

  window.auditWires = { clear, connect };
})();
