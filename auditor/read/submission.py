"""A full submission: one file that holds a header and several documents, each in a ``<DOCUMENT>`` of its own.

The same reading serves one ``<DOCUMENT>`` cut from a submission, with or without the page that some program wrapped
around it. Offsets and lines of every document lead back to the whole file.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Cover, Document
from auditor.read.cover import describe
from auditor.read.failure import ReadFailure, over_limit, without_figures
from auditor.read.header import Header, header_of, particulars
from auditor.read.sniff import is_html, xml_root
from auditor.read.source import Source
from auditor.read.text import line_starts

MOST_PIECES = 5_000  # documents; the largest submissions hold several hundred
LONGEST_PIECE_HEAD = 4_000  # characters from <DOCUMENT> to <TEXT>
NAMED = 3  # passed-over documents of one kind that are named; of more, the count is given

_PIECE = re.compile(r"<DOCUMENT>(?=\s{0,20}<TYPE>)", re.IGNORECASE)
_BODY = re.compile(r"<body>\s{0,20}$", re.IGNORECASE)
LONGEST_BODY = 26  # characters of what _BODY finds
_PIECE_END = re.compile(r"</DOCUMENT>", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>[ \t]*\r?\n?", re.IGNORECASE)
_FIELD = re.compile(r"^[ \t]*<(TYPE|FILENAME|DESCRIPTION)>[ \t]*([^\n<]*)", re.IGNORECASE | re.MULTILINE)
_HEAD_LINES = re.compile(r"(?:\s*<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION|FLAWED)>[^\n]*\n?)+", re.IGNORECASE)
_WRAPPER = re.compile(r"\s*<(XBRL|XML|PDF|JSON)>[ \t]*\r?\n?", re.IGNORECASE)
_ENCODED = re.compile(r"\s*begin [0-7]{3,4} \S")  # uuencoded: a mode and a file name
_SCHEDULE = re.compile(
    r"^[ \t]*<(?:ARTICLE|MULTIPLIER|PERIOD-TYPE|PERIOD-END|TOTAL-ASSETS)>", re.IGNORECASE | re.MULTILINE
)
_OPENS = re.compile(r"^<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|^<SUBMISSION>\s", re.MULTILINE)
_SAID_FORM = re.compile(r"^CONFORMED SUBMISSION TYPE:", re.MULTILINE)
OPENING = 8_000  # characters in which a submission declares itself

# What a submission carries beside its documents, by the type or the file name it gives.
_CARRIED = (
    (
        re.compile(r"GRAPHIC$", re.IGNORECASE),
        re.compile(r"\.(?:jpe?g|gif|png|tiff?|bmp|svg)$", re.IGNORECASE),
        "a picture",
    ),
    (re.compile(r"ZIP$", re.IGNORECASE), re.compile(r"\.(?:zip|gz)$", re.IGNORECASE), "an archive"),
    (re.compile(r"EXCEL$", re.IGNORECASE), re.compile(r"\.xlsx?$", re.IGNORECASE), "a workbook"),
    (re.compile(r"PDF$", re.IGNORECASE), re.compile(r"\.pdf$", re.IGNORECASE), "a PDF copy"),
    (
        re.compile(r"JSON$", re.IGNORECASE),
        re.compile(r"\.(?:json|css|js)$", re.IGNORECASE),
        "a part of the regulator's viewer",
    ),
    (
        re.compile(r"XML$", re.IGNORECASE),
        re.compile(r"^(?:R\d+\.(?:htm|xml)|FilingSummary\.xml)$", re.IGNORECASE),
        "a part of the regulator's viewer",
    ),
    (re.compile(r"EX-10[14](?:\.|$)", re.IGNORECASE), re.compile(r"\.(?:xml|xsd)$", re.IGNORECASE), "tagged data"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One ``<DOCUMENT>``: its type, and where its content stands in the file's text."""

    type: str
    filename: str
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.filename or self.type or "document"


def is_submission(text: str) -> bool:
    """Whether the text declares itself a submission, or a document cut from one.

    >>> is_submission("<DOCUMENT>\\n<TYPE>EX-99.1\\n<TEXT>\\nSales 1\\n"), is_submission("Sales 1")
    (True, False)
    """
    return bool(_OPENS.search(text, 0, OPENING) or next(_openings(text, OPENING), None))


def read_submission(source: Source) -> tuple[Document, ...]:
    """The documents of a submission that can be read; what else it carries is named in their diagnostics.

    Raises `ReadFailure` where no document can be read.
    """
    text = source.text
    begins = list(_openings(text, len(text)))
    pieces = _pieces(text, source.path, begins)
    head = text[: begins[0][0]] if begins else text
    header = header_of(head)
    sha256 = hashlib.sha256(source.data).hexdigest()
    documents: list[Document] = []
    carried: dict[str, list[tuple[Piece, int]]] = {}
    refused: list[Diagnostic] = []
    for piece, line in zip(pieces, _lines(text, [piece.start for piece in pieces]), strict=True):
        if kind := _carried(piece, text):
            carried.setdefault(kind, []).append((piece, line))
            continue
        path = f"{source.path}#{piece.name}" if documents else source.path
        try:
            document = _document(piece, text, path, header)
        except ReadFailure as failure:
            reason = failure.failure.message.removeprefix(f"{path}: ")
            refused.append(Diagnostic("warning", f"{piece.name} was not read: {reason}", line))
            continue
        documents.append(
            replace(
                document,
                id=f"d{len(documents) + 1}",
                sha256=sha256,
                encoding=source.encoding.removesuffix("-sig"),
                origin=piece.start,
                first_line=line,
                cik=header.cik,
                items=header.items,
                fiscal_year_end=header.fiscal_year_end,
            )
        )
    if not documents:
        raise without_figures(_nothing(source.path, header, pieces, refused))
    remarks = (*(_passed_over(kind, those) for kind, those in carried.items()), *refused)
    main = documents[0]
    if remarks:
        main = replace(main, diagnostics=(*main.diagnostics, *(_counted_from(main, remark) for remark in remarks)))
    if main.media == "text":
        # As one text: an exhibit's presence, and the period a report on an event speaks of, show only in the whole.
        _, company, period, cover = describe(text if _SAID_FORM.search(text, 0, OPENING) else header.text + text)
        main = replace(main, company=company, period=period, cover=cover)
    main = replace(main, form=header.form or main.form, particulars=tuple(particulars(head)))
    return (main, *documents[1:])


def _counted_from(document: Document, remark: Diagnostic) -> Diagnostic:
    """A remark whose line counts in the file, as one whose line counts from the document's first."""
    return replace(remark, line=None if remark.line is None else remark.line - document.first_line + 1)


def _openings(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Where each ``<DOCUMENT>`` begins and ends: alone at the head of its line, or of the page around it.

    The tag is sought first and what stands before it is looked at then: a search for the head of a line tries every
    place of the text.
    """
    for tag in _PIECE.finditer(text, 0, limit):
        start = tag.start()
        if body := _BODY.search(text[max(0, start - LONGEST_BODY) : start]):
            yield start - len(body[0]), tag.end()
            continue
        while start and text[start - 1] in " \t":
            start -= 1
        if start == 0 or text[start - 1] == "\n":
            yield start, tag.end()


def _lines(text: str, offsets: list[int]) -> Iterator[int]:
    """The number of the line in which each offset stands; offsets go up. Lines are counted, not listed, where all end
    alike: few offsets are asked for."""
    if text.count("\r") != text.count("\r\n"):
        starts = line_starts(text)
        yield from (bisect_right(starts, offset) for offset in offsets)
        return
    line, counted = 1, 0
    for offset in offsets:
        line += text.count("\n", counted, offset)
        counted = offset
        yield line


def _pieces(text: str, path: str, begins: list[tuple[int, int]]) -> list[Piece]:
    """Every ``<DOCUMENT>`` in order; one that is cut off ends where the file ends."""
    if len(begins) > MOST_PIECES:
        raise over_limit(f"{path}: holds {len(begins):,} documents, over the limit of {MOST_PIECES:,}")
    borders = [*(start for start, _ in begins[1:]), len(text)] if begins else []
    return [_piece(text, end, border) for (_, end), border in zip(begins, borders, strict=True)]


def _piece(text: str, begin: int, border: int) -> Piece:
    closing = _PIECE_END.search(text, begin, border)
    end = closing.start() if closing else border
    opening = _TEXT.search(text, begin, min(end, begin + LONGEST_PIECE_HEAD))
    if opening:
        start = opening.end()
    else:
        lines = _HEAD_LINES.match(text, begin, end)
        start = lines.end() if lines else begin
    fields = {match[1].upper(): " ".join(match[2].split()) for match in _FIELD.finditer(text, begin, start)}
    close = max(text.rfind("</TEXT>", start, end), text.rfind("</text>", start, end))
    if close >= 0:
        end = close
    wrapper = _WRAPPER.match(text, start, end)
    if wrapper and wrapper[1].upper() == "XBRL":  # around an inline page
        start, end = wrapper.end(), max(wrapper.end(), _before_closing(text, start, end))
    return Piece(fields.get("TYPE", "").upper(), fields.get("FILENAME", ""), start, end)


def _before_closing(text: str, start: int, end: int) -> int:
    close = max(text.rfind("</XBRL>", start, end), text.rfind("</xbrl>", start, end))
    return close if close >= 0 and not text[close + 7 : end].strip() else end


def _carried(piece: Piece, text: str) -> str:
    """What a piece is that is no document to read ("a picture"); empty where it is one."""
    for type_, filename, kind in _CARRIED:
        if type_.match(piece.type) or (piece.filename and filename.search(piece.filename)):
            return kind
    wrapper = _WRAPPER.match(text, piece.start, piece.end)
    if wrapper and wrapper[1].upper() == "PDF":
        return "a PDF copy"
    if _ENCODED.match(text, piece.start, piece.end):
        return "an encoded attachment"
    root = xml_root(text[piece.start : min(piece.end, piece.start + LONGEST_PIECE_HEAD)])
    if root and root not in ("html", "HTML"):
        return "tagged data" if root in ("xbrl", "linkbase", "schema") else "XML data"
    return ""


def _document(piece: Piece, whole: str, path: str, header: Header) -> Document:
    """One piece, read for what it is, with what the header says of it."""
    text = whole[piece.start : piece.end]
    if not text.strip():
        raise without_figures("it is empty")
    form = piece.type or None
    if piece.type.startswith("EX-27") and _SCHEDULE.search(text):
        media = "schedule"
    elif is_html(text):
        from auditor.read.html import read_html

        page = read_html(Source(path, text.encode("utf-8")))
        period = _iso(header.period) if header.form and header.form.startswith(("10", "20", "40")) else None
        return replace(
            page, form=form or page.form, company=header.company or page.company, period=period or page.period
        )
    else:
        media = "text"
    _, company, period, _ = describe(header.text + text)
    return Document(
        id="",
        path=path,
        media=media,
        text=text,
        sha256="",
        line_starts=line_starts(text),
        form=form,
        company=company,
        period=period,
        cover=Cover(),
    )


def _iso(digits: str | None) -> str | None:
    """An ISO date of eight digits; None where they are no date."""
    from datetime import date

    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat() if digits else None
    except ValueError:
        return None


def _passed_over(kind: str, those: list[tuple[Piece, int]]) -> Diagnostic:
    """One remark on all that was passed over as the same kind of thing."""
    names = [piece.name for piece, _ in those]
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return Diagnostic("info", f"passed over as {kind}: {', '.join(names[:NAMED])}{more}", those[0][1])


def _nothing(path: str, header: Header, pieces: list[Piece], refused: list[Diagnostic]) -> str:
    who = " of ".join(part for part in (header.form, header.company) if part)
    what = f"a submission ({who})" if who else "a submission"
    if not pieces:
        return f"{path}: the header of {what}, and no document behind it"
    if refused:
        return f"{path}: {what} of which no document could be read: {refused[0].message}"
    return f"{path}: {what} of which no document can be read, only attachments"
