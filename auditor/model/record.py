"""``@dataclass(frozen=True)`` for the records of which a filing has thousands, at the price of plain ones.

To the type checker these are frozen data classes, and an assignment to a field is an error. At run time the guard is
left out: a frozen class sets each field through ``object.__setattr__``, which makes a figure of twenty fields some six
times as dear to create (about 6 µs against 1), and reading creates each several times over. They compare and hash by
their fields, as frozen ones do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, slots: bool = True, order: bool = False):
        """A data class with slots, equality and hash by fields; ``frozen`` is for the type checker alone."""
        return dataclasses.dataclass(slots=slots, order=order, unsafe_hash=frozen)
