"""How far the claims of one filing bear out that its sentences are understood.

Where many claims bound as surely as one meet nothing, and no slip explains them, that one came within a slip of a cell
is likely chance: of `n` amounts held against the wrong cells, `n` times the chance of one being so near stand as near.
A filing that its own sentences agree with is believed more readily, a bank's notes less. And a finger slips once: an
amount that stands a second time as it is was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from auditor.identify.told.verdict import Verdict, telling_digits
from auditor.model.figure import Figure

AS_WIDE, AS_LIGHT = 1.0, 3.0  # bits by which a peer's words may differ more, or tell less
TOLD_TWICE, PRINTED_TOO = 3, 5  # digits from which an amount in sentences, in tables recurs by no chance
