"""Heads: the lines above a table as column heads, stub head and caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.extract.blocks import Block, is_contact
from auditor.extract.captions import is_unit_note, statement_of
from auditor.extract.columns import Band
from auditor.extract.lines import Line

HEAD_LINES = 9  # lines of heads at most
HEAD_BLANKS = 3  # blank lines between heads and the first figures, or a caption and its heads
CAPTION_LINES = 8
HEAD_REACH = 8  # the same for a head of one column

_PERIODIC = re.compile(
    r"\b(?:ended|ending|months?|weeks?|quarters?|years?|fiscal|(?:19|20)\d\d)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|^\s*ended\s*$"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SCALED = re.compile(r"\d\s(?:thousand|million|billion)\b")
_FOLIO = re.compile(r"\s*\d{1,4}$|.{0,60}\bpage \d{1,4}$", re.IGNORECASE)
_HEAD_WORD = re.compile(r"[A-Za-z]{2}|(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d|[%$]|^\(?[A-Za-z]\)?$")
_INTRODUCED = re.compile(r"\([^()]{4,60}\)\s?:$")  # "the dates indicated (dollars in millions):"
_ABBREVIATED = re.compile(r"\b(?:inc|co|corp|ltd|jr|l\.p|n\.v|s\.a|cont)\.\)?$", re.IGNORECASE)

Piece = tuple[int, int, str]


@dataclass(slots=True)
class Front:
    """What stands above the figures. ``body`` is the position of the first line below the heads."""

    heads: list[str]
    body: int
    first: int  # position of the first line that belongs to the table
    stub: str = ""
    notes: list[str] = field(default_factory=list)  # unit notes that stand among the heads
    caption: list[str] = field(default_factory=list)  # from the top
    headed: bool = False

    @property
    def context(self) -> str:
        """Where a column's head is silent on its period, these words speak."""
        return " ".join([self.stub, *reversed(self.caption), *self.notes])


def read_front(lines: list[Line], block: Block, bands: list[Band]) -> Front:
    """Heads and caption of a block of figures."""
    top = _top(lines, block)
    tagged = next((i for i in range(block.first - 1, top - 1, -1) if lines[i].tag == "s"), None)
    bottom = tagged if tagged is not None else _bottom(lines, block, bands, top)
    if bottom is None:
        return _headless(lines, block, bands, top)
    front = Front([""] * len(bands), bottom + 1, bottom, headed=True)
    at = _read_heads(lines, front, bands, top, bottom, tagged is not None)
    _read_caption(lines, front, at, top)
    return front


def _top(lines: list[Line], block: Block) -> int:
    """Where the search upwards ends: the table before, or a page or document boundary."""
    for at in range(block.first - 1, block.front - 1, -1):
        if lines[at].kind == "stop" and lines[at].tag != "table":
            return at + 1
    return block.front


def _zone(piece: Piece, bands: list[Band]) -> bool:
    """Whether a stretch of words stands over the columns rather than over the stub."""
    start, end, words = piece
    if not _HEAD_WORD.search(words):
        return False
    left, right = bands[0].left, bands[-1].right + 1
    inside = min(end, right + 3) - max(start, left - 3)
    return inside > 0 and (2 * inside >= end - start or start >= left - HEAD_REACH)


def _bottom(lines: list[Line], block: Block, bands: list[Band], top: int) -> int | None:
    """The lowest line of heads above the first figures."""
    blanks = words = 0
    for at in range(block.first - 1, top - 1, -1):
        line = lines[at]
        if line.kind == "blank":
            blanks += 1
            if blanks > HEAD_BLANKS:
                return None
        elif line.kind == "heads":
            return at
        elif line.kind == "text":
            blanks, words = 0, words + 1
            if words > HEAD_LINES or _in_paragraph(lines, at, top) or is_contact(line.text):
                return None
            if _is_head(line, bands):
                return at
    return None


def _is_head(line: Line, bands: list[Band]) -> bool:
    pieces = [piece for piece in line.segments if _zone(piece, bands)]
    if not pieces:
        return False
    if len(line.segments) > 1 or line.kind == "heads":
        return True
    start, _, words = pieces[0]
    if is_unit_note(words) or statement_of(words):
        return False
    if len(_YEAR.findall(words)) > 1 and len(bands) > 1 and start < bands[0].left - HEAD_REACH:
        return False
    return start >= bands[0].left - HEAD_REACH and (bool(_PERIODIC.search(words)) or start > bands[0].left - 4)


def _read_heads(lines: list[Line], front: Front, bands: list[Band], top: int, bottom: int, tagged: bool) -> int:
    """Collect heads upwards from ``bottom``; returns the position above which the caption stands."""
    below: list[tuple[int, int]] = []  # the rule under the line in hand
    rows: list[list[tuple[Piece, list[int]]]] = []
    stubs: list[str] = []
    blanks, count, at = 0, 0, bottom
    while at >= top and count < HEAD_LINES:
        line = lines[at]
        if line.kind == "blank":
            blanks += 1
            if blanks > HEAD_BLANKS or (count and blanks > 1 and not tagged):
                break
        elif line.kind == "rule":
            below = line.rules
        elif line.kind in ("tag", "stop"):
            if line.tag in ("caption", "table") and count:
                break
        else:
            if line.rules:
                below = line.rules
            if _runs_on(lines, at, top):
                break
            if not _take(line, front, bands, below, rows, stubs, blanks):
                break
            below, blanks, count = [], 0, count + 1
            front.first = at
        at -= 1
    for row in reversed(rows):
        for piece, columns in row:
            for column in columns:
                front.heads[column] = f"{front.heads[column]} {piece[2]}".strip()
    front.stub = " ".join(reversed(stubs))
    return at


def _take(
    line: Line,
    front: Front,
    bands: list[Band],
    below: list[tuple[int, int]],
    rows: list[list[tuple[Piece, list[int]]]],
    stubs: list[str],
    blanks: int,
) -> bool:
    """Read one line of heads; False where the caption has begun."""
    pieces = line.segments
    over = [piece for piece in pieces if _zone(piece, bands)]
    if len(pieces) == 1:
        start, _, words = pieces[0]
        periodic = bool(_PERIODIC.search(words))
        if is_unit_note(words) and not periodic:
            if rows and line.rules and not over:
                stubs.append(words)  # the stub's own, beside the rules under spanning heads
                return True
            if rows and (blanks or start < bands[0].left - HEAD_REACH):
                return False
            front.notes.insert(0, words)
            return True
        spanned = bool(rows) and len(rows[-1]) == 1 and len(rows[-1][0][1]) == len(bands) > 1
        title = statement_of(words) is not None or (start < bands[0].left - HEAD_REACH and over)
        title = title or (not periodic and (spanned or bool(rows and front.notes)))
        if rows and not over and not blanks and line.rules:
            stubs.append(words)  # the stub's own head, beside the rules under spanning heads
            return True
        if rows and (title or (blanks and not periodic) or not over):
            return False
        if periodic and len(_YEAR.findall(words)) > 1 and len(bands) > 1:
            return False
    stubs.extend(piece[2] for piece in reversed(pieces) if piece not in over)
    if over:
        spanner = bool(rows) or any(_PERIODIC.search(piece[2]) for piece in over)
        rows.append(_spread(over, bands, below, spanner and len(over) < len(bands)))
    return True


def _spread(
    pieces: list[Piece], bands: list[Band], below: list[tuple[int, int]], spanner: bool
) -> list[tuple[Piece, list[int]]]:
    """Which columns each head of one line covers."""
    if len(pieces) == len(bands) and all(
        _distance(piece, band) <= HEAD_REACH for piece, band in zip(pieces, bands, strict=True)
    ):
        return [(piece, [index]) for index, piece in enumerate(pieces)]
    extents = [_widened(piece, below) for piece in pieces]
    covered: list[list[int]] = [[] for _ in pieces]
    for index, band in enumerate(bands):
        overlaps = [min(e, band.right + 1) - max(s, band.left - 1) for s, e in extents]
        best = max(range(len(pieces)), key=lambda i: overlaps[i])
        if overlaps[best] > 0:
            covered[best].append(index)
    for number, piece in enumerate(pieces):
        if not covered[number]:
            nearest = min(range(len(bands)), key=lambda i: _distance(piece, bands[i]))
            if _distance(piece, bands[nearest]) <= HEAD_REACH:
                covered[number].append(nearest)
    for number, piece in enumerate(pieces):
        if covered[number] and spanner and extents[number] == piece[:2]:
            _centre(piece, covered, number, bands)
    return list(zip(pieces, covered, strict=True))


def _centre(piece: Piece, covered: list[list[int]], number: int, bands: list[Band]) -> None:
    """Extend what a spanning head covers to the columns it is centred over, as far as its neighbours allow."""
    mine = covered[number]
    taken = [index for other, columns in enumerate(covered) if other != number for index in columns]
    low = max((index + 1 for index in taken if index < mine[0]), default=0)
    high = min((index for index in taken if index > mine[-1]), default=len(bands))
    twice_centre = piece[0] + piece[1]

    def off(span: tuple[int, int]) -> tuple[int, int]:
        return abs(bands[span[0]].left + bands[span[1]].right - twice_centre), span[0] - span[1]

    spans = [(a, b) for a in range(low, mine[0] + 1) for b in range(mine[-1], high)]
    first, last = min(spans, key=off)
    covered[number] = list(range(first, last + 1))


def _distance(piece: Piece, band: Band) -> int:
    return max(0, piece[0] - band.right, band.left - piece[1])


def _widened(piece: Piece, below: list[tuple[int, int]]) -> tuple[int, int]:
    """A spanning head reaches as far as the rule under it."""
    start, end, _ = piece
    best = max(below, key=lambda rule: min(end, rule[1]) - max(start, rule[0]), default=None)
    if best is None or min(end, best[1]) <= max(start, best[0]) or best[0] < start - 60:
        return start, end
    return min(start, best[0]), max(end, best[1])


def _headless(lines: list[Line], block: Block, bands: list[Band], top: int) -> Front:
    """No heads: words directly above the first figures are its label or heading, words above a blank its caption."""
    body = block.first
    while body > top and lines[body - 1].kind in ("text", "rule") and not is_unit_note(lines[body - 1].text):
        line = lines[body - 1]
        if line.kind == "text" and (len(line.text) > bands[0].left + 4 or reads_as_prose(line)):
            break
        body -= 1
    front = Front([""] * len(bands), body, body)
    _read_caption(lines, front, body - 1, top)
    return front


def _read_caption(lines: list[Line], front: Front, at: int, top: int) -> None:
    """Title and notes above the heads, upwards until running text, a page foot or a wide gap."""
    blanks = 0
    found: list[str] = []
    while at >= top and len(found) < CAPTION_LINES:
        line = lines[at]
        if line.kind == "blank":
            blanks += 1
            if blanks > HEAD_BLANKS or (blanks > 1 and len(found) > 1):
                break
        elif line.kind in ("figures", "heads") or line.tag == "folio":
            break
        elif line.kind == "text":
            if _ends_caption(lines, at, top):
                found += _introduction(line, found + front.notes)
                break
            found.append("  ".join(piece[2] for piece in line.segments))
            front.first, blanks = at, 0
        at -= 1
    front.caption = list(reversed(found)) + front.caption


def _introduction(line: Line, notes: list[str]) -> list[str]:
    """The note of units in brackets that ends the sentence leading to the table, where the table has none itself."""
    bracket = _INTRODUCED.search(line.text.rstrip()[-70:])
    if bracket is None or not is_unit_note(bracket[0]) or any(is_unit_note(note) for note in notes):
        return []
    return [bracket[0].rstrip(" :")]


def _ends_caption(lines: list[Line], at: int, top: int) -> bool:
    line = lines[at]
    if is_contact(line.text) or _FOLIO.match(line.text) or _in_paragraph(lines, at, top):
        return True
    text = line.text.rstrip()
    return text.endswith(".") and not is_unit_note(text) and not _ABBREVIATED.search(text)


def _in_paragraph(lines: list[Line], at: int, top: int) -> bool:
    """Whether a line is running text, or the short last line of a paragraph of it."""
    if reads_as_prose(lines[at]):
        return True
    return at > top and lines[at - 1].kind == "text" and reads_as_prose(lines[at - 1]) and len(lines[at].segments) == 1


def _runs_on(lines: list[Line], at: int, top: int) -> bool:
    """Whether a line above heads ends a paragraph, or stands within one that does not lead in to the table."""
    line, text = lines[at], lines[at].text.rstrip()
    if len(line.segments) > 1 or _notes_units(text):
        return False
    if text.endswith("."):
        return _in_paragraph(lines, at, top)
    return reads_as_prose(line) and not any(one.text.rstrip().endswith(":") for one in lines[at : at + 2])


def _notes_units(text: str) -> bool:
    """Whether a line is a note of units; an amount in a sentence ("($52 million)") is none."""
    return is_unit_note(text) and is_unit_note(_SCALED.sub("", text))


def reads_as_prose(line: Line) -> bool:
    """Whether a line is a sentence's: many words, most of them in lower case."""
    words = line.text.split()
    if len(words) < 8 or len(line.segments) > 2 or _notes_units(line.text):
        return False
    lower = sum(1 for word in words if word[0].islower())
    return lower >= 0.6 * len(words) and len(line.text.strip()) > 50
