"""The rows of a release as codes: which entity, line, period and precision each is of, and its amount as text.

Long and wide tables become the same here: one value, one entry, with the row and column of the file it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from auditor.extract.vocabulary import kind_of_unit, vocabulary
from auditor.extract.worksheet_commas import AGAINST, LEAST, looks_of
from auditor.release.amounts import NOT_GIVEN, Places, places_of
from auditor.release.concept_names import concept_named, label_named, ranks, statement_of_concept
from auditor.release.parts import Part, Stretch, Texts
from auditor.release.release_table import Layout, layout_of
from auditor.release.stamps import Stamp, stamp_of

Codes = NDArray[np.int32]

_PERIOD = ("period", "start", "end", "fiscal_year", "fiscal_period", "quarters")
_PLACES = ("decimals", "precision", "scale")
_UNITS = {"pure": "pure", "%": "percent", "percent": "percent", "shares": "shares", "share": "shares"}


class Line(NamedTuple):
    """One line of the release: its name there, unit, what qualifies it, and the concept it is bound to."""

    name: str
    unit: str | None
    qualifier: str
    concept: str | None
    statement: str | None
    label: str
    rank: int  # in the order of the statements; lines without a concept come last

    @property
    def is_balance(self) -> bool:
        return self.statement == "balance_sheet"

    @property
    def currency(self) -> str | None:
        """The currency of an amount of money, or of money a share; None for anything else."""
        money = (self.unit or "").partition("/")[0]
        return money if kind_of_unit(money or None) == "money" else None


@dataclass
class Block:
    """Values of one stretch, in the order of the file. All arrays have one entry a value.

    ``row`` and ``column`` are zero-based places in the file's grid, ``part`` the position among the register's parts.
    """

    entity: Codes
    line: Codes
    stamp: Codes
    places: Codes
    source: Codes
    part: NDArray[np.int16]
    row: NDArray[np.int64]
    column: Codes
    text: Texts

    def __len__(self) -> int:
        return len(self.text)

    def taken(self, which: NDArray[Any]) -> Block:
        """The entries at the positions, or under the mask, ``which``."""
        return Block(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def joined(blocks: Sequence[Block]) -> Block:
    """The entries of all blocks, in order. There must be one block at least."""
    names = Block.__dataclass_fields__
    return Block(*(np.concatenate([getattr(block, name) for block in blocks]) for name in names))


@dataclass
class Register:
    """What codes stand for. One register serves both releases that are compared: equal codes mean equal things."""

    parts: list[Part] = field(default_factory=list)
    commas: list[bool] = field(default_factory=list)  # of each part: whether it prints decimal commas
    previous: list[bool] = field(default_factory=list)  # of each part: whether it is of the previous release
    entities: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stamps: list[Stamp | None] = field(default_factory=list)
    places: list[Places | None] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    _codes: dict[str, dict[Any, int]] = field(default_factory=dict)
    _lines: dict[Line, int] = field(default_factory=dict)

    def code(self, kind: str, said: Any) -> int:
        """The code of an entity, line, stamp, … by what the file says of it; a new one where it is first met."""
        known = self._codes.setdefault(kind, {})
        code = known.get(said)
        if code is None:
            code = known[said] = self._entered(kind, said)
        return code

    def _entered(self, kind: str, said: Any) -> int:
        """The place of a new entry; a line that another writing ("usd", "USD") names already keeps its own."""
        book: list[Any]
        match kind:
            case "entity":
                book, entry = self.entities, said
            case "source":
                book, entry = self.sources, said
            case "stamp":
                book, entry = self.stamps, stamp_of(*said)
            case "places":
                book, entry = self.places, places_of(*said)
            case _:
                book, entry = self.lines, line_of(*said)
                at = self._lines.setdefault(entry, len(book))
                if at < len(book):
                    return at
        book.append(entry)
        return len(book) - 1

    def read(self, part: Part, mapping: Mapping[str, str] | None, previous: bool = False) -> Iterator[Block]:
        """The values of one table, stretch by stretch. Raises `ReadFailure`."""
        layout = layout_of(part.header, mapping, part.path)
        number = len(self.parts)
        self.parts.append(part)
        self.commas.append(False)
        self.previous.append(previous)
        for position, stretch in enumerate(part.stretches()):
            block = self._long(layout, stretch) if layout.kind == "long" else self._wide(layout, stretch)
            block.part[:] = number
            if not position:  # one file is written by one program: its first stretch tells how
                self.commas[number] = _has_decimal_commas(block.text)
            if len(block):
                yield block

    def _long(self, layout: Layout, stretch: Stretch) -> Block:
        first, columns = stretch
        value = _stripped(columns[layout.roles["value"]])
        rows = np.flatnonzero(_given(value))
        kept = {role: columns[at][rows] for role, at in layout.roles.items()}
        names = [kept.get(role) for role in ("concept", "unit", "qualifier", "statement", "member")]
        block = self._keyed(kept, len(rows))
        block.line = self._coded("line", names, len(rows))
        block.row, block.text = rows + first, value[rows]
        block.column[:] = layout.roles["value"]
        return block

    def _wide(self, layout: Layout, stretch: Stretch) -> Block:
        """Every value column of the stretch, one below the other."""
        first, columns = stretch
        size = len(columns[0])
        kept = {role: columns[at] for role, at in layout.roles.items()}
        whole = self._keyed(kept, size)
        found = []
        for at, name, unit in layout.concepts:
            value = _stripped(columns[at])
            given = np.flatnonzero(_given(value))
            block = whole.taken(given)
            money = unit or _usual_unit(name, kept.get("unit"))
            of_column = (name, money, kept.get("qualifier"), None, kept.get("member"))
            block.line = self._coded("line", [_at(one, given) for one in of_column], len(block))
            block.row, block.text = given + first, value[given]
            block.column[:] = at
            found.append(block)
        return joined(found)

    def _keyed(self, kept: Mapping[str, Texts], size: int) -> Block:
        """A block of which entity, period, precision and source are known."""
        return Block(
            entity=self._coded("entity", [kept.get("entity")], size),
            line=np.zeros(size, np.int32),
            stamp=self._coded("stamp", [kept.get(role) for role in _PERIOD], size),
            places=self._coded("places", [kept.get(role) for role in _PLACES], size),
            source=self._coded("source", [kept.get("source")], size),
            part=np.zeros(size, np.int16),
            row=np.zeros(size, np.int64),
            column=np.zeros(size, np.int32),
            text=np.full(size, "", dtype=object),
        )

    def _coded(self, kind: str, columns: Sequence[Texts | str | None], size: int) -> Codes:
        """The code of each row by the texts of several columns together; a column that is missing says ""."""
        import pandas as pd

        met: list[tuple[str, ...]] = [()]
        at = np.zeros(size, np.int64)
        for column in columns:
            if not isinstance(column, np.ndarray):
                met = [(*words, column or "") for words in met]
                continue
            codes, texts = pd.factorize(column, use_na_sentinel=False)
            own = [str(text).strip() for text in texts]
            at, pairs = pd.factorize(at * len(own) + codes)  # dense again: the product of many columns would overflow
            met = [(*met[pair // len(own)], own[pair % len(own)]) for pair in pairs.tolist()]
        known = [self.code(kind, words if len(columns) > 1 else words[0]) for words in met]
        found: Codes = np.array(known, np.int32)[at]
        return found


def line_of(name: str, unit: str, qualifier: str, statement: str, member: str = "") -> Line:
    """A line by what the release says of it; qualifier and member are one where both are given.

    >>> line_of("us-gaap:Assets", "usd", "", "")[1:5]
    ('USD', '', 'total_assets', 'balance_sheet')
    """
    qualifier = ", ".join(part for part in (qualifier, member) if part)
    said = unit_of(unit)
    concept = concept_named(name, said, _STATEMENTS.get(statement.lower()))
    own = _STATEMENTS.get(statement.lower()) or statement_of_concept(concept)
    rank = ranks()[concept] if concept is not None else len(vocabulary())
    return Line(name, said, qualifier, concept, own, label_named(name), rank)


_STATEMENTS = {
    "bs": "balance_sheet",
    "balance_sheet": "balance_sheet",
    "balance sheet": "balance_sheet",
    "is": "income_statement",
    "income_statement": "income_statement",
    "income statement": "income_statement",
    "cf": "cash_flow",
    "cash_flow": "cash_flow",
    "cash flow": "cash_flow",
}


def unit_of(text: str) -> str | None:
    """A unit in the auditor's words; None where none is given.

    >>> unit_of("usd"), unit_of("USD/shares"), unit_of("xbrli:shares"), unit_of("iso4217:EUR"), unit_of("")
    ('USD', 'USD/share', 'shares', 'EUR', None)
    """
    over, _, under = (part.strip().rpartition(":")[2] for part in text.replace(" per ", "/").partition("/"))
    if over.lower() in _UNITS:
        over = _UNITS[over.lower()]
    elif len(over) == 3 and over.isalpha():
        over = over.upper()
    if not under:
        return over or None
    return f"{over}/{'share' if under.lower() in ('share', 'shares') else under}"


def _usual_unit(name: str, units: Texts | None) -> Texts | str:
    """The unit of a wide table's column that names none: the row's currency where its concept is money."""
    concept = concept_named(name, None)
    kind = vocabulary()[concept].unit if concept is not None else "money"
    if kind in ("shares", "percent"):
        return kind
    if units is None or kind not in ("money", "per_share"):
        return ""
    if kind == "money":
        return units
    found: Texts = np.empty(len(units), dtype=object)
    found[:] = [f"{unit}/share" if unit.strip() else "" for unit in units]
    return found


def _at(column: Texts | str | None, rows: NDArray[Any]) -> Texts | str | None:
    return column[rows] if isinstance(column, np.ndarray) else column


def _given(texts: Texts) -> NDArray[np.bool_]:
    """Which cells hold an amount, or what was meant as one."""
    return np.fromiter((text.lower() not in NOT_GIVEN for text in texts), dtype=bool, count=len(texts))


def _stripped(texts: Texts) -> Texts:
    found: Texts = np.empty(len(texts), dtype=object)
    found[:] = [text.strip() for text in texts]
    return found


def _has_decimal_commas(texts: Texts) -> bool:
    """Whether the amounts are printed with a decimal comma."""
    comma = point = 0
    for text in texts:
        if "," in text or "." in text:
            only_comma, only_point, _ = looks_of(text)
            comma, point = comma + only_comma, point + only_point
    return comma >= LEAST and comma >= AGAINST * point
