"""A figure: one printed number, exact, with its precision and its place."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from auditor.model.record import dataclass
from auditor.model.worksheet import address

Role = Literal["level", "delta", "change", "share", "outlook"]

ONE_DAY = timedelta(days=1)

_CELL = re.compile(r"table\[(\d+)\]/tr\[(\d+)\]")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A duration (``start`` to ``end``) or, where ``start`` is None, an instant."""

    end: date
    start: date | None = None

    def __str__(self) -> str:
        return f"{self.start} to {self.end}" if self.start else str(self.end)

    @property
    def said(self) -> str:
        """As an accountant names it: "3 months to 2003-03-31", "53 weeks to 2024-02-03"; both days where it is neither.

        >>> Period(date(2003, 3, 31), date(2003, 1, 1)).said, Period(date(2002, 12, 31)).said
        ('3 months to 2003-03-31', '2002-12-31')
        """
        if self.start is None or self.end == date.max:
            return str(self)
        behind = self.end + ONE_DAY
        days = (behind - self.start).days
        months = (behind.year - self.start.year) * 12 + behind.month - self.start.month
        if behind.day == self.start.day and months > 0:
            length = "year" if months == 12 else f"{months} month{'s' if months > 1 else ''}"
        elif days % 7 == 0 and days > 0:
            length = f"{days // 7} week{'s' if days > 7 else ''}"
        else:
            return str(self)
        return f"{length} to {self.end}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    The value is ``mantissa`` × 10 ** ``exponent``: the printed digits with their sign, and the power of ten of
    the last printed place, scale included. ``26,441`` under "in thousands" is ``26441`` × 10³; ``0.06`` is
    ``6`` × 10⁻²; ``2.5 million`` is ``25`` × 10⁵. ``mantissa`` is None when the number could not be read.

    A nil (``--``, ``- -``) is a figure whose mantissa is 0, at its column's usual place, with ``nil`` set.
    """

    index: int  # position in the tuple of all figures; the id is "f{index + 1}"
    text: str  # as printed, sign and brackets included, without "$": "(363,731)", "0.16", "642,224 million"
    mantissa: int | None
    exponent: int
    unit: str | None  # "USD", "USD/share", "USD/oz", "shares", "percent", "oz", "ton" …; None where unknown
    label: str
    path: tuple[str, ...]  # section, sub-section … above the row, outermost first
    period: Period | None
    line: int | None  # 1-based
    start: int | None  # offsets of `text` in the document's text
    end: int | None
    table: int | None = None  # position in the tuple of tables; None in prose
    row: int | None = None
    column: int | None = None
    cell: tuple[int, int] | None = None  # CSV and sheets: zero-based row and column of the file's own grid
    concept: str | None = None  # bound by extract/concepts.py
    nil: bool = False
    anchor: str | None = None  # finds it again: "table[12]/tr[5]/td[3]" of a page, "Income!B7" of a sheet, a fact's id
    comma: bool = False  # printed with a decimal comma: "1.234,5"
    document: int = 0  # position of its document among those of the file
    fact: int | None = None  # position in the extraction's facts of the tag around it

    @property
    def id(self) -> str:
        return f"f{self.index + 1}"

    @property
    def when(self) -> str:
        """Its period in an accountant's words; "" where none is known."""
        return self.period.said if self.period else ""

    @property
    def whereabouts(self) -> str:
        """Where a person finds it: "cell B7" of a sheet, "table 12, row 5" of a page, "line 531" of a text, or "" for
        a place that the format does not tell."""
        if self.address is not None:
            return f"cell {self.address}"
        cell = _CELL.match(self.anchor or "")
        if cell is not None:
            return f"table {cell[1]}, row {cell[2]}"
        return f"line {self.line:,}" if self.line is not None else ""

    @property
    def address(self) -> str | None:
        """The cell of a sheet or a CSV file, as a spreadsheet calls it: "B7", "Income!B7"; None elsewhere."""
        return (self.anchor or address(*self.cell)) if self.cell is not None else None

    @property
    def decimals(self) -> int:
        """The last printed place, sign as in XBRL: -3 = thousands, 2 = cents."""
        return -self.exponent

    @property
    def places(self) -> int:
        """How many digits are printed behind the point: 2 for "(0.16)", 1 for "2.5 million", 0 for "26,441"."""
        if self.comma:
            return sum(map(str.isdigit, self.text.partition(",")[2]))
        if "." not in self.text:
            return 0
        return sum(map(str.isdigit, self.text.lstrip("($- ").split(" ", 1)[0].partition(".")[2]))

    @property
    def word(self) -> str:
        """The scale word or fraction behind the digits: "million" of "642,224 million"; no bracket or stray comma."""
        word = self.text.lstrip("($- ").partition(" ")[2]
        return word if word[:1].isalnum() and not word[:3].isdigit() else ""

    @property
    def zeros(self) -> int:
        """How many zeros the text writes out behind the last place that counts: 3 for the tagged "26441000" declared
        in thousands, 0 for the printed "26,441" of a table in thousands."""
        if self.exponent <= 0 or not self.mantissa:
            return 0
        written = "".join(filter(str.isdigit, self.text)).lstrip("0")
        return self.exponent if written == f"{abs(self.mantissa)}{'0' * self.exponent}" else 0

    @property
    def value(self) -> Decimal | None:
        """The exact value, scale and sign applied; None when unreadable."""
        if self.mantissa is None:
            return None
        # built from the digits: arithmetic would round what is longer than a context's 28
        return Decimal(f"{self.mantissa}E{self.exponent}") if self.mantissa else Decimal(0)


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount in a sentence. ``figure`` is the index of its figure (whose table, row and column are None).

    ``hedge`` is how the words around it widen the interval: "about" to both sides, "over" ("more than") upwards,
    "under" ("nearly", "almost") downwards, "most" ("less than") and "least" ("at least") to any length, None for a
    plain statement. ``kind`` is what the number is in its sentence: the ``level`` of a period or day, a ``delta`` (an
    amount of change), a ``change`` (relative: percent, multiple), a ``share`` of something, an ``outlook``.
    ``direction`` is which way a change or delta goes, as its words say.
    """

    figure: int
    sentence: str  # line breaks as blanks, nothing else altered
    subject: str | None  # a concept's name, where the words before the amount name one
    hedge: str | None = None
    at: int = 0  # where in the sentence the number begins, its "$" left out …
    until: int = 0  # … and ends, scale word included
    kind: Role = "level"
    heading: str = ""  # the words of the heading above its paragraph
    paragraph: int = 0  # offset of its paragraph: claims of one paragraph share it
    begins: int = 0  # where in the paragraph the sentence begins
    in_cell: bool = False  # it stands among the words of a table's cell
    direction: int = 0  # of a change or delta: 1 up, -1 down, 0 where the words leave it open
