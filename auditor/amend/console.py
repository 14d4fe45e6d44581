"""The difference for a terminal: the verdict, causes, figures, words, findings, the explanatory note."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from auditor.amend import saying
from auditor.amend.model import Bridge, Change, Difference, Role, Wording
from auditor.amend.words import merged
from auditor.model.audit import Audit
from auditor.report.words import SEVERITY, count, visible

_PIPED_WIDTH = 100  # columns, where nobody's terminal says otherwise
_MOST = 40  # of one kind that are listed; the rest are counted
_MOST_REASONS = 8
_LONGEST = 400  # characters of a sentence that are shown
_CONTEXT = 80  # characters in common between two places that differ
_STYLE = {
    "none": "bold green",
    "typo": "bold yellow",
    "restatement": "bold cyan",
    "relabelling": "bold cyan",
    "mixed": "bold yellow",
}
_ROLES: tuple[Role, ...] = ("root", "total", "repeat", "derived")


def console(difference: Difference, *, terminal: bool = False, width: int | None = None) -> str:
    """The difference as text, with ANSI styles where ``terminal``. ``width`` in columns; by default the terminal's."""
    columns = width or shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    out = Console(file=StringIO(), force_terminal=terminal, width=max(columns, 40), highlight=False, emoji=False)
    out.print(_head(difference), soft_wrap=True)
    for remark in difference.remarks:
        out.print(Text(f"remark: {visible(remark)}", style="yellow"))
    for part in _parts(difference):
        out.print(part)
    out.print(Text())
    out.print(Text.assemble(("Verdict  ", "bold"), (saying.headline(difference), _STYLE[difference.kind])))
    for reason in _limited([Text(visible(reason), style="dim") for reason in difference.reasons], _MOST_REASONS):
        out.print(Padding(reason, (0, 0, 0, 9)))
    assert isinstance(out.file, StringIO)
    return "\n".join(line.rstrip() for line in out.file.getvalue().split("\n"))


def _parts(difference: Difference) -> Iterator[RenderableType]:
    for bridge in difference.bridges:
        yield _bridge(difference, bridge)
    bridged = {at for bridge in difference.bridges for at in bridge.changes}
    alone = [change for at, change in enumerate(difference.changes) if at not in bridged]
    if alone:
        yield _titled("Figures", _changes([("", change) for change in alone]))
    if difference.wordings:
        yield _titled("Words", *_limited([_wording(wording) for wording in difference.wordings]))
    if difference.removed or difference.added:
        sides = [("only in the original", difference.removed), ("only in the amended version", difference.added)]
        lines = [
            Text.assemble((f"{side}, {passage.where}: ", "dim"), visible(passage.text)[:_LONGEST])
            for side, passages in sides
            for passage in passages
        ]
        yield _titled("Sentences", *_limited(lines))
    if difference.note is not None:
        yield _titled("Explanatory note", *map(Text, saying.note_lines(difference, difference.note)))
    yield from _findings(difference)
    missed = saying.missed(difference)
    if missed:
        told = [Text(f"{saying.name(change)}: {' → '.join(saying.prints(change))}") for change in missed]
        yield _titled("Not suspected in the original", *_limited(told))


def _head(difference: Difference) -> Text:
    original, amended = difference.original.document, difference.amended.document
    facts = (amended.company, amended.form, f"period ending {amended.period}" if amended.period else None)
    told = " · ".join(visible(fact) for fact in facts if fact)
    return Text.assemble((f"{visible(original.path)} → {visible(amended.path)}", "bold"), f"  {told}" if told else "")


def _titled(title: str, *body: RenderableType) -> Group:
    return Group(Text(), Text(title, style="bold"), *(Padding(part, (0, 0, 0, 2)) for part in body))


def _limited(lines: list[Text], most: int = _MOST) -> list[Text]:
    rest = len(lines) - most
    return lines if rest <= 0 else [*lines[:most], Text(f"and {rest:,} more", style="dim")]


def _bridge(difference: Difference, bridge: Bridge) -> Group:
    rows = [(saying.ROLE[role], difference.changes[at]) for role in _ROLES for at in bridge.of(role)]
    return _titled(saying.bridge_headline(difference, bridge), _changes(rows))


def _changes(rows: Iterable[tuple[str, Change]]) -> Group:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for _ in range(3):
        grid.add_column(justify="right", no_wrap=True)
    listed = list(rows)
    for role, change in listed[:_MOST]:
        side = change.amended or change.original
        before, after = saying.prints(change)
        where = visible(side.where) if side is not None else ""
        word = role or ("" if change.happened == "changed" else change.happened)
        grid.add_row(
            word,
            where,
            Text(saying.name(change)),
            Text(before),
            Text(f"→ {after}", style="bold"),
            Text(saying.by(change)),
        )
        told = "; ".join(part for part in (saying.slip(change), saying.foreseen(change)) if part)
        if told and change.suspicion != "missed":
            grid.add_row("", "", Text(told, style="green"), "", "", "")
    if len(listed) > _MOST:
        grid.add_row("", "", Text(f"and {count(len(listed) - _MOST, 'figure')} more", style="dim"), "", "", "")
    return Group(grid)


def _wording(wording: Wording) -> Text:
    """Both versions as one text, what differs in brackets; what they have in common is cut down to its ends."""
    where = visible(wording.where[1] or wording.where[0])
    text = Text.assemble((f"{saying.PLACE[wording.place]}{f', {where}' if where else ''}: ", "dim"))
    for before, after in merged(visible(wording.original), visible(wording.amended)):
        if after is None:
            text.append(
                before if len(before) <= _CONTEXT else f"{before[: _CONTEXT // 2]} … {before[-_CONTEXT // 2 :]}"
            )
        else:
            text.append("[")
            text.append(before, style="red strike")
            text.append(" → ", style="bold")
            text.append(after, style="bold green").append("]")
    return text


def _findings(difference: Difference) -> Iterator[Group]:
    fate = difference.fate
    if not (fate.gone or fate.new or fate.remaining):
        return
    lines = [_finding("gone", difference.original, at) for at in fate.gone]
    lines += [_finding("new", difference.amended, at) for at in fate.new]
    lines += [_finding("remains", difference.amended, at) for _, at in fate.remaining]
    yield _titled("Findings", *_limited(lines))


def _finding(word: str, audit: Audit, at: int) -> Text:
    finding = audit.findings[at]
    return Text.assemble(
        (f"{word:<8}", "bold"), (f"{SEVERITY[finding.severity]} {finding.check}  ", "dim"), visible(finding.message)
    )
