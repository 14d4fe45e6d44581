"""An identity: a relation that must hold among figures, and the evidence that it applies."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from auditor.model.record import altered, dataclass

Form = Literal["linear", "average", "ratio", "change", "bound", "equal"]
Status = Literal["holds", "violated", "skipped", "latent"]


@dataclass(frozen=True, slots=True)
class Identity:
    """One relation among figures.

    * ``linear``: Σ ``coefficients[i]`` × ``figures[i]`` = 0, the total among them;
    * ``equal``: the two figures are one fact printed twice; coefficients (1, -1), or (1, 1) where one is printed
      with the other's sign turned round;
    * ``ratio``: ``total`` = ``figures[0]`` / ``figures[1]``; ``change``: ``total`` = (``figures[0]`` − ``figures[1]``)
      / ``figures[1]``; ``average``: ``total`` = the mean of ``figures``. The total is not among ``figures``;
    * ``bound``: ``figures[0]`` ≤ ``figures[1]``, or, with one figure, a plausibility of that figure alone.

    ``bits`` is the weight of the evidence, as a log-likelihood ratio in bits, before this identity's own outcome is
    known (see docs/evidence.md). ``standing`` is "confirmed" when that evidence suffices to report a
    failure; a "latent" identity is never reported but serves diagnosis as a witness: a repair that makes it hold,
    exactly, is a better repair.
    """

    check: str  # code of the check it is reported under: "FT101"
    origin: str  # structure, catalogue, tie, period, ratio, prose
    form: Form
    figures: tuple[int, ...]
    coefficients: tuple[int, ...]
    total: int | None
    evidence: tuple[str, ...]
    bits: float
    standing: Literal["confirmed", "latent"] = "confirmed"
    severity: Literal["error", "warning", "info"] = "error"  # at most, when it fails
    status: Status = "holds"
    residual: Decimal | None = None
    tolerance: Decimal | None = None
    reason: str | None = None  # why it was skipped; for a one-figure bound, why it is implausible
    meant: tuple[int, int] | None = None  # of a one-figure bound: the mantissa and exponent it would be sound with
    place: int | None = None  # of a one-figure bound: the exponent it would be sound with, whatever its digits
    hedge: str | None = None  # how words around the total widen what it says: "nearly doubled" (see model/hedged.py)
    guards: bool = True  # whether its failure would be reported, its own vote gone: only then it protects its figures

    @property
    def members(self) -> tuple[int, ...]:
        """Every figure that takes part, the total included, each once."""
        if self.total is None or self.total in self.figures:
            return self.figures
        return (*self.figures, self.total)

    def judged(self, status: Status, residual: Decimal | None, tolerance: Decimal | None) -> Identity:
        return altered(self, status=status, residual=residual, tolerance=tolerance)
