// Review: decisions on findings, kept in the browser by the filing's digest, taken along as files.
"use strict";
(() => {
  const { data } = window.auditReport;
  const tools = document.querySelector(".tools");
  if (!tools) return;
  tools.hidden = false;
  const articles = [...document.querySelectorAll("article.finding")];
  const key = `auditor-review/${data.digest || data.file}`;
  const WORDS = { accepted: "accepted", confirmed: "confirmed: the filing is wrong", tool: "the tool is wrong" };
  let review = {};
  const store = {
    read: () => { try { return JSON.parse(localStorage.getItem(key) || "{}"); } catch { return {}; } },
    write: () => { try { localStorage.setItem(key, JSON.stringify(review)); } catch { /* a page opened from a file may keep nothing */ } },
  };
  const reviewer = tools.querySelector("[data-reviewer]");
  const known = store.read();
  review = known.points || {};
  reviewer.value = known.who || "";
  const save = () => { const points = review; review = { who: reviewer.value, points }; store.write(); review = points; };

  const today = () => { // the reviewer's day
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
  const wellFormed = (words) => (words.toWellFormed ? words.toWellFormed() : words.replace(/[\ud800-\udfff]/g, "\ufffd"));
  const visible = () => articles.filter((article) => !article.hidden);

  const show = (article) => {
    const point = review[article.dataset.fingerprint];
    article.classList.toggle("reviewed", Boolean(point));
    article.querySelectorAll("[data-decide]").forEach((button) => button.setAttribute("aria-pressed", String(Boolean(point) && point.decision === button.dataset.decide)));
    const reason = article.querySelector("[data-reason]");
    reason.value = point ? point.reason : reason.value;
    article.querySelector(".signed").textContent = point ? `${WORDS[point.decision]}${point.who ? `, ${point.who}` : ""}, ${point.when}${point.reason ? ` – ${point.reason}` : ""}` : "";
    const done = articles.filter((one) => review[one.dataset.fingerprint]).length;
    tools.querySelector(".progress").textContent = `${done} of ${articles.length} reviewed`;
    tools.querySelector("[data-done]").style.flexGrow = done;
    tools.querySelector("[data-left]").style.flexGrow = articles.length - done;
  };

  // A statement printed twice has its findings twice, under one fingerprint: one decision goes for both.
  const twins = (fingerprint) => articles.filter((article) => article.dataset.fingerprint === fingerprint);

  const decide = (article, decision) => {
    const fingerprint = article.dataset.fingerprint;
    const reason = article.querySelector("[data-reason]");
    const point = review[fingerprint];
    if (point && point.decision === decision) delete review[fingerprint];
    else if (decision === "accepted" && !reason.value.trim()) {
      reason.setAttribute("aria-invalid", "true");
      reason.placeholder = "why may it stand?";
      reason.focus();
      return;
    } else review[fingerprint] = { decision, reason: wellFormed(reason.value.trim()), who: wellFormed(reviewer.value.trim()), when: today() };
    reason.removeAttribute("aria-invalid");
    save();
    twins(fingerprint).forEach(show);
  };

  articles.forEach((article) => {
    const box = article.querySelector(".decision");
    box.hidden = false;
    box.querySelectorAll("[data-decide]").forEach((button) => button.addEventListener("click", () => decide(article, button.dataset.decide)));
    box.querySelector("[data-reason]").addEventListener("change", (event) => {
      const point = review[article.dataset.fingerprint];
      const reason = wellFormed(event.target.value.trim());
      if (!point || (point.decision === "accepted" && !reason)) { if (point) event.target.value = point.reason; return; }
      point.reason = reason;
      save();
      twins(article.dataset.fingerprint).forEach(show);
    });
    show(article);
  });
  reviewer.addEventListener("change", save);

  // -- choose what is shown
  const filters = [...tools.querySelectorAll("[data-filter]")];
  const apply = () => {
    const [severity, check, table, words] = ["severity", "check", "table", "words"].map((name) => (filters.find((one) => one.dataset.filter === name) || { value: "" }).value);
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    articles.forEach((article) => {
      const text = article.textContent.toLowerCase();
      article.hidden = Boolean((severity && article.dataset.severity !== severity) || (check && article.dataset.check !== check) || (table && !article.dataset.tables.split(" ").includes(table)) || wanted.some((word) => !text.includes(word)));
    });
    document.querySelector(".none-chosen").hidden = visible().length > 0;
  };
  filters.forEach((one) => one.addEventListener("input", apply));

  // -- files
  const quoted = (words) => JSON.stringify(words).replace(/\u007f/g, "\\u007f");
  const toml = () => {
    const lines = ["# Findings reviewed by hand. The gate passes over those accepted.", `file = ${quoted(data.file)}`, `tool = ${quoted(data.tool)}`];
    const written = new Set();
    data.findings.forEach(([, check, , fingerprint, , message]) => {
      const point = review[fingerprint];
      if (!point || written.has(fingerprint)) return;
      written.add(fingerprint);
      lines.push("", point.decision === "confirmed" ? "[[confirmed]]" : "[[accepted]]", `fingerprint = ${quoted(fingerprint)}`, `check = ${quoted(check)}`,
        `reason = ${quoted(point.reason || WORDS[point.decision])}`, `who = ${quoted(point.who)}`, `when = ${point.when}`, `decision = ${quoted(point.decision)}`, `message = ${quoted(message)}`);
    });
    return lines.join("\n") + "\n";
  };
  // A cell that begins like a formula would be reckoned by a spreadsheet: it is set as words.
  const cell = (words) => `"${String(words).replace(/^(\s*[=+\-@])/, "'$1").replace(/"/g, '""')}"`;
  const csv = () => [["finding", "check", "severity", "message", "decision", "reason", "who", "when", "fingerprint"], ...data.findings.map(([id, check, severity, fingerprint, , message]) => {
    const point = review[fingerprint] || { decision: "open", reason: "", who: "", when: "" };
    return [id, check, severity, message, point.decision, point.reason, point.who, point.when, fingerprint];
  })].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  const download = (name, type, text) => {
    const link = document.createElement("a");
    link.href = `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
    link.download = name;
    link.click();
  };
  tools.querySelector('[data-save="toml"]').addEventListener("click", () => download("auditor-baseline.toml", "application/toml", toml()));
  tools.querySelector('[data-save="csv"]').addEventListener("click", () => download("review-points.csv", "text/csv", `\ufeff${csv()}`));

  const read = (text) => {
    const points = {};
    let point = null;
    for (const line of text.split(/\r?\n/)) {
      if (/^\s*\[\[(accepted|confirmed)\]\]\s*$/.test(line)) { point = { decision: line.includes("accepted") ? "accepted" : "confirmed", reason: "", who: "", when: today() }; continue; }
      const entry = /^\s*(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|\d{4}-\d{2}-\d{2})\s*(?:#.*)?$/.exec(line);
      if (!point || !entry) continue;
      let value = entry[2];
      if (value.startsWith("'")) value = value.slice(1, -1);
      else if (value.startsWith('"')) { try { value = JSON.parse(value); } catch { continue; } }
      if (entry[1] === "when" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) continue;
      if (entry[1] === "fingerprint") points[value] = point;
      else if (entry[1] === "decision" ? Object.hasOwn(WORDS, value) : ["reason", "who", "when"].includes(entry[1])) point[entry[1]] = value;
    }
    return points;
  };
  tools.querySelector("[data-load]").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const points = read(await file.text());
    const own = new Set(data.findings.map((finding) => finding[3]));
    const met = Object.keys(points).filter((fingerprint) => own.has(fingerprint));
    met.forEach((fingerprint) => { review[fingerprint] = points[fingerprint]; });
    save();
    articles.forEach(show);
    tools.querySelector(".progress").textContent += ` (${met.length} of ${Object.keys(points).length} of the file met)`;
    event.target.value = "";
  });

  // -- keys
  const help = document.querySelector("dialog.help");
  tools.querySelector("[data-help]").addEventListener("click", () => help.showModal());
  help.querySelector("[data-close]").addEventListener("click", () => help.close());
  const current = () => visible().findIndex((article) => article.classList.contains("current"));
  const go = (step) => {
    const among = visible();
    if (!among.length) return;
    const at = Math.max(0, Math.min(among.length - 1, current() + step));
    articles.forEach((article) => article.classList.remove("current"));
    among[at].classList.add("current");
    among[at].focus({ preventScroll: true });
    among[at].scrollIntoView({ block: "start" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") { if (event.target.closest("input, select, textarea")) event.target.blur(); return; }
    if (event.target.closest("input, select, textarea, button, a, summary, [contenteditable]")) return;
    const article = visible()[current()];
    const act = {
      j: () => go(1), k: () => go(-1), "/": () => { const words = tools.querySelector('[data-filter="words"]'); if (words) words.focus(); }, "?": () => help.showModal(),
      a: () => article && decide(article, "accepted"), c: () => article && decide(article, "confirmed"), t: () => article && decide(article, "tool"),
      Enter: () => article && article.querySelector("[data-show]") && article.querySelector("[data-show]").click(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
