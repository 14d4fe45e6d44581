"""The gate's account in Markdown, of which the job summary and the comment on a merge request are two lengths."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.gate.forms import wording
from auditor.gate.forms.markup import code, table, text, within
from auditor.gate.forms.places import at
from auditor.gate.outcome import CLEAN, Gated, Point, Run

_SIGN = {"error": "🔴", "warning": "🟠", "info": "🔵"}
_ROW = 400  # bytes of a row of the table, beyond which rows are left out
_MOST_FIGURES = 20  # listed under one finding


def head(run: Run) -> str:
    """The verdict in a line."""
    return f"### {'✅' if run.status == CLEAN else '❌'} {text(wording.verdict(run))}"


def filings(run: Run, most: int) -> str:
    """A row a filing, those that close the gate first; those beyond ``most`` are counted."""
    if not run.filings:
        return ""
    ordered = sorted(run.filings, key=lambda filing: (filing.status == CLEAN, not filing.open))
    rows = [
        [code(filing.path, in_table=True), wording.standing(filing), *_counts(filing), wording.percent(filing)]
        for filing in ordered[:most]
    ]
    kept = len(list(_fitting(rows, most * _ROW)))
    heads = ("filing", "verdict", "errors:", "warnings:", "notes:", "passed over:", "covered:")
    left = ordered[kept:]
    clean = sum(filing.status == CLEAN for filing in left)
    more = f"\n\nand {len(left):,} filings more, of which {clean:,} do not close the gate." if left else ""
    return table(heads, rows[:kept]) + more


def _fitting(rows: list[list[str]], most: int) -> Iterator[list[str]]:
    """The first rows that ``most`` bytes hold: paths may be long."""
    size = 0
    for row in rows:
        size += sum(len(cell.encode("utf-8")) + 3 for cell in row)
        if size > most:
            return
        yield row


def _counts(filing: Gated) -> list[str]:
    severities = [point.severity for point in filing.open]
    passed = sum(point.standing in ("accepted", "tolerated") for point in filing.points)
    return [f"{severities.count(severity):,}" for severity in wording.RANK] + [f"{passed:,}"]


def findings(run: Run, most: int) -> list[str]:
    """A part a finding, the most serious first, in as many bytes as there may be."""
    ranked = wording.ranked(run)
    parts = (_finding(filing, point) for filing, point in ranked)
    return within(most, parts, len(ranked), "and {} findings more, which the other forms tell.")


def _finding(filing: Gated, point: Point) -> str:
    first = wording.primary(point)
    place = at(filing.path, first.place) if first is not None else filing.path
    lines = [f"- {_SIGN[point.severity]} **{point.severity}** {code(place)} {code(f'{point.check} {point.name}')}  "]
    lines.append(f"  {text(point.message)}")
    suspect = wording.suspect(point)
    if suspect is not None:
        lines[-1] += "  "
        lines.append(f"  Probably meant {code(point.suggested)} for {code(suspect.text)}.")
    if point.entry is not None:
        lines[-1] += "  "
        lines.append(f"  Confirmed: {text(wording.reviewed(point.entry))}")
    for amount in point.amounts[:_MOST_FIGURES]:
        lines.append(
            f"  - {code(amount.text)} {text(wording.named(amount))}, {text(amount.place.words or 'in the text')}"
        )
    if len(point.amounts) > _MOST_FIGURES:
        lines.append(f"  - and {len(point.amounts) - _MOST_FIGURES:,} more")
    return "\n".join(lines)


def remarks(run: Run, most: int) -> list[str]:
    """What was not held against anything: not audited, covered too little, stale in the baseline."""
    told = list(_remarks(run))
    return within(most, told, len(told), "- and {} remarks more")


def _remarks(run: Run) -> Iterator[str]:
    for filing, kind, message in wording.unaudited(run):
        yield f"- **not audited** {code(filing.path)}: {text(message)} ({text(kind)})"
    for filing in wording.short(run):
        yield f"- **covered too little** {code(filing.path)}: {wording.shortfall(filing)}"
    for entry in run.stale:
        place = f"{run.baseline}:{entry.line}" if entry.line else run.baseline
        yield f"- **stale** {code(place)}: {text(wording.stale(entry))}"


def folded(title: str, parts: list[str]) -> str:
    """Parts that a press unfolds; the blank lines make what is inside Markdown again."""
    body = "\n".join(parts)
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>" if parts else ""


def foot(run: Run) -> str:
    """What was counted, with which tool, and what the exit status means."""
    return f"{text(wording.counted(run))}. {text(run.tool)}, {text(wording.exit_status(run))}."


def joined(*parts: str) -> str:
    """The parts that there are, a blank line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"
