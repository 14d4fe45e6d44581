"""What the page says of a row as the total of others: its rule, its name, where its parts begin and how they stand."""

from __future__ import annotations

from math import inf

from auditor.identify.footing import Cues
from auditor.identify.labels import NET_OF, is_cash_result, is_income_result, is_netted, is_total, words
from auditor.identify.ledger import Ledger
from auditor.model.record import dataclass
from auditor.model.table import Row

# What the page says of a row as a total, in bits.
NO_TOTAL = -3.0  # most rows are none
RULED = 8.0  # a rule line stands above it
UNNAMED = 7.0  # it has no label of its own
CALLED_TOTAL = 7.0  # its label says "total"
CALLED_RESULT = 4.0  # its label names a result: gross profit, income before taxes
NETTED = 8.0  # it is called net and stands below a deduction
CALLED_NET = 2.0  # its label begins with "net"
ANCHORED = 2.0  # its first part begins a section
NAMES_SECTION = 3.0  # and its label names that section
ACROSS_HEADING = 1.0  # against: its parts lie on both sides of a heading
INDENTED = 1.5  # its parts stand indented below it


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says by itself: ``bits`` and why, before its parts are known.

    ``result`` are the bits of a name that gives way where the row is what a deduction above it leaves.
    """

    bits: float
    result: float
    why: tuple[str, ...]
    is_total: bool
    is_net: bool  # its label says so
    may_be_left: bool  # and no stronger name stands in the way


class RowCues:
    """Reads the page for a row of the ledger (by its number there) as the total of others; each row is read once."""

    def __init__(self, ledger: Ledger) -> None:
        self.rows = [ledger.table.rows[r] for r in ledger.rows]
        self.columns = frozenset(ledger.columns)
        self.headed = frozenset(line for line, row in enumerate(self.rows) if row.headed)
        self.indents = [row.indent if row.indent >= 0 else inf for row in self.rows]
        self.deepest = max(self.indents, default=inf)
        self.read: list[RowWords | None] = [None] * len(self.rows)

    def __call__(self, line: int, parts: tuple[int, ...]) -> Cues:
        row, own = self.rows[line], self.read[line] or self._read(line)
        bits, why = own.bits, own.why
        if own.may_be_left and parts and is_netted(row.label, self.rows[parts[-1]].label):
            bits += NETTED
            why = (*why, "what the deduction above it leaves")
        else:
            bits += own.result
        anchored = bool(parts) and (parts[0] == 0 or parts[0] in self.headed)
        if anchored:
            bits += ANCHORED
            first = self.rows[parts[0]]
            if first.path and row.label and words(row.label) & words(first.path[-1]):
                bits += NAMES_SECTION
                why = (*why, f"names its section, '{first.path[-1].rstrip(':')}'")
        elif not self.headed.isdisjoint(parts[1:]):
            bits -= ACROSS_HEADING
        if len(parts) > 1 and row.indent >= 0 and min([self.indents[part] for part in parts]) > row.indent:
            bits += INDENTED
            why = (*why, "parts indented below it")
        # A gross and its deduction say by themselves where the sum begins.
        told = anchored or (own.is_net and len(parts) == 2 and is_netted(row.label, self.rows[parts[1]].label))
        return Cues(bits, why, is_total=own.is_total, is_anchored=told)

    def most(self, line: int) -> float:
        """The most bits that the row may have as a total, whatever its parts."""
        row, own = self.rows[line], self.read[line] or self._read(line)
        bits = own.bits + max(own.result, NETTED if own.may_be_left else 0.0) + ANCHORED
        if row.label:
            bits += NAMES_SECTION
        return bits + INDENTED if 0 <= row.indent < self.deepest else bits

    def declares(self, line: int) -> bool:
        """Whether the page sets the row off as a total: a rule above, the word, no label."""
        own = self.read[line] or self._read(line)
        return own.is_total or not self.columns.isdisjoint(self.rows[line].ruled)

    def begins(self, line: int) -> bool:
        """Whether a section begins with the row."""
        return line in self.headed

    def _read(self, line: int) -> RowWords:
        row = self.rows[line]
        bits, why = NO_TOTAL, []
        if not self.columns.isdisjoint(row.ruled):
            bits += RULED
            why.append("rule line above")
        named, reason = _of_name(row)
        if reason:
            bits += named
            why.append(reason)
        is_net = bool(NET_OF.search(row.label))
        read = RowWords(
            bits=bits,
            result=0.0 if reason else named,
            why=tuple(why),
            is_total=not row.label or is_total(row.label),
            is_net=is_net,
            may_be_left=is_net and not reason,
        )
        self.read[line] = read
        return read


def _of_name(row: Row) -> tuple[float, str]:
    """Bits for the row's name, and why in words where the name says it outright."""
    if not row.label:
        return UNNAMED, "no label of its own"
    if is_total(row.label):
        return CALLED_TOTAL, "'total' label"
    if is_cash_result(row.label):
        return CALLED_TOTAL, "closes its section"
    if is_income_result(row.label):
        return CALLED_RESULT, ""
    return (CALLED_NET, "") if row.label.lower().startswith("net ") else (0.0, "")
