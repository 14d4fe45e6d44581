"""The numbers of a cover page, by the captions under or before them: "(I.R.S. Employer Identification No.)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.model.document import Document
from auditor.model.identification import Kind, Source
from auditor.read.cover import FACE, dates_written

REACH = 4  # lines above a caption in which its number stands
BEYOND = 2  # lines below a caption that ends in a colon or opens its line
MOST_DATES = 8
SEARCHED = 400_000  # characters of a document in which a number is sought again

_YEAR_ENDED = re.compile(
    r"years?(?<![a-z]years)(?<![a-z]year)\s{1,20}end(?:ed|ing)\s{1,20}"  # in small letters: the search leaps to them
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\s{1,20}(\d{1,2})\b"
)

Lines = list[tuple[int | None, str]]  # (offset in the document's text, words)


@dataclass(frozen=True, slots=True)
class CoverNumber:
    """One number as printed; ``texts``, ``digits`` and ``starts`` (offsets in the document's text) have an entry a
    part. ``near`` are the words of the lines above a ZIP code, in capitals."""

    kind: Kind
    source: Source
    label: str
    words: str
    texts: tuple[str, ...]
    digits: tuple[str, ...]
    starts: tuple[int | None, ...]
    line: int | None
    near: str = ""
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class _Sought:
    """What stands by a caption: a pattern whose groups are the parts. ``tidy`` is its usual form, sought first."""

    kind: Kind
    label: str
    caption: re.Pattern[str]
    tidy: re.Pattern[str]
    loose: re.Pattern[str]
    last: bool = False  # of several on a line, the last


_EDGE, _END = r"(?<![\d.,$-])(?<!\d\))", r"(?![\d,]|-\d|\.\d)"
SOUGHT = (
    _Sought(
        "phone",
        "Telephone number",
        re.compile(r"telephone\s+(?:number|no\b)", re.IGNORECASE),
        re.compile(rf"{_EDGE}\(?(\d{{3}})\)?[ \t]{{0,3}}[-./]?[ \t]{{0,3}}(\d{{3}})[ \t]?[-.][ \t]?(\d{{4}}){_END}"),
        re.compile(
            rf"{_EDGE}\(?[ \t]{{0,3}}(\d{{1,4}})\)?[ \t]{{0,5}}[-./]?[ \t]{{0,5}}(\d{{1,4}})"
            rf"[ \t]{{0,5}}[-.][ \t]{{0,5}}\(?(\d{{1,5}})\)?{_END}"
        ),
    ),
    _Sought(
        "irs",
        "Employer identification number",
        re.compile(r"\bI\.?\s?R\.?\s?S\.?\b|employer\s+identification", re.IGNORECASE),
        re.compile(rf"{_EDGE}(\d{{2}})[ \t]?-[ \t]?(\d{{7}}){_END}"),
        re.compile(rf"{_EDGE}(\d{{2}})[ \t]?-[ \t]{{0,5}}\(?(\d{{6,8}})\)?{_END}|{_EDGE}(\d{{9}}){_END}"),
    ),
    _Sought(
        "file",
        "Commission file number",
        re.compile(r"\bcommission\b(?!,)|\bfile\s+n(?:umber|o\b)", re.IGNORECASE),
        re.compile(rf"{_EDGE}([0-4]|00[0-4]|33|033|333)[ \t]?-[ \t]?(\d{{4,6}})(?![-\d])"),
        re.compile(rf"{_EDGE}(\d{{1,4}})[ \t]?-[ \t]{{0,5}}\(?(\d{{3,6}})\)?(?![-\d])"),
    ),
    _Sought(
        "zip",
        "ZIP code",
        re.compile(r"\bzip\s+code", re.IGNORECASE),
        re.compile(rf"{_EDGE}(\d{{5}})(?:-\d{{4}})?(?![\d,]|\.\d)"),
        re.compile(rf"{_EDGE}\(?(\d{{3,7}})\)?(?![\d,]|\.\d)"),
        last=True,
    ),
)


def cover_numbers(document: Document) -> Iterator[CoverNumber]:
    """Telephone, employer identification, file number, ZIP code and dates of the cover page that opens a document."""
    behind = max((p.start - document.origin for p in document.particulars), default=0)  # a header within the text
    lines = [(start, words) for start, words in _lines_of(document) if start is None or start >= behind]
    for sought in SOUGHT:
        at = _beside_caption(sought, lines)
        if at is not None:
            yield _number(sought, *at, lines, document)
    yield from _dates(lines, document)


def cover_number(label: str, words: str) -> CoverNumber:
    """A number under the name that it has among those sought, as a cover without places prints it."""
    kind: Kind = next((sought.kind for sought in SOUGHT if sought.label == label), "phone")
    digits = tuple(re.findall(r"\d+", words))
    return CoverNumber(kind, "cover", label, words, digits, digits, (None,) * len(digits), None)


def _lines_of(document: Document) -> Iterator[tuple[int | None, str]]:
    """The cover's lines of words: of a text its own, of a page its passages and rows of cells, in order."""
    if document.media == "text" and not document.worksheets:
        at = 0
        for line in document.text[:FACE].splitlines(keepends=True):
            yield at, line.rstrip()
            at += len(line)
        return
    blocks: list[tuple[int, list[tuple[int | None, str]]]] = []
    length = 0
    for passage in document.passages:
        start = passage.starts[0] if passage.starts and not passage.preformatted else None
        blocks.append((passage.order, [(start, passage.text[:FACE])]))
        length += len(passage.text)
        if length > FACE:
            break
    for sheet in document.worksheets[:12]:
        rows = [
            (row[0].start, "   ".join(" ".join(cell.text.split()) for cell in row)) for row in sheet.rows[:12] if row
        ]
        blocks.append((sheet.order, rows))
    length = 0
    for _, rows in sorted(blocks, key=lambda block: block[0]):
        for start, words in rows:
            for line in words.split("\n"):
                if line.strip():
                    yield start, line
            length += len(words)
        if length > FACE:
            return


def _beside_caption(sought: _Sought, lines: Lines) -> tuple[int, re.Match[str]] | None:
    """(line, match) of the number by the caption's first place: behind it, above it or below it."""
    captions = [(i, caption) for i, (_, words) in enumerate(lines) if (caption := sought.caption.search(words))]
    forms = (sought.tidy, sought.loose)
    for i, caption in captions:
        for pattern in forms:
            if behind := pattern.search(lines[i][1], caption.end()):
                return i, behind
    around = [near for i, caption in captions for near in _around(i, caption, lines)]
    # Of lines that may bear a number the nearest does, however printed; a street's number is mistaken for a ZIP code's.
    for near, pattern in (
        ((near, pattern) for pattern in forms for near in around)
        if sought.last
        else ((near, pattern) for near in around for pattern in forms)
    ):
        found = list(pattern.finditer(lines[near][1]))
        if found:
            return near, found[-1] if sought.last else found[0]
    return None


def _around(at: int, caption: re.Match[str], lines: Lines) -> list[int]:
    """The lines near a caption in which its number may stand, likeliest first."""
    words = lines[at][1]
    before = "(" in words[: caption.start() + 1] or not words[: caption.start()].strip()
    above = [i for i in range(at - 1, max(-1, at - 1 - 2 * REACH), -1) if lines[i][1].strip()][:REACH]
    below = [i for i in range(at + 1, min(len(lines), at + 1 + 2 * BEYOND)) if lines[i][1].strip()][:BEYOND]
    return [*above, *below] if before or not words.rstrip().endswith(":") else [*below, *above]


def _number(sought: _Sought, at: int, match: re.Match[str], lines: Lines, document: Document) -> CoverNumber:
    offset = lines[at][0]
    groups = [g for g in range(1, len(match.groups()) + 1) if match[g] is not None]
    words = match.string
    place = _offset(document, offset, match.start(), match[0])
    texts, starts = [], []
    for group in groups:
        begin, end = match.span(group)
        if sought.kind != "phone" and words[begin - 1 : begin] == "(" and words[end : end + 1] == ")":
            begin, end = begin - 1, end + 1
        texts.append(words[begin:end])
        starts.append(None if place is None else place + begin - match.start())
    near = " ".join(words for _, words in lines[max(0, at - 3) : at + 1]).upper() if sought.kind == "zip" else ""
    first = starts[0]
    return CoverNumber(
        kind=sought.kind,
        source="cover",
        label=sought.label,
        words=match[0].strip(),
        texts=tuple(texts),
        digits=tuple(match[group] for group in groups),
        starts=tuple(starts),
        line=None if first is None else bisect_right(document.line_starts, first),
        near=near,
    )


def _offset(document: Document, line: int | None, within: int, words: str) -> int | None:
    """Where the words stand in the document's text: of a page, the first place behind its block's that prints them."""
    if line is None:
        return None
    if document.text.startswith(words, line + within):
        return line + within
    found = document.text.find(words, line, line + 2_000)
    return None if found < 0 else found


def _dates(lines: Lines, document: Document) -> Iterator[CoverNumber]:
    """Dates in words, each once."""
    seen: set[date] = set()
    for offset, words in lines:
        for day, begin, text in dates_written(words):
            if day in seen or len(seen) >= MOST_DATES:
                continue
            seen.add(day)
            start = _offset(document, offset, begin, text)
            line = None if start is None else bisect_right(document.line_starts, start)
            digits = f"{day:%Y%m%d}"
            yield CoverNumber("date", "cover", "Date", text, (text,), (digits,), (start,), line, verbal=True)


def year_ends(document: Document) -> Iterator[CoverNumber]:
    """The day on which years are most often said to have ended, where it is said first; none where none is."""
    if document.media not in ("text", "html", "inline-xbrl"):
        return
    text = document.text[:SEARCHED]
    lowered = text.lower()
    if len(lowered) != len(text):  # some capital letter has two small ones
        lowered = text
    said = [(day, match) for match in _YEAR_ENDED.finditer(lowered) if (day := _month_day(match))]
    days = [day for day, _ in said]
    if not days:
        return
    often = max(dict.fromkeys(days), key=days.count)
    match = next(match for day, match in said if day == often)
    start, words = match.start(1), document.text[match.start(1) : match.end(2)]
    line = bisect_right(document.line_starts, start)
    yield CoverNumber("year end", "text", "Year ended", words, (words,), (often,), (start,), line, verbal=True)


def _month_day(match: re.Match[str]) -> str | None:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    day = int(match[2])
    return f"{months.index(match[1][:3]) + 1:02d}{day:02d}" if 0 < day < 32 else None


def repeated(kind: str, digits: str, label: str, document: Document) -> Iterator[CoverNumber]:
    """Places of a document's text that print the number digit for digit, as telephone or identification number."""
    if document.media != "text":
        return
    if kind == "phone" and len(digits) == 10:
        parts: tuple[str, ...] = (digits[:3], digits[3:6], digits[6:])
    elif kind == "irs" and len(digits) == 9:
        parts = (digits[:2], digits[2:])
    else:
        return
    pattern = re.compile(r"(?<!\d)" + r"\D{1,3}".join(f"({part})" for part in parts) + r"(?!\d)")
    at = document.text.find(parts[-1], 0, SEARCHED)
    while at >= 0:
        found = pattern.search(document.text, max(0, at - 24), at + len(parts[-1]) + 1)
        if found and "\n" not in found[0]:
            spans = [found.span(group + 1) for group in range(len(parts))]
            line = bisect_right(document.line_starts, found.start())
            starts = tuple(begin for begin, _ in spans)
            name: Kind = "phone" if kind == "phone" else "irs"
            yield CoverNumber(name, "text", label, found[0], parts, parts, starts, line)
        at = document.text.find(parts[-1], at + 1, SEARCHED)
