"""Words in cells: labels and footnotes of tables that name amounts of their own.

"Common stock, $0.01 par value; 6,000 shares authorized" holds two figures. They are read like those of a sentence, but
take scale and period from the table that the cell stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.extract.captions import Caption
from auditor.extract.prose import AMOUNT, may_name_an_amount
from auditor.extract.worksheet_cells import read_mark
from auditor.extract.worksheet_drafts import Draft
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.record import altered
from auditor.model.worksheet import Passage

SHORTEST = 12  # characters from which a cell may name an amount in words

_SCALED = re.compile(r"\b(?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell's words as a passage, and the table it stands in; None outside of those that were read."""

    passage: Passage
    home: Draft | None


def cells_of_words(document: Document, homes: Sequence[Draft]) -> list[CellWords]:
    """The cells of worksheets whose words name amounts, in reading order."""
    by_sheet: dict[int, list[Draft]] = {}
    for home in homes:
        by_sheet.setdefault(id(home.sheet), []).append(home)
    found = []
    for sheet in document.worksheets:
        near = by_sheet.get(id(sheet), [])
        ranged = {item.cell.start for home in near for row in home.cells for item in row if item and item.cell.ranged}
        for row in sheet.rows:
            for cell in row:
                text = cell.text
                if (
                    len(text) > SHORTEST
                    and may_name_an_amount(text)
                    and AMOUNT.search(text)
                    and read_mark(text)[0] == "words"
                    and (cell.start is None or cell.start not in ranged)  # its ends are figures of the table
                ):
                    starts = cell.starts or ((cell.start,) if cell.start is not None else ())
                    marks = cell.marks or (0,) * len(starts)
                    inside = next((one for one in near if one.rows[0].number <= cell.row <= one.rows[-1].number), None)
                    found.append(CellWords(Passage(text, 0, False, marks, starts, cell.tags), inside))
    return found


def at_home(members: Sequence[Figure], home: Draft | None) -> list[Figure]:
    """The amounts of one cell with the scale of its table's caption and its columns' periods.

    As many amounts of one kind as there are columns stand for them in order ("net of tax of $100, $(55) and $226");
    otherwise the cell speaks of the first column.
    """
    if home is None:
        return list(members)
    periods = [column.period for column in home.columns]
    settled: list[Figure] = []
    kin = Counter(figure.unit for figure in members)
    seen: Counter[str | None] = Counter()
    for figure in members:
        column = seen[figure.unit] if kin[figure.unit] == len(periods) else 0
        seen[figure.unit] += 1
        exponent = figure.exponent
        if exponent == 0 and not _SCALED.search(figure.text):
            exponent = _scale(figure.unit, home.caption)
        settled.append(altered(figure, period=figure.period or periods[column], exponent=exponent))
    return settled


def _scale(unit: str | None, caption: Caption) -> int:
    """The power of ten that a caption gives to an amount in words of this unit."""
    if unit == "shares":
        covered = caption.scale if caption.covers & {"shares", "all"} else 0
        return covered if caption.shares is None else caption.shares
    return caption.scale if unit == "USD" else 0
