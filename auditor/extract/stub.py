"""The stub: labels wrapped over lines, headings told apart from them, and the path of headings above a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.extract.lines import Line
from auditor.extract.numbers import without_notes

SHORT = 14  # characters below which a line is too short to have been broken for want of room
LONG = 40  # characters from which a line may have been broken at the width of the widest label
LOOKAHEAD = 8  # lines looked at for the words after the row in hand

_CONNECTIVE = re.compile(
    r"(?:\b(?:and|or|of|the|a|an|in|for|to|by|from|with|on|at|per|before|after|than|as|under|between|into|its"
    r"|including|excluding|related)|(?<!-)-|[&,;/]|')$",
    re.IGNORECASE,
)
_NOTE_ONLY = re.compile(r"^(?:\((?:\d{1,2}|[a-z])\)\s*)+$")
_BRACKETED = re.compile(r"\([^()]*\)?")
_BLANK_ROW = re.compile(
    r"^(?:commitments|contingencies)\b|\bnone\b|\bissued and outstanding|\bno shares\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"^(?:total\b|net (?:cash|income|loss|earnings|property)\b|cash .{0,60}\b(?:activities|operations)$)", re.IGNORECASE
)
_DASHED = re.compile(r"^-[- ]*(?:[a-z]|-)")  # "- discontinued operations", "-- adjusted net income"


@dataclass(slots=True)
class Label:
    """Words of the stub: one printed line or several joined."""

    text: str
    indent: int
    end: int  # where its last line ends
    framed: bool = False

    def joined(self, other: Label) -> Label:
        """This label with the words of the line below it; it keeps its own indentation."""
        return Label(f"{self.text} {other.text}", self.indent, other.end, self.framed)


def is_capitals(text: str) -> bool:
    """Whether the words outside brackets are in capitals: ``GREENS CREEK UNIT (Reflects a 29.73% share)`` is."""
    letters = [c for c in _BRACKETED.sub("", text) if c.isalpha()]
    return len(letters) > 1 and sum(1 for c in letters if c.isupper()) >= 0.9 * len(letters)


def continues(first: Label, second: Label) -> bool:
    """Whether ``second`` goes on where ``first`` broke off, by what the words say."""
    if first.text.endswith((":", ".", "--", "\u2014")) and not first.text.endswith("No."):
        return False
    if first.framed:
        return False
    head = second.text[:1]
    if _NOTE_ONLY.match(second.text) or head.islower() or head in "&/%" or _DASHED.match(second.text):
        return True
    if head == "(" and not is_capitals(first.text):
        return True
    return bool(_CONNECTIVE.search(first.text)) or first.text.count("(") > first.text.count(")")


def breaks_for_room(first: Label, second: Label, measure: int, edge: int) -> bool:
    """Whether the first word of ``second`` would not have fitted after ``first``.

    A typesetter breaks a label only where the next word finds no room: before the first column, at ``edge``, or,
    for a long line, within ``measure``, the width of the widest label. That settles what grammar leaves open.
    """
    if second.indent < first.indent or len(first.text) < SHORT:
        return False
    end = first.end + 1 + len(second.text.split(" ", 1)[0])
    return end > edge - 1 or (len(first.text) >= LONG and end > measure)


@dataclass(slots=True)
class Heading:
    """A line of the stub without figures, which heads the rows below it."""

    text: str
    indent: int
    capitals: bool
    nested: bool = False  # stands under its elder although it is not indented
    rows: int = 0
    child: int | None = None  # indentation of the first row below
    done: bool = False  # a total has closed it


@dataclass(slots=True)
class Outline:
    """The headings above the row in hand, outermost first."""

    stack: list[Heading] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The words of the headings, outermost first."""
        return tuple(heading.text for heading in self.stack)

    def add(self, label: Label) -> None:
        """A heading: it replaces its elder at the same level and all below that."""
        if _BLANK_ROW.search(label.text) and not label.text.endswith(":"):
            return
        new = Heading(without_notes(label.text), label.indent, label.framed or is_capitals(label.text))
        while self.stack:
            top = self.stack[-1]
            if new.capitals and not top.capitals and (top.rows or not top.text.endswith(":")):
                self.stack.pop()
            elif top.capitals and not new.capitals:
                break
            elif not top.rows and new.indent >= top.indent:
                new.nested = new.indent == top.indent
                break
            elif top.indent < new.indent and top.capitals == new.capitals and not top.done and not new.capitals:
                break
            else:
                self.stack.pop()
                if top.nested and new.indent == top.indent and top.capitals == new.capitals:
                    new.nested = True
                    break
        self.stack.append(new)

    def row(self, label: Label | None, gap: bool = False, ruled: bool = False) -> tuple[str, ...]:
        """The path of a row with this label; headings that the row leaves are dropped.

        A row leaves a heading by its indentation, and a section in capitals by a blank line after the total
        (a row under a rule) that closed the section.
        """
        if label is not None:
            while self.stack and self._left_by(self.stack[-1], label, gap):
                self.stack.pop()
        for heading in self.stack:
            heading.rows += 1
            if heading.child is None and label is not None:
                heading.child = label.indent
        if label is not None and self.stack and _TOTAL.match(label.text):
            top = self.stack[-1]
            closes = ruled if top.capitals else top.child is not None
            top.done = closes and top.rows > 1 and label.indent <= top.indent
        return self.path

    @staticmethod
    def _left_by(heading: Heading, label: Label, gap: bool) -> bool:
        if heading.capitals:
            return heading.done and gap
        if heading.done or label.indent < heading.indent:
            return True
        return label.indent == heading.indent and heading.child is not None and heading.child > heading.indent


@dataclass(slots=True)
class StubRow:
    """A row's words: its whole label, its path, and the facts around it."""

    line: Line
    label: Label | None
    path: tuple[str, ...] = ()
    gap: bool = False
    headed: bool = False
    rules: list[tuple[int, int]] = field(default_factory=list)  # rule segments above, back to the row above


def read_stub(lines: list[Line], measure: int, edge: int) -> tuple[list[StubRow], list[tuple[int, int]]]:
    """Labels and paths of the lines of one table's body, and the rule segments below its last row.

    ``measure`` is where the longest label ends, ``edge`` where the first column begins.
    """
    rows: list[StubRow] = []
    outline = Outline()
    pending: list[Label] = []
    rules: list[tuple[int, int]] = []
    frames: list[tuple[int, int]] = []
    gap = headed = False
    adjacent = False  # whether the line in hand follows a row, or its label's rest, directly
    for at, line in enumerate(lines):
        if line.kind == "figures":
            row = StubRow(line, None, gap=gap)
            row.label, headings = _own_label(line, pending, _next(lines, at), measure, edge)
            for heading in headings:
                outline.add(heading)
            row.headed = headed or bool(headings)
            row.rules = [] if not rows else rules if row.headed else rules + frames
            row.path = outline.row(row.label, row.gap, bool(row.rules))
            rows.append(row)
            pending, rules, frames = [], [], []
            gap = headed = False
            adjacent = True
            continue
        if line.kind == "text":
            label = _label(line)
            if adjacent and rows and _goes_below(rows[-1], label, lines[at + 1] if at + 1 < len(lines) else None):
                rows[-1].label = (rows[-1].label or label).joined(label)
                continue
            label.framed = _framed(lines, at, edge)
            if line.leads or _has_blank_cells(lines, at, edge):
                pending = []
            else:
                pending.append(label)
        else:
            for heading in _grouped(pending):
                outline.add(heading)
                headed = True
            pending = []
            if line.kind == "blank":
                gap = True
            for segment in line.rules:
                (frames if _is_frame(segment, edge) else rules).append(segment)
        adjacent = False
    return rows, rules


def _is_frame(segment: tuple[int, int], edge: int) -> bool:
    """A rule from the stub right into the columns frames a section; a short one closes a sum."""
    return segment[0] < edge - 12 and segment[1] > edge


def _framed(lines: list[Line], at: int, edge: int) -> bool:
    """Whether the words stand between two rules over the whole width."""

    def rule_at(place: int) -> bool:
        return 0 <= place < len(lines) and any(_is_frame(segment, edge) for segment in lines[place].rules)

    return rule_at(at - 1) and rule_at(at + 1)


def _has_blank_cells(lines: list[Line], at: int, edge: int) -> bool:
    """Whether words without figures are a row of blank cells: a short rule stands directly below."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and below.kind == "rule" and all(segment[0] > edge - 12 for segment in below.rules)


def _label(line: Line) -> Label:
    text = line.label if line.kind == "figures" else "  ".join(piece[2] for piece in line.segments)
    text = text.rstrip(". ") if line.leads or text.endswith("..") else text
    return Label(" ".join(text.split()), line.indent, line.label_end)


def _own_label(
    line: Line, pending: list[Label], following: Line | None, measure: int, edge: int
) -> tuple[Label | None, list[Label]]:
    """The row's whole label, and the headings among the lines above it."""
    label = _label(line) if line.label else None
    groups = _grouped(pending)
    if not groups:
        return label, []
    last = groups[-1]
    if label is None:
        joins = _CONNECTIVE.search(last.text) is not None and not last.text.endswith(":")
        return (last, groups[:-1]) if joins else (None, groups)
    if continues(last, label):
        return last.joined(label), groups[:-1]
    fits = is_capitals(last.text) == is_capitals(label.text) and not last.text.endswith(":") and not last.framed
    if fits and is_capitals(label.text) and label.indent > last.indent and not _has_sibling(label, following):
        return last.joined(label), groups[:-1]
    if fits and breaks_for_room(last, label, measure, edge) and not _has_sibling(label, following):
        return last.joined(label), groups[:-1]
    return label, groups


def _next(lines: list[Line], at: int) -> Line | None:
    """The next line with words, within the few lines that rules and unlabelled sums may take."""
    window = lines[at + 1 : at + 1 + LOOKAHEAD]
    return next((line for line in window if line.kind in ("figures", "text") and line.label), None)


def _has_sibling(label: Label, following: Line | None) -> bool:
    """Whether the next row is indented alike: then the line above is a heading over both."""
    return following is not None and following.indent == label.indent


def _grouped(pending: list[Label]) -> list[Label]:
    """Lines of words with wrapped ones joined."""
    groups: list[Label] = []
    for label in pending:
        if groups and continues(groups[-1], label):
            groups[-1] = groups[-1].joined(label)
        else:
            groups.append(label)
    return groups


def _goes_below(row: StubRow, label: Label, following: Line | None) -> bool:
    """Whether a line of words below a row is the rest of that row's label (its figures stand on the first line)."""
    if row.label is None or label.text.endswith(":") or not continues(row.label, label):
        return False
    if following is None or following.kind != "figures" or not following.label:
        return True
    return not continues(label, _label(following))
