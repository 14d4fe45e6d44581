"""The docket: identities by figure, and what a changed figure would do to them.

This is the matrix of identities by figures in the form decoding asks of it: sparse, exact, one column at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

from auditor.diagnose.echoes import Echoes
from auditor.identify.hypothesis import Instance, information, repeats_neighbour
from auditor.model.arithmetic import bounded, evaluate, is_rounded_from, residual_units, status_of
from auditor.model.figure import Figure
from auditor.model.identity import Identity, Status

if TYPE_CHECKING:
    from auditor.diagnose.decode import Explanation

TELLING_DIGITS = 3
USUALLY_INEXACT = 0.6  # of sums whose parts are rounded each by itself


@dataclass(frozen=True, slots=True)
class Balance:
    """A linear identity in integers: ``twice`` the residual and twice the tolerance, in units of 10 ** exponent."""

    twice: int
    tolerance: int
    exponent: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure read otherwise: the mantissa and place that may have been meant."""

    mantissa: int
    exponent: int


class Docket:
    """Identities by figure. Skipped ones stand in no list; latent ones apart.

    ``exacting`` are positions of sums that are held to the last digit here, whatever rounding would allow.
    """

    def __init__(
        self, figures: Sequence[Figure], identities: Sequence[Identity], exacting: frozenset[int] = frozenset()
    ) -> None:
        self.figures = figures
        self.identities = identities
        self.exacting = exacting
        self.violated: dict[int, list[int]] = defaultdict(list)
        self.held: dict[int, list[int]] = defaultdict(list)
        self.latent: dict[int, list[int]] = defaultdict(list)
        self.explained: dict[tuple[int, ...], Explanation | None] = {}  # kept by `decode.explanations`
        self._balances: dict[int, Balance] = {}
        self._information: dict[int, float] = {}
        self._coefficients: dict[tuple[int, int], int] = {}
        self._open_ties: dict[int, list[int]] = {}
        self._own_echoes: dict[int, float] = {}
        self._usual_places: dict[int, int | None] = {}
        self._ungrouped: dict[int, bool] = {}
        for position, identity in enumerate(identities):
            if identity.status == "skipped":
                continue
            if identity.standing == "latent":
                book = self.latent
            else:
                book = self.violated if identity.status == "violated" else self.held
            for figure in identity.members:
                book[figure].append(position)

    def balance(self, position: int) -> Balance:
        """The linear identity's integers, computed once."""
        known = self._balances.get(position)
        if known is None:
            identity = self.identities[position]
            units = residual_units(self.figures, identity.figures, identity.coefficients, identity.form)
            if units is None:
                raise ValueError("an identity with an unreadable member is skipped and has no balance")
            twice, tolerance, exponent = units
            known = Balance(twice, 0 if position in self.exacting else tolerance, exponent)
            self._balances[position] = known
        return known

    def coefficient(self, position: int, figure: int) -> int:
        known = self._coefficients.get((position, figure))
        if known is None:
            identity = self.identities[position]
            sums: dict[int, int] = {figure: 0}
            for member, coefficient in zip(identity.figures, identity.coefficients, strict=True):
                sums[member] = sums.get(member, 0) + coefficient
            self._coefficients.update(((position, member), total) for member, total in sums.items())
            known = sums[figure]
        return known

    def exact_change(self, position: int, figure: int) -> int | None:
        """By how many units of its last place the figure must change for the identity to hold exactly, if it can."""
        balance = self.balance(position)
        step = 2 * self.coefficient(position, figure) * 10 ** (self.figures[figure].exponent - balance.exponent)
        return None if step == 0 or balance.twice % step else -balance.twice // step

    def is_linear(self, position: int) -> bool:
        return self.identities[position].form in ("linear", "equal")

    def outcome(self, position: int, figure: int, reading: Reading) -> tuple[Status, bool]:
        """The identity's status were ``figure`` read so, and whether it would then hold to the last digit."""
        identity = self.identities[position]
        if identity.hedge is not None and identity.total is not None:
            return self._hedged(identity, identity.total, _Changed(self.figures, figure, reading)), False
        if self.is_linear(position) and reading.exponent == self.figures[figure].exponent:
            balance = self.balance(position)
            place = 10 ** (reading.exponent - balance.exponent)
            change = reading.mantissa - (self.figures[figure].mantissa or 0)
            twice = balance.twice + 2 * self.coefficient(position, figure) * change * place
            return ("holds" if abs(twice) <= balance.tolerance else "violated"), twice == 0
        if identity.meant is not None:
            return ("holds" if (reading.mantissa, reading.exponent) == identity.meant else "violated"), True
        if identity.place is not None:
            return ("holds" if reading.exponent == identity.place else "violated"), True
        if identity.form == "bound" and len(identity.figures) == 1:
            # A doubted scale word asks for another scale; any other doubt of the print, for another reading.
            doubts_word = self.figures[figure].word != ""
            return ("violated" if doubts_word and reading.exponent == self.figures[figure].exponent else "holds"), True
        changed = _Changed(self.figures, figure, reading)
        if (
            identity.form == "bound"
            and (units := residual_units(changed, identity.figures, identity.coefficients)) is not None
        ):
            return bounded(units), units[0] == 0
        if identity.form in ("ratio", "change", "average"):  # in whole numbers
            status = status_of(changed, identity.form, identity.figures, identity.coefficients, identity.total)
            return status, status == "holds" and _is_rounded(changed, identity)
        judged = evaluate(changed, identity.form, identity.figures, identity.coefficients, identity.total)
        return judged.status, judged.residual == 0

    def _hedged(self, identity: Identity, total: int, changed: Sequence[Figure]) -> Status:
        from auditor.model.hedged import status_of_hedged  # few filings have one

        form, hedge = identity.form, identity.hedge
        return status_of_hedged(changed, form, identity.figures, identity.coefficients, total, hedge)

    def is_idle(self, position: int) -> bool:
        """Whether a balance's change is held to be a flow only because its two amounts, as printed, cancel."""
        identity = self.identities[position]
        if identity.origin != "period" or not self.is_linear(position):
            return False
        moves: Counter[tuple[int, int]] = Counter()
        for figure, coefficient in zip(identity.figures, identity.coefficients, strict=True):
            amount = coefficient * (self.figures[figure].mantissa or 0)
            moves[abs(amount), self.figures[figure].exponent] += (amount > 0) - (amount < 0)
        balance = self.balance(position)
        left: int = sum(abs(n) * amount * 10 ** (at - balance.exponent) for (amount, at), n in moves.items())
        return 2 * left <= balance.tolerance

    def holds_with(self, position: int, readings: Mapping[int, Reading]) -> bool:
        """Whether a linear identity holds once several figures are read otherwise, at their own places."""
        balance = self.balance(position)
        twice = balance.twice
        for figure, reading in readings.items():
            change = reading.mantissa - (self.figures[figure].mantissa or 0)
            place = self.figures[figure].exponent - balance.exponent
            if change and (coefficient := self.coefficient(position, figure)):
                twice += 2 * coefficient * change * 10**place
        return abs(twice) <= balance.tolerance

    def lost_grouping(self, figure: int) -> bool:
        """Whether the figure prints four digits or more without a comma where its table groups them by threes."""
        known = self._ungrouped.get(figure)
        if known is None:
            known = self._ungrouped[figure] = self._is_ungrouped(figure)
        return known

    def _is_ungrouped(self, figure: int) -> bool:
        printed = self.figures[figure]
        if printed.table is None or "," in printed.text or self.whole(printed.mantissa or 0, figure) < 1000:
            return False
        implausible = (self.identities[p] for p in self.violated[figure] if self.identities[p].form == "bound")
        return printed.table in self._grouping or any(one.origin != "release" for one in implausible)

    def whole(self, mantissa: int, figure: int) -> int:
        """What stands before the point, were the figure printed with these digits."""
        size: int = 10 ** self.figures[figure].places
        return abs(mantissa) // size

    def usual_place(self, figure: int) -> int | None:
        """The exponent that the table's other amounts have, where the figure's print differs from it; else None."""
        if figure not in self._usual_places:
            places = (self.identities[position].place for position in self.violated[figure])
            self._usual_places[figure] = next((place for place in places if place is not None), None)
        return self._usual_places[figure]

    @cached_property
    def _grouping(self) -> frozenset[int]:
        return frozenset(f.table for f in self.figures if f.table is not None and "," in f.text)

    @cached_property
    def rounding(self) -> float:
        """The share of this filing's sums (of three figures or more, printed to one place) left to rounding.

        One where as many are inexact as independent roundings leave, near nought where all foot to the digit.
        """
        sums = [
            identity.residual
            for identity in self.identities
            if identity.form == "linear"
            and identity.origin != "prose"
            and identity.status == "holds"
            and identity.standing == "confirmed"
            and len(identity.figures) > 2
            and len({self.figures[f].exponent for f in identity.figures}) == 1
        ]
        inexact = sum(map(bool, sums))
        return min(1.0, (inexact + 1) / (len(sums) + 4) / USUALLY_INEXACT)

    @cached_property
    def echoes(self) -> Echoes:
        """Where the filing prints which amount."""
        return Echoes(self.figures)

    def open_ties(self, figure: int) -> list[int]:
        """The ties of the figure that fail, or are too weak to accuse anybody."""
        known = self._open_ties.get(figure)
        if known is None:
            open_positions = (*self.violated[figure], *self.latent[figure])
            known = self._open_ties[figure] = [p for p in open_positions if self.identities[p].form == "equal"]
        return known

    def own_echo(self, figure: int) -> float:
        """What the filing's echoes say for the amount as printed; nothing where a tie says so already, or where it may
        be the amount beside it, whose echoes these are."""
        known = self._own_echoes.get(figure)
        if known is None:
            printed = self.figures[figure]
            tied = any(self.identities[p].form == "equal" for p in self.held[figure])
            said = tied or printed.mantissa is None or repeats_neighbour(self.figures, printed)
            known = self._own_echoes[figure] = 0.0 if said else self.echoes.bits(printed, printed.mantissa or 0)
        return known

    @cached_property
    def columns(self) -> dict[tuple[int, int], list[int]]:
        """The figures of each column: (table, column) → positions of figures, nils left out."""
        columns: dict[tuple[int, int], list[int]] = defaultdict(list)
        for figure in self.figures:
            if figure.table is not None and figure.column is not None and figure.mantissa and not figure.nil:
                columns[figure.table, figure.column].append(figure.index)
        return columns

    def exact_besides(self, position: int) -> int:
        """How many other sums foot to the digit, where this one is doubted though rounding would explain it; else 0."""
        residual, tolerance = self.identities[position].residual, self.identities[position].tolerance
        if position not in self.exacting or residual is None or tolerance is None or abs(residual) > tolerance:
            return 0
        return sum(not self.identities[p].residual for p in self.exacting)

    def left_out(self, position: int) -> int | None:
        """The one figure of the total's column, no member of the failing sum, that is the very difference; if any.

        Amounts of fewer than `TELLING_DIGITS` digits are a difference by chance.
        """
        identity = self.identities[position]
        if identity.form != "linear" or identity.total is None or identity.residual is None:
            return None
        total = self.figures[identity.total]
        if total.table is None or total.column is None:
            return None
        wanted = abs(identity.residual)
        found = [
            index
            for index in self.columns[total.table, total.column]
            if self.figures[index].exponent == total.exponent
            and abs(self.figures[index].mantissa or 0) >= 10 ** (TELLING_DIGITS - 1)
            and abs(self.figures[index].value or 0) == wanted
            and index not in identity.figures
        ]
        return found[0] if len(found) == 1 else None

    def distances(self, position: int, figure: int, reading: Reading) -> tuple[int, int, int]:
        """A linear identity's absolute residual as printed and were ``figure`` read so, and its tolerance (doubled)."""
        balance = self.balance(position)
        place = self.figures[figure].exponent - balance.exponent
        if reading.exponent != self.figures[figure].exponent:
            return abs(balance.twice), abs(balance.twice), max(1, balance.tolerance)
        change = (reading.mantissa - (self.figures[figure].mantissa or 0)) * 10**place
        now = balance.twice + 2 * self.coefficient(position, figure) * change
        return abs(balance.twice), abs(now), max(1, balance.tolerance)

    def size(self, position: int) -> int:
        """Twice the largest amount of a linear identity, in its integer units."""
        base = self.balance(position).exponent
        members = (self.figures[f] for f in self.identities[position].figures)
        largest: int = max(2 * abs(f.mantissa or 0) * 10 ** (f.exponent - base) for f in members)
        return largest

    def worth(self, position: int) -> float:
        """Bits that a hold of this identity is worth, by the power of its test."""
        known = self._information.get(position)
        if known is None:
            identity = self.identities[position]
            if identity.form == "bound":
                known = 3.0
            else:
                instance = Instance(identity.figures, identity.coefficients, identity.total)
                known = information(self.figures, identity.form, instance)
            self._information[position] = known
        return known


def _is_rounded(figures: Sequence[Figure], identity: Identity) -> bool:
    """Whether a quotient or change is what its figures give as printed; a mean that holds is taken to be."""
    if identity.form == "average" or identity.total is None:
        return True
    over, under = (figures[i] for i in identity.figures[:2])
    return is_rounded_from(identity.form, over, under, figures[identity.total], identity.coefficients)


class _Changed(Sequence[Figure]):
    """The figures with one of them read otherwise."""

    def __init__(self, figures: Sequence[Figure], index: int, reading: Reading) -> None:
        self._figures, self._index = figures, index
        self._changed = replace(figures[index], mantissa=reading.mantissa, exponent=reading.exponent)

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | Sequence[Figure]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._changed if index == self._index else self._figures[index]

    def __len__(self) -> int:
        return len(self._figures)
