"""Which table of one version is which of the other, and which rows and columns of the two stand for each other.

Tables are known by what they print, not by where they stand: one that moved is the same table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from auditor.amend.matching import Pair, aligned, alike, gaps
from auditor.amend.model import Joined
from auditor.model.audit import Extraction
from auditor.model.table import Table

SAME_TABLE = 0.4  # likeness from which two tables are two versions of one
SAME_ROW = 0.5  # and two rows, and two columns
SAME_COLUMN = 0.4
BY_LABELS, BY_NUMBERS, BY_HEADS, BY_TITLE = 0.45, 0.35, 0.1, 0.1  # shares of a table's likeness
TELLING_DIGITS = 4  # in so many digits together, equal numbers say that a row is the same one
LONGEST = 300  # characters of a label that are compared
MOST_COMPARED = 60  # tables of the other version that are weighed for one, those that share most with it


@lru_cache(maxsize=65536)
def plain(words: str) -> str:
    """Words without regard to case, white space and closing colons, cut to what is compared."""
    return " ".join(words.casefold().split()).rstrip(": ")[:LONGEST]


def paired_tables(original: Extraction, amended: Extraction) -> list[Joined]:
    """Every table that both versions have, in the order of the original."""
    before, after = [_Prints(t, original) for t in original.tables], [_Prints(t, amended) for t in amended.tables]
    pairs = _same(before, after) + _likest(before, after)
    return [_joined(before[i], after[j]) for i, j in sorted(_settled(before, after, pairs))]


class _Prints:
    """A table as it is printed: texts by row and column, and what it is known by."""

    def __init__(self, table: Table, extraction: Extraction) -> None:
        figures = extraction.figures
        self.table = table
        self.texts = [["" if i is None else figures[i].text for i in cells] for cells in table.grid]
        self.labels = [(plain(row.label), tuple(plain(part) for part in row.path)) for row in table.rows]
        self.whole: Hashable = (tuple(self.labels), tuple(map(tuple, self.texts)))
        self.label_counts = Counter(label for label, _ in self.labels if label)
        self.numbers = Counter(text for row in self.texts for text in row if _digits(text) > 1)
        self.heads = plain(" ".join(column.header for column in table.columns))
        self.title = plain(f"{table.title} {table.caption}")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _same(before: Sequence[_Prints], after: Sequence[_Prints]) -> list[Pair]:
    """Tables printed alike to the last letter; of several like ones the first goes with the first."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in reversed(range(len(after))):
        places[after[j].whole].append(j)
    return [(i, places[prints.whole].pop()) for i, prints in enumerate(before) if places[prints.whole]]


def _likest(before: Sequence[_Prints], after: Sequence[_Prints]) -> list[Pair]:
    """Of the other tables, those most alike first."""
    same = _same(before, after)
    used_before, used_after = {i for i, _ in same}, {j for _, j in same}
    rest = [j for j in range(len(after)) if j not in used_after]
    weighed = []
    for i in range(len(before)):
        if i in used_before:
            continue
        for j in _candidates(before[i], after, rest):
            likeness = _likeness(before[i], after[j])
            if likeness >= SAME_TABLE:
                weighed.append((-round(likeness, 6), abs(i - j), i, j))
    pairs = []
    for _, _, i, j in sorted(weighed):
        if i not in used_before and j not in used_after:
            pairs.append((i, j))
            used_before.add(i)
            used_after.add(j)
    return pairs


def _settled(before: Sequence[_Prints], after: Sequence[_Prints], pairs: list[Pair]) -> list[Pair]:
    """The pairs, and where one table stands alone between the same neighbours in both versions, that one too, if it
    has the same shape: all its labels and numbers may have changed."""
    mate = dict(pairs)
    taken = set(mate.values())
    for i in range(len(before)):
        j = mate.get(i - 1, -1) + 1
        if i in mate or j in taken or j >= len(after) or (i and i - 1 not in mate):
            continue
        closes = mate.get(i + 1, len(after)) if i + 1 < len(before) else len(after)
        one, other = before[i].table, after[j].table
        if closes == j + 1 and len(one.columns) == len(other.columns) and len(one.rows) == len(other.rows):
            mate[i] = j
            taken.add(j)
    return list(mate.items())


def _candidates(one: _Prints, after: Sequence[_Prints], rest: Sequence[int]) -> list[int]:
    if len(rest) <= MOST_COMPARED:
        return list(rest)
    shared = [((one.label_counts & after[j].label_counts).total() + (one.numbers & after[j].numbers).total(), -j)
              for j in rest]  # fmt: skip
    return [-j for _, j in sorted(shared, reverse=True)[:MOST_COMPARED]]


def _likeness(one: _Prints, other: _Prints) -> float:
    return (
        BY_LABELS * _overlap(one.label_counts, other.label_counts)
        + BY_NUMBERS * _overlap(one.numbers, other.numbers)
        + BY_HEADS * ratio(one.heads, other.heads) / 100
        + BY_TITLE * ratio(one.title, other.title) / 100
    )


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """What two bags share, of what both hold: 1 for equal ones, and for two empty ones."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def _joined(one: _Prints, other: _Prints) -> Joined:
    if one.whole == other.whole and len(one.table.columns) == len(other.table.columns):
        rows = [(i, i) for i in range(len(one.table.rows))]
        columns = [(i, i) for i in range(len(one.table.columns))]
    else:
        rows = _rows(one, other)
        columns = _columns(one, other, rows)
    return Joined(one.table, other.table, tuple(rows), tuple(columns))


def _rows(one: _Prints, other: _Prints) -> list[Pair]:
    """Rows that print the same; between them those of the same label; between those the likest."""
    mine = [(label, tuple(texts)) for label, texts in zip(one.labels, one.texts, strict=True)]
    yours = [(label, tuple(texts)) for label, texts in zip(other.labels, other.texts, strict=True)]
    pairs = _refined(aligned(mine, yours), len(mine), len(yours), lambda i: one.labels[i], lambda j: other.labels[j])
    likeness = _row_likeness(one, other)
    for stretch in list(gaps(pairs, len(mine), len(yours))):
        pairs += alike(stretch, likeness, SAME_ROW)
    return _with_moved(sorted(pairs), mine, yours)


def _refined(
    pairs: list[Pair], before: int, after: int, of: Callable[[int], Hashable], to: Callable[[int], Hashable]
) -> list[Pair]:
    """The pairs with those that agree by a weaker mark in the gaps between them."""
    more = list(pairs)
    for low, high, first, last in gaps(pairs, before, after):
        found = aligned([of(i) for i in range(low, high)], [to(j) for j in range(first, last)])
        more += ((low + i, first + j) for i, j in found)
    return sorted(more)


def _row_likeness(one: _Prints, other: _Prints) -> Callable[[int, int], float]:
    def likeness(i: int, j: int) -> float:
        (label, path), (opposite, over) = one.labels[i], other.labels[j]
        said = ratio(label, opposite) / 100 if label and opposite else float(label == opposite) / 2
        shared = Counter(one.texts[i]) & Counter(other.texts[j])
        most = max(sum(map(bool, one.texts[i])), sum(map(bool, other.texts[j])), 1)
        telling = min(1.0, sum(_digits(text) * n for text, n in shared.items()) / TELLING_DIGITS)
        printed = telling * sum(n for text, n in shared.items() if text) / most
        return max(said, printed) * 0.6 + min(said, printed) * 0.3 + (0.1 if path == over else 0.0)

    return likeness


def _with_moved(pairs: list[Pair], mine: Sequence[Hashable], yours: Sequence[Hashable]) -> list[Pair]:
    """The pairs, and rows that print the same but stand elsewhere in the table."""
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in reversed(range(len(yours))):
        if j not in right:
            places[yours[j]].append(j)
    moved = [(i, places[row].pop()) for i, row in enumerate(mine) if i not in left and places[row]]
    return sorted(pairs + moved)


def _columns(one: _Prints, other: _Prints, rows: Sequence[Pair]) -> list[Pair]:
    heads = [plain(column.header) for column in one.table.columns]
    opposite = [plain(column.header) for column in other.table.columns]
    if heads == opposite:
        return [(i, i) for i in range(len(heads))]

    def likeness(i: int, j: int) -> float:
        both = [(one.texts[r][i], other.texts[s][j]) for r, s in rows if one.texts[r][i] and other.texts[s][j]]
        numbers = [(a, b) for a, b in both if _digits(a) > 1 or _digits(b) > 1]
        said = ratio(heads[i], opposite[j]) / 100
        if not numbers:
            return said
        printed = sum(a == b for a, b in numbers) / len(numbers)
        return max(said, printed) * 0.7 + min(said, printed) * 0.3

    pairs = alike((0, len(heads), 0, len(opposite)), likeness, SAME_COLUMN)
    if not pairs and len(heads) == len(opposite):
        return [(i, i) for i in range(len(heads))]
    return pairs
