"""Numbers misprinted in themselves: commas, brackets and places that differ from those of all their neighbours.

Two checks look at how a number is printed and at nothing it adds to.

* PL103: digits not in threes ("26,41"), a comma left out ("4399" where the table groups), a bracket without its fellow
  or doubled, a space beside a comma.
* PL104: more or fewer places behind the point than the table's other amounts of the unit ("174.55" among tenths,
  "1,883." with none).

The habit is the document's own: one that prints both ways is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.table import Table
from auditor.model.typist import is_doubled

GROUPING, PLACES = "PL103", "PL104"
SLIP_BITS = 6.0
APART = 5  # characters within which a bracket still belongs to its number
LONGEST_LABEL = 120  # a longer one is running text that was taken for a row
GROUPED_BESIDE = 6  # grouped numbers of the table for each one that is not, from which a missing comma is a slip
GROUPED_AROUND = 30  # the same of the document, where the table prints few long numbers
ALIKE = 6  # amounts of one unit in a table, printed to the same place, for each that is not
FINEST_FRACTION = 64  # prices were quoted in sixty-fourths
WHOLE_BESIDE = 3  # whole amounts of thousands in a row, among which one with places is a slip
YEARS = range(1900, 2070)
BOTH_WAYS = frozenset({"percent"})  # units whose long numbers are rare, and grouped or not as it comes

TYPESET = ("text", "html", "inline-xbrl")  # elsewhere numbers are data, which drop the zeros behind the point

_WELL_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_DIGITS = re.compile(r"[\d,.]*\d")
_WHOLE = re.compile(r"\d[\d,]*")
_SPACED = re.compile(r"\d\s+,|,\s+\d")
_ENDS_IN_POINT = re.compile(r"\d\.(?:\s*[)%])*$")


def identities(extraction: Extraction, documents: Sequence[Document]) -> Iterator[Identity]:
    """The misprints of all tables, each a failed identity over one figure."""
    figures = extraction.figures
    habits = _grouping_habits(extraction)
    for table in extraction.tables:
        yield from _marks(table, figures, documents[table.document])
        yield from _ungrouped(table, figures, habits)
        if documents[table.document].media in TYPESET:
            yield from _odd_places(table, figures)
            yield from _broken_whole(table, figures)


def implausible(
    check: str, figure: Figure, bits: float, severity: str, reason: str, place: int | None = None
) -> Identity:
    """One figure that cannot be meant as printed. ``place``: the exponent it would be sound at, where that ails it."""
    return Identity(
        check=check,
        origin="structure",
        form="bound",
        figures=(figure.index,),
        coefficients=(1,),
        total=None,
        evidence=(reason,),
        bits=bits,
        severity="error" if severity == "error" else "warning",
        status="violated",
        reason=reason,
        place=place,
    )


# --- commas and brackets --------------------------------------------------------------------------------------------


def _marks(table: Table, figures: Sequence[Figure], document: Document) -> Iterator[Identity]:
    """Malformed grouping ("26,41"), a lone bracket ("(1,204") and what cannot be read, in the cells of a table."""
    for column in _columns(table, figures):
        lopsided = [figure for figure in column if _is_lopsided(figure, document)]
        for figure in column:
            reason = _ill_formed(figure)
            if reason is not None:
                yield implausible(GROUPING, figure, SLIP_BITS, "warning", reason)
        if len(lopsided) == 1 and len(column) > 2:
            reason = f"{lopsided[0].text} has a bracket without its fellow; the other figures of the column do not"
            yield implausible(GROUPING, lopsided[0], SLIP_BITS, "warning", reason)


def _ill_formed(figure: Figure) -> str | None:
    """What is wrong with the print of a number by itself."""
    if figure.mantissa is None:
        # a formula without its result: reading says so, and nothing is wrong with it
        return None if figure.text.startswith("=") else f"{figure.text} cannot be read as a number"
    if figure.text.count("(") == figure.text.count(")") == 2:
        return f"{figure.text} is bracketed twice"
    if "," not in figure.text or figure.comma:
        return None
    if _SPACED.search(figure.text):
        return f"{figure.text} has a space among its digits"
    digits = _DIGITS.search(figure.text)
    if digits and "," in digits[0] and not _WELL_GROUPED.fullmatch(digits[0]):
        return f"{figure.text} is not grouped in threes"
    return None


def _is_lopsided(figure: Figure, document: Document) -> bool:
    """One bracket of two. Not "(79 )", whose fellow stands apart, nor "($79", half of a bracket in running text."""
    opened, closed = figure.text.count("("), figure.text.count(")")
    if opened == closed or "$" in figure.text or len(figure.label) > LONGEST_LABEL:
        return False
    if figure.start is None or figure.end is None or document.media != "text":
        return True  # a cell's own brackets are all in its text
    start, end = figure.start - document.origin, figure.end - document.origin
    if opened > closed:
        return not document.text[end : end + APART].lstrip().startswith(")")
    return not document.text[max(0, start - APART) : start].rstrip(" $").endswith("(")


def _columns(table: Table, figures: Sequence[Figure]) -> list[list[Figure]]:
    return [
        [figures[cell] for row in table.grid if (cell := row[column]) is not None]
        for column in range(len(table.columns))
    ]


# --- a comma left out -----------------------------------------------------------------------------------------------


def _grouping_habits(extraction: Extraction) -> Mapping[int, tuple[int, int]]:
    """For each document how many numbers of its tables are (grouped, not grouped), of those long enough to be."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for figure in extraction.figures:
        if figure.table is not None and (grouped := is_grouped(figure)) is not None:
            counts[figure.document][not grouped] += 1
    return {document: (grouped, bare) for document, (grouped, bare) in counts.items()}


def is_grouped(figure: Figure) -> bool | None:
    """Whether a number of four digits or more before the point has commas; None where there is nothing to group.

    A bare number that may be a year says nothing, nor does a rate.
    """
    if figure.mantissa is None or figure.nil or figure.comma or figure.unit in BOTH_WAYS:
        return None
    whole = _WHOLE.search(figure.text)
    if whole is None:
        return None
    if "," in whole[0]:
        return True
    if len(whole[0]) < 4 or (len(whole[0]) == 4 and int(whole[0]) in YEARS) or whole[0].startswith("0"):
        return None
    return False


def _ungrouped(table: Table, figures: Sequence[Figure], habits: Mapping[int, tuple[int, int]]) -> Iterator[Identity]:
    """The one number of a table without the comma that all others have, or those of the document where it has few."""
    judged = [
        (figures[i], grouped)
        for row in table.grid
        for i in row
        if i is not None and (grouped := is_grouped(figures[i])) is not None
    ]
    bare = [figure for figure, grouped in judged if not grouped]
    if not bare:
        return
    beside = len(judged) - len(bare)
    around, bare_around = habits.get(table.document, (0, 0))
    if beside >= GROUPED_BESIDE * len(bare):
        reason = "is printed without the comma that the table's other numbers have"
    elif len(bare) == 1 and around >= GROUPED_AROUND * bare_around:
        reason = "is printed without the comma that the filing's other numbers have"
    else:
        return
    for figure in bare:
        yield implausible(GROUPING, figure, SLIP_BITS, "warning", f"{figure.text} {reason}")


# --- places behind the point ----------------------------------------------------------------------------------------


def _odd_places(table: Table, figures: Sequence[Figure]) -> Iterator[Identity]:
    """Amounts with another number of places than all others of their unit in the table; whole ones say nothing."""
    by_unit: dict[str | None, list[Figure]] = defaultdict(list)
    for row in table.grid:
        for i in row:
            if i is not None and _has_places(figures[i]):
                by_unit[figures[i].unit].append(figures[i])
    for same in by_unit.values():
        counts = Counter(figure.places for figure in same)
        usual, alike = counts.most_common(1)[0]
        odd = [figure for figure in same if figure.places != usual]
        if not usual or not odd or alike < ALIKE * len(odd):
            continue
        for figure in odd:
            if counts[figure.places] > 1 or _is_fraction(figure):
                continue  # printed so twice, it is meant
            place = figure.exponent + figure.places - usual
            printed = f"{figure.places} digits" if figure.places > 1 else "one digit" if figure.places else "no digit"
            others = "one" if usual == 1 else str(usual)
            reason = f"{figure.text} has {printed} behind the point, the table's other amounts of its kind {others}"
            yield implausible(PLACES, figure, SLIP_BITS, "warning", reason, place)


def _broken_whole(table: Table, figures: Sequence[Figure]) -> Iterator[Identity]:
    """An amount of thousands with digits behind its point, in a row of whole ones: "45,670.9"."""
    for row in table.grid:
        long = [figures[i] for i in row if i is not None and is_grouped(figures[i])]
        pointed = [figure for figure in long if figure.places]
        if len(pointed) != 1 or len(long) <= WHOLE_BESIDE or len({figure.unit for figure in long}) > 1:
            continue
        figure = pointed[0]
        reason = f"{figure.text} has digits behind the point, and no other amount of its row has"
        yield implausible(PLACES, figure, SLIP_BITS, "warning", reason, figure.exponent + figure.places)


def _has_places(figure: Figure) -> bool:
    """Whether a figure shows a point, so that the digits behind it can be counted."""
    if figure.mantissa is None or figure.nil or figure.comma or "/" in figure.text:
        return False
    return figure.places > 0 or _ENDS_IN_POINT.search(figure.text) is not None


def _is_fraction(figure: Figure) -> bool:
    """Whether three places or more are those of a fraction: 0.375 is three eighths."""
    return figure.places > 2 and abs(figure.mantissa or 0) * FINEST_FRACTION % 10**figure.places == 0


def digits_too_many(mantissa: int, by: int) -> Iterator[int]:
    """What may have been meant by a number with ``by`` digits too many: any one dropped, or the last ones.

    >>> sorted(digits_too_many(17455, 1)), list(digits_too_many(104625, 2))
    ([1455, 1745, 1755, 7455], [1046])
    """
    sign, digits = (-1 if mantissa < 0 else 1), str(abs(mantissa))
    if len(digits) <= by:
        return
    if by > 1:
        yield sign * int(digits[:-by])
        return
    yield from dict.fromkeys(sign * int(digits[:i] + digits[i + 1 :]) for i in range(len(digits)))


def typed_once(mantissa: int) -> Iterator[int]:
    """A number without one of two equal digits that stand side by side.

    >>> list(typed_once(4399)), list(typed_once(-1155)), list(typed_once(4398))
    ([439], [-155, -115], [])
    """
    for meant in digits_too_many(mantissa, 1):
        if is_doubled(mantissa, meant):
            yield meant
