"""The golden data: tables as printed and the relations that hold among them, read from the files beside this module.

A *release file* transcribes every table of one release, a row a line:

    key | unit | section > sub-section | label | figure | figure ...

and lists its relations in a small notation over ``TABLE.key``:

    A.total = A.x + A.y - A.z     the total is the signed sum
    A.x == B.y    A.x == -B.y     one fact printed twice, perhaps with its sign turned
    A.cost = A.dollars / A.oz     a quotient

A term may name its column (``BS.cash@1``, counted from 0). Where no term does, the relation holds in every column of
a single table, and between tables in every period that all of them print.

Only the standard library is used here, and nothing of the auditor: this is the other side of the scales.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
TERM = re.compile(r"([+-]?)\s*([A-Z]\w*)\.(\w+)(?:@(\d+))?")
NILS = frozenset({"--", "- -", "-"})


@dataclass(frozen=True)
class Cell:
    """A printed figure: its text, and the power of ten of its last printed place, scale included."""

    table: str
    key: str
    column: int
    text: str
    value: Fraction
    place: Fraction

    @property
    def nil(self) -> bool:
        return self.text in NILS

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest true value that would have been printed so; a nil is exactly nothing."""
        half = Fraction(0) if self.nil else self.place / 2
        return self.value - half, self.value + half


@dataclass(frozen=True)
class GoldenRow:
    key: str
    unit: str  # with a leading "k" where the figures are in thousands: "kUSD", "koz"
    path: tuple[str, ...]
    label: str
    cells: tuple[Cell | None, ...]  # None: a blank


@dataclass(frozen=True)
class GoldenTable:
    key: str
    title: str
    statement: str | None
    scale: int
    columns: tuple[str, ...]  # "2003-03-31", or "2003-01-01/2003-03-31", or "" where the period is not tested
    rows: tuple[GoldenRow, ...]
    counted_rows: int
    counted_figures: int

    def row(self, key: str) -> GoldenRow:
        return next(row for row in self.rows if row.key == key)


@dataclass(frozen=True)
class Relation:
    """One relation in one column. ``terms`` leaves the total out; for a quotient they are dividend and divisor."""

    source: str
    form: str  # "linear", "equal" or "ratio"
    total: Cell
    terms: tuple[tuple[int, Cell], ...]
    required: bool
    group: str

    def holds(self) -> bool:
        """Whether some true values behind the printed ones satisfy the relation, in exact arithmetic."""
        low, high = self.total.ends
        if self.form == "ratio":
            (_, dividend), (_, divisor) = self.terms
            quotients = [a / b for a in dividend.ends for b in divisor.ends]
            return min(quotients) <= high and low <= max(quotients)
        least = sum((min(sign * end for end in cell.ends) for sign, cell in self.terms), Fraction(0))
        most = sum((max(sign * end for end in cell.ends) for sign, cell in self.terms), Fraction(0))
        return least <= high and low <= most

    @property
    def exact(self) -> bool:
        """Whether the printed values themselves satisfy a sum, without help from rounding."""
        return self.form != "ratio" and sum(sign * cell.value for sign, cell in self.terms) == self.total.value


@dataclass(frozen=True)
class Golden:
    """One golden file, read."""

    name: str
    raw: dict[str, object]
    tables: tuple[GoldenTable, ...]
    relations: tuple[Relation, ...]
    look_alikes: tuple[Relation, ...]


def load(name: str, folder: Path = HERE) -> Golden:
    """Read ``name``.toml. Raises ValueError when a row has the wrong number of cells or a relation no instance."""
    raw = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    tables = tuple(_table(entry) for entry in raw.get("table", ()))
    by_key = {table.key: table for table in tables}
    relations = tuple(
        instance
        for group in raw.get("identities", ())
        for source in group["relations"]
        for instance in _instances(source, by_key, group["required"], group["group"])
    )
    look_alikes = tuple(
        instance
        for group in raw.get("look_alike", ())
        for source in group["relations"]
        for instance in _instances(source, by_key, False, "look-alike")
    )
    return Golden(name, raw, tables, relations, look_alikes)


def _table(entry: dict[str, object]) -> GoldenTable:
    key, columns = str(entry["key"]), tuple(entry["columns"])
    rows = []
    for line in str(entry["lines"]).strip("\n").split("\n"):
        name, unit, path, label, *texts = (part.strip() for part in line.split("|"))
        if len(texts) != len(columns):
            raise ValueError(f"{key}.{name} has {len(texts)} cells, its table {len(columns)} columns")
        cells = tuple(cell(key, name, column, text, unit) if text else None for column, text in enumerate(texts))
        sections = tuple(part.strip() for part in path.split(" > ")) if path else ()
        rows.append(GoldenRow(name, unit, sections, label, cells))
    return GoldenTable(
        key, str(entry["title"]), str(entry["statement"]) or None, int(str(entry["scale"])), columns, tuple(rows),
        int(str(entry["rows"])), int(str(entry["figures"])),
    )  # fmt: skip


def cell(table: str, key: str, column: int, text: str, unit: str) -> Cell:
    """A printed text as an exact value. ``unit`` with a leading "k" means thousands, with "M" millions."""
    scale = Fraction(1000) if unit.startswith("k") else Fraction(1000000) if unit.startswith("M") else Fraction(1)
    if text.endswith("%"):
        scale = Fraction(1)  # a percent stands apart from the scale of its row
    if text in NILS:
        return Cell(table, key, column, text, Fraction(0), scale)
    digits = text.strip("()$% ").replace(",", "")
    places = len(digits.partition(".")[2])
    sign = -1 if text.startswith("(") else 1
    return Cell(table, key, column, text, sign * Fraction(digits) * scale, scale / 10**places)


def _instances(source: str, tables: dict[str, GoldenTable], required: bool, group: str) -> list[Relation]:
    left, equals, right = source.partition(" == ") if " == " in source else source.partition(" = ")
    form = "equal" if equals == " == " else "ratio" if " / " in right else "linear"
    terms = [TERM.fullmatch(left.strip()), *TERM.finditer(right)]
    if not equals or None in terms or len(terms) < 2:
        raise ValueError(f"not a relation: {source}")
    found = []
    for columns in _columns([(m[2], m[4]) for m in terms if m], tables):
        cells = [tables[m[2]].row(m[3]).cells[c] for m, c in zip(terms, columns, strict=True) if m]
        if cells[0] is None or (form != "linear" and None in cells):
            continue
        signed = tuple((-1 if m[1] == "-" else 1, c) for m, c in zip(terms[1:], cells[1:], strict=True) if m and c)
        if form == "ratio" and (cells[0].nil or signed[1][1].nil):
            continue
        found.append(Relation(source, form, cells[0], signed, required, group))
    if not found:
        raise ValueError(f"{source} holds in no column")
    return found


def _columns(terms: list[tuple[str, str | None]], tables: dict[str, GoldenTable]) -> list[list[int]]:
    """For each place where a relation holds, the column of each of its terms."""
    if any(column is not None for _, column in terms):
        return [[int(column or 0) for _, column in terms]]
    names = list(dict.fromkeys(name for name, _ in terms))
    if len(names) == 1:
        return [[column] * len(terms) for column in range(len(tables[names[0]].columns))]
    shared = [period for period in tables[names[0]].columns if all(period in tables[name].columns for name in names)]
    return [[tables[name].columns.index(period) for name, _ in terms] for period in shared]
