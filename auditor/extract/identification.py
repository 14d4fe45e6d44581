"""Identification numbers as figures: those of a submission's header, of the cover page, and where they are repeated.

Each part of a number ("0001275287-05-001389" has three) is a figure of its own, so that a slip can be pointed at. They
stand behind all other figures and have a unit of their own: no pass over amounts meets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.extract.cover_numbers import CoverNumber, cover_numbers, repeated, year_ends
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.identification import IDENTIFIER, PERIOD, Identification, Particular

MOST = 400  # numbers of one filing; a submission by dozens of co-registrants stays below

FIRST_DATES = 2  # of a cover, where none is the header's

_PART = re.compile(r"(\(?)(\d+)(\)?)")
_NUMERIC = re.compile(r"[\d\s()./+-]+")


def with_identifications(extraction: Extraction, documents: Sequence[Document]) -> Extraction:
    """The extraction with the numbers of header and cover behind its figures."""
    main = documents[0]
    has_cover = not (main.form or "").startswith("EX-")  # an exhibit stands behind its filing's cover
    return with_numbers(extraction, main.particulars, cover_numbers(main) if has_cover else (), documents)


def with_numbers(
    extraction: Extraction,
    particulars: Sequence[Particular],
    cover: Iterable[CoverNumber],
    documents: Sequence[Document] = (),
) -> Extraction:
    """The extraction with these numbers behind its figures, and where ``documents`` print them again."""
    ledger = Ledger(len(extraction.figures))
    for particular in particulars[:MOST]:
        ledger.enter_particular(particular)
    cover = list(cover)
    ledger.home = any(entry.home for entry in ledger.entries) or (not ledger.entries and _is_at_home(cover))
    period = next((p.words for p in particulars if p.label in PERIOD), None)
    for number in _telling(cover, period):
        ledger.enter_cover(number, documents[0] if documents else None)
    if not ledger.entries:
        return extraction
    _repetitions(ledger, documents)
    return replace(extraction, figures=(*extraction.figures, *ledger.figures), identifications=tuple(ledger.entries))


@dataclass(slots=True)
class Ledger:
    """Figures and identifications as they are entered; figures are counted from ``first``."""

    first: int
    home: bool = False  # whether the filer sits in the United States, as far as known
    figures: list[Figure] = field(default_factory=list)
    entries: list[Identification] = field(default_factory=list)

    def enter_particular(self, particular: Particular) -> None:
        """A number of the header; words that are no number ("V6C 3E8") are passed over."""
        words = particular.words
        if not _NUMERIC.fullmatch(words):
            return
        spans = _spans(words, is_phone=particular.kind == "phone")
        if not spans:
            return  # "-" where a number is due: nothing to hold against anything
        path = tuple(word for word in ("Header", particular.section.capitalize()) if word)
        entry = Identification(
            kind=particular.kind,
            source="header",
            label=particular.label,
            words=words,
            figures=self._numbered(len(spans)),
            digits=tuple(digits for _, _, digits in spans),
            line=particular.line,
            company=particular.company,
            address=particular.address,
            home=particular.home,
        )
        for begin, end, digits in spans:
            start = particular.start + begin
            self._figure(words[begin:end], digits, particular.label, path, particular.line, start)
        self.entries.append(entry)

    def enter_cover(self, number: CoverNumber, document: Document | None, position: int = 0) -> None:
        """A number of the cover, or printed again elsewhere."""
        first_line, origin = (document.first_line - 1, document.origin) if document else (0, 0)
        line = None if number.line is None else number.line + first_line
        digits = tuple(number.digits)
        entry = Identification(
            kind=number.kind,
            source=number.source,
            label=number.label,
            words=number.words,
            figures=self._numbered(len(digits)),
            digits=digits,
            line=line,
            address=number.near,
            home=self.home,
            verbal=number.verbal,
        )
        path = ("Cover page",) if number.source == "cover" else ()
        for text, shown, start in zip(number.texts, digits, number.starts, strict=True):
            place = None if start is None else start + origin
            self._figure(text, shown, number.label, path, line, place, position)
        self.entries.append(entry)

    def _numbered(self, parts: int) -> tuple[int, ...]:
        begin = self.first + len(self.figures)
        return tuple(range(begin, begin + parts))

    def _figure(
        self,
        text: str,
        digits: str,
        label: str,
        path: tuple[str, ...],
        line: int | None,
        start: int | None,
        document: int = 0,
    ) -> None:
        self.figures.append(
            Figure(
                index=self.first + len(self.figures),
                text=text,
                mantissa=int(digits),
                exponent=0,
                unit=IDENTIFIER,
                label=label,
                path=path,
                period=None,
                line=line,
                start=start,
                end=None if start is None else start + len(text),
                document=document,
            )
        )


def _is_at_home(cover: Sequence[CoverNumber]) -> bool:
    """Whether a cover alone says that the filer sits in the United States: a ZIP code and a tax number of that form."""
    widths = {(number.kind, *map(len, number.digits)) for number in cover}
    return ("zip", 5) in widths and bool(widths & {("irs", 9), ("irs", 2, 7)})


def _telling(numbers: Iterable[CoverNumber], period: str | None) -> Iterator[CoverNumber]:
    """The numbers, and of the dates the header's period alone, or the first few where none is."""
    dates = []
    for number in numbers:
        if number.kind == "date":
            dates.append(number)
        else:
            yield number
    if period is not None:
        yield from [number for number in dates if number.digits[0] == period][:1] or dates[:FIRST_DATES]


def _spans(words: str, is_phone: bool) -> list[tuple[int, int, str]]:
    """(begin, end, digits) of each part; brackets belong to it, but for those of an area code."""
    found = []
    for part in _PART.finditer(words):
        bracketed = bool(part[1] and part[3]) and not is_phone
        found.append((*(part.span() if bracketed else part.span(2)), part[2]))
    return found


def _repetitions(ledger: Ledger, documents: Sequence[Document]) -> None:
    """Telephone numbers and the like that another page of the filing prints digit for digit: further witnesses."""
    known = {
        (entry.kind, "".join(entry.digits)): entry
        for entry in ledger.entries
        if entry.kind in ("phone", "irs") and entry.source in ("header", "cover")
    }
    taken = {figure.start for figure in ledger.figures}
    if any(entry.kind == "year end" for entry in ledger.entries):
        closing = next(((n, i) for i, d in enumerate(documents) for n in year_ends(d)), None)
        if closing is not None:
            ledger.enter_cover(closing[0], documents[closing[1]], closing[1])
    for (kind, digits), entry in list(known.items()):
        for number, position in _found_again(kind, digits, entry, documents, taken):
            ledger.enter_cover(number, documents[position], position)


def _found_again(
    kind: str, digits: str, entry: Identification, documents: Sequence[Document], taken: set[int | None]
) -> Iterator[tuple[CoverNumber, int]]:
    for position, document in enumerate(documents):
        for number in repeated(kind, digits, entry.label, document):
            if not taken.intersection(start + document.origin for start in number.starts if start is not None):
                yield number, position
                return
