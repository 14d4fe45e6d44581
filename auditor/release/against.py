"""A release against the one before it: what was added, what is gone, what changed, and whether it changed as one.

A restatement is no error: where the sums hold as before, it is noted. What moves by a power of ten, turns its sign or
repeats another period, and no sum bears out, was probably not restated but mistyped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

import numpy as np

from auditor.diagnose.coverage import PROTECTING
from auditor.model.arithmetic import evaluate_linear
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.finding import Finding, Severity, Suspect, Typo
from auditor.model.identity import Identity
from auditor.model.table import Table
from auditor.release.books import Book
from auditor.release.relations import COMPARATIVE, TIMES

NAME = "comparative-changed"
MOST_NAMED = 4  # lines that a sentence names
CONFIDENT = 0.9  # in the previous release's value, where nothing but the change itself is known

Pair = tuple[int, int]


@dataclass(frozen=True)
class Compared:
    """Positions in the book: ``changed`` as (now, before), ``gone`` of the previous release, ``added`` of this one to
    periods of which the previous one already told the statement. Each in order of the book."""

    changed: tuple[Pair, ...]
    gone: tuple[int, ...]
    added: tuple[int, ...]

    def within(self, first: int, behind: int) -> tuple[Sequence[Pair], Sequence[int], Sequence[int]]:
        """What differs among the positions from ``first`` up to ``behind``, that is of one entity."""
        return (
            self.changed[bisect_left(self.changed, (first,)) : bisect_left(self.changed, (behind,))],
            self.gone[bisect_left(self.gone, first) : bisect_left(self.gone, behind)],
            self.added[bisect_left(self.added, first) : bisect_left(self.added, behind)],
        )

    def telling(self) -> Iterator[int]:
        """A position for everything that differs."""
        for now, _ in self.changed:
            yield now
        yield from self.gone
        yield from self.added


def compared(book: Book) -> Compared:
    """The two releases of a book held against each other, value by value; kept once reckoned."""
    known = book.compared
    if known is None:
        known = book.compared = _compared(book)
    return known


def _compared(book: Book) -> Compared:
    at = np.flatnonzero(book.kept & (book.period >= 0))
    if not book.previous[at].any():
        return Compared((), (), ())
    block = book.block
    _, days = np.unique(book.period[at], return_inverse=True)
    width = int(days.max()) + 1
    key = (block.entity[at].astype(np.int64) * len(book.register.lines) + block.line[at]) * width + days
    before = book.previous[at]
    own, old = at[~before], at[before]
    own_key, old_key = key[~before], key[before]
    order = np.argsort(old_key, kind="stable")
    place = np.minimum(np.searchsorted(old_key[order], own_key), len(old) - 1)
    both = old_key[order][place] == own_key
    pairs = zip(own[both].tolist(), old[order[place[both]]].tolist(), strict=True)
    changed = tuple((now, then) for now, then in pairs if not _same(book, now, then))
    gone = tuple(old[~np.isin(old_key, own_key)].tolist())
    names = {name: n for n, name in enumerate(dict.fromkeys(line.statement for line in book.register.lines))}
    statements = np.array([names[line.statement] for line in book.register.lines], np.int64)
    told = (block.entity[at].astype(np.int64) * len(names) + statements[block.line[at]]) * width + days
    known = np.isin(told[~before], told[before])
    added = tuple(own[~both & known].tolist())
    return Compared(tuple(sorted(changed)), tuple(sorted(gone)), tuple(sorted(added)))


def _same(book: Book, now: int, then: int) -> bool:
    """Whether two values agree: to the digit, or within the places of the coarser; unreadable ones as texts."""
    one, other = book.amount(now), book.amount(then)
    if one is None or other is None:
        return bool(book.block.text[now] == book.block.text[then])
    gap = int(book.exponent[now]) - int(book.exponent[then])
    if gap == 0:
        return one == other
    fine, coarse = (one * 10**gap, other) if gap > 0 else (one, other * 10**-gap)
    return bool(2 * abs(fine - coarse) <= 10 ** abs(gap))


# --- findings ---------------------------------------------------------------------------------------------------------


def comparatives(
    extraction: Extraction,
    identities: Sequence[Identity],
    found: Sequence[Finding],
    changed: Sequence[Pair],
    gone: Sequence[int],
    added: Sequence[int],
) -> list[Finding]:
    """The findings with what the previous release says to them, and RL105 for what they leave open.

    ``changed``, ``gone`` and ``added`` are positions of figures; those of the previous release are figures too.
    """
    figures = extraction.figures
    before = dict(changed)
    findings = [_told(one, figures, before, identities) for one in found]
    named = {suspect.figure for one in found for suspect in one.suspects[:1]}
    ties = {one.figures: n for n, one in enumerate(identities) if one.check == COMPARATIVE}
    bearing = _bearing(identities)
    quiet: dict[object, list[int]] = defaultdict(list)
    for now, then in changed:
        if now in named:
            continue
        slip = _slip(extraction.tables, figures, now, then)
        if slip is not None and not any(identities[p].status == "holds" for p in bearing[now]):
            findings.append(_mistyped(figures, now, then, slip, ties[now, then]))
        else:
            quiet[figures[now].period].append(now)
    for members in quiet.values():
        findings.append(_restated(figures, members, before, identities, bearing, ties))
    missing = {(figures[i].label, figures[i].period) for one in found if one.check == "RL104" for i in one.figures}
    findings += _listed(figures, [i for i in gone if (figures[i].label, figures[i].period) not in missing], True)
    findings += _listed(figures, added, False)
    return findings


def _told(
    one: Finding, figures: Sequence[Figure], before: Mapping[int, int], identities: Sequence[Identity]
) -> Finding:
    """A finding with the figures of it that changed since the previous release.

    A relation that held before the change, and of which only a part changed, needs no typist's slip to be an error.
    """
    moved = [i for i in one.figures if i in before]
    if not moved:
        return one
    named = "; ".join(_moved(figures, i, before[i]) for i in moved[:MOST_NAMED])
    rest = len([i for i in one.figures if i not in before])
    others = " The other figures of the relation did not change." if rest else ""
    message = f"{one.message} Since the previous release changed: {named}.{others}"
    broke = rest and any(_held(figures, identities[p], before) for p in one.identities)
    return replace(one, message=message, severity="error" if broke else one.severity)


def _held(figures: Sequence[Figure], identity: Identity, before: Mapping[int, int]) -> bool:
    """Whether a sum that fails held with the previous release's values."""
    if identity.form != "linear" or identity.status != "violated":
        return False
    members = [figures[before.get(i, i)] for i in identity.figures]
    return evaluate_linear(members, range(len(members)), identity.coefficients).status == "holds"


def _moved(figures: Sequence[Figure], now: int, then: int) -> str:
    return f"{figures[now].label} from {figures[then].text} to {figures[now].text}"


def _bearing(identities: Sequence[Identity]) -> Mapping[int, list[int]]:
    """By figure: the sums and quotients, of those reported, in which it stands."""
    found: dict[int, list[int]] = defaultdict(list)
    for position, one in enumerate(identities):
        if one.standing == "confirmed" and one.status in ("holds", "violated") and one.form in PROTECTING:
            for figure in one.members:
                found[figure].append(position)
    return found


def _slip(tables: Sequence[Table], figures: Sequence[Figure], now: int, then: int) -> tuple[Typo, str] | None:
    """How a value may have been mistyped, in a word and in words; None where it just changed."""
    one, other = figures[now].value, figures[then].value
    if not one or not other:
        return None
    if one == -other:
        return "sign", "its sign turned"
    for power, times in TIMES.items():
        if one == other.scaleb(power) or other == one.scaleb(power):
            return "scale", f"{times} times {'as large' if abs(one) > abs(other) else 'smaller'}"
    table, row = figures[now].table, figures[now].row
    if table is None or row is None:
        return None
    for i in tables[table].grid[row]:
        if i is not None and i != now and figures[i].value == one:
            return "stale", f"now the amount of {figures[i].when}"
    return None


def _mistyped(figures: Sequence[Figure], now: int, then: int, slip: tuple[Typo, str], tie: int) -> Finding:
    figure, old = figures[now], figures[then]
    typo, words = slip
    return Finding(
        check=COMPARATIVE,
        name=NAME,
        severity="warning",
        verdict="mismatch",
        message=(
            f"{figure.label} ({figure.when}) is {figure.text} in {figure.whereabouts}, {words}; the previous release "
            f"gave {old.text}. No sum bears the change out."
        ),
        identities=(tie,),
        figures=(now, then),
        suspects=(Suspect(now, CONFIDENT, old.text, old.value or Decimal(0), typo, (tie,)),),
        fingerprint=_fingerprint((now, then), figures),
    )


def _restated(
    figures: Sequence[Figure],
    members: Sequence[int],
    before: Mapping[int, int],
    identities: Sequence[Identity],
    bearing: Mapping[int, Sequence[int]],
    ties: Mapping[tuple[int, ...], int],
) -> Finding:
    """One finding for the values of a period that changed, and what the sums say of the change."""
    whole = {p for i in members for p in bearing[i]}
    failing = sum(identities[p].status == "violated" for p in whole)
    alone = sum(not bearing[i] for i in members)
    said = "no sum speaks of them"
    if whole:
        said = f"{len(whole) - failing} of the {len(whole)} relations they stand in hold"
    if whole and alone:
        said += f"; {alone} of them stand in none"
    named = "; ".join(_moved(figures, i, before[i]) for i in members[:MOST_NAMED])
    more = f"; {len(members) - MOST_NAMED} more" if len(members) > MOST_NAMED else ""
    count = f"{len(members)} values" if len(members) > 1 else "1 value"
    positions = tuple(ties[i, before[i]] for i in members)
    return Finding(
        check=COMPARATIVE,
        name=NAME,
        severity="info",
        verdict="mismatch",
        message=f"{count} of {figures[members[0]].when} changed since the previous release ({said}): {named}{more}.",
        identities=positions,
        figures=tuple(i for member in members for i in (member, before[member])),
        suspects=(),
        fingerprint=_fingerprint(members, figures),
    )


def _listed(figures: Sequence[Figure], members: Sequence[int], are_gone: bool) -> Iterator[Finding]:
    """One finding for each period: what of it is gone, or was added to it."""
    periods: dict[object, list[int]] = defaultdict(list)
    for i in members:
        periods[figures[i].period].append(i)
    severity: Severity = "warning" if are_gone else "info"
    for own in periods.values():
        named = ", ".join(f"{figures[i].label} ({figures[i].text})" for i in own[:MOST_NAMED])
        more = f" and {len(own) - MOST_NAMED} more" if len(own) > MOST_NAMED else ""
        count = f"{len(own)} values" if len(own) > 1 else "1 value"
        what = "that the previous release gave are gone" if are_gone else "that the previous release lacked were added"
        yield Finding(
            check=COMPARATIVE,
            name=NAME,
            severity=severity,
            verdict="mismatch",
            message=f"{count} of {figures[own[0]].when} {what}: {named}{more}.",
            identities=(),
            figures=tuple(own),
            suspects=(),
            fingerprint=_fingerprint(own, figures),
        )


def _fingerprint(members: Sequence[int], figures: Sequence[Figure]) -> str:
    parts = [COMPARATIVE]
    for i in members:
        parts += ["/".join((*figures[i].path, figures[i].label)), str(figures[i].period), figures[i].text]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
