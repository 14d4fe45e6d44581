"""Findings: failing identities gathered by the figure that explains them. One misprint, one finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from auditor.diagnose.continuity import Continuity
from auditor.diagnose.decode import Explanation, explanations
from auditor.diagnose.docket import Docket, Reading
from auditor.diagnose.habits import improbable, inexact, rounded_coarser, shared_slips
from auditor.diagnose.reprinting import decimal_of, printed
from auditor.diagnose.together import CLOSE, Joint, better, exchanges, mended, overlapping
from auditor.diagnose.wording import leaving_out, message, misreading, remark, together
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.finding import SEVERITIES, Finding, Severity, Suspect, Typo, Verdict
from auditor.model.identity import Identity
from auditor.model.typist import surprise

LEAST_CONFIDENCE = 0.04  # suspects below are not worth a reviewer's look
MOST_SUSPECTS = 5
MOST_PROGRAMMES = 8  # groups of a filing for which the smallest repair is sought
JOINTLY = 0.9  # that figures are wrong together is never quite sure
SURE_TIE = 8.0  # bits from which a tie that fails beside a repeated amount is worth a warning, if never an error
OVERWHELMING = 20.0  # bits of evidence from which an unexplained failure stays an error


def findings(
    extraction: Extraction, identities: Sequence[Identity], names: Mapping[str, str]
) -> tuple[list[Finding], set[int]]:
    """(findings, dismissed): all findings, most serious first, and positions of failures that are nobody's misprint.

    ``names`` maps a check's code to its name. A dismissed identity is one that does not apply: to be taken as latent.
    """
    figures = extraction.figures
    open_positions = [
        p for p, identity in enumerate(identities) if identity.status == "violated" and identity.standing == "confirmed"
    ]
    off = inexact(figures, identities)
    if not open_positions and not off:
        return [], set()
    doubted, exacting = improbable(figures, identities)
    if doubted:
        identities = [_doubted(one) if p in doubted else one for p, one in enumerate(identities)]
        off = [p for p in off if p not in doubted]
    docket = Docket(figures, identities, exacting)
    dismissed = rounded_coarser(figures, identities, open_positions)
    open_positions = sorted({*open_positions, *doubted} - dismissed)
    continuity = Continuity(extraction.tables, figures)
    unread = frozenset(table.index for table in extraction.tables if table.unread)
    found: list[Finding] = []
    for exchange in exchanges(docket, open_positions):
        if set(exchange.settles) <= set(open_positions) and better(
            exchange, explanations(docket, exchange.settles, continuity)
        ):
            found.append(_together(docket, [exchange], names))
            open_positions = [p for p in open_positions if p not in exchange.settles]
    programmes = MOST_PROGRAMMES
    for group in _connected(identities, open_positions):
        while group:
            ranked = explanations(docket, group, continuity)
            sums = len(group) > 1 and any(identities[p].origin != "tie" for p in group)  # ties that fail rarely apply
            if programmes and sums and not _is_mended(ranked):
                programmes -= 1
                joints = mended(docket, group, continuity)
                if joints and better(joints[0], ranked):
                    found.append(_together(docket, joints, names))
                    group = [p for p in group if p not in joints[0].settles]
                    continue
            if len(group) > 1 and _is_mended(ranked) and (joints := overlapping(docket, group, ranked[0], continuity)):
                found.append(_together(docket, joints, names))
                group = [p for p in group if p not in joints[0].settles]
                continue
            finding, closed = _finding(docket, group, ranked, names, unread)
            if finding is not None:
                found.append(finding)
            else:
                dismissed |= closed
            group = [p for p in group if p not in closed]
    for figure, reading, positions in shared_slips(docket, off):
        if not set(positions) <= set(off):
            continue  # another figure of the same sums has been told of
        found.append(_shared(docket, figure, reading, positions, names))
        off = [p for p in off if p not in positions]
    found += [_remark(docket, position, names) for position in off]
    order = {severity: rank for rank, severity in enumerate(reversed(SEVERITIES))}
    return sorted(found, key=lambda f: (order[f.severity], figures[f.figures[0]].line or 0)), dismissed


def _shared(
    docket: Docket,
    figure: int,
    reading: Reading,
    positions: tuple[int, ...],
    names: Mapping[str, str],
) -> Finding:
    """Two sums or more off by the same small difference, which one figure explains: rounding hardly does."""
    identity = docket.identities[positions[0]]
    typo, bits = surprise(docket.figures[figure].mantissa or 0, reading.mantissa)
    suspects = _suspects(docket, [Explanation(figure, reading, typo, positions, (), (), -bits)])
    return Finding(
        check=identity.check,
        name=names.get(identity.check, identity.check),
        severity="warning",
        verdict="mismatch",
        message=message(docket.figures, identity, suspects),
        identities=positions,
        figures=tuple(dict.fromkeys(f for p in positions for f in docket.identities[p].members)),
        suspects=suspects,
        fingerprint=fingerprint(docket.figures, identity),
    )


def _is_mended(ranked: Sequence[Explanation]) -> bool:
    """Whether one slip in one figure explains a failure, and breaks nothing."""
    return bool(ranked) and ranked[0].typo != "other" and not ranked[0].breaks


def _together(docket: Docket, joints: Sequence[Joint], names: Mapping[str, str]) -> Finding:
    """One finding for figures that are wrong together; where several repairs are as good, for all that they name.

    Each suspect's confidence is the share of the repairs that name it: they do not add to one.
    """
    close = [joint for joint in joints if joints[0].weight - joint.weight < CLOSE]
    settles = sorted({p for joint in close for p in joint.settles})
    shares = [2.0 ** (joint.weight - joints[0].weight) for joint in close]
    named: dict[int, tuple[float, Reading, Typo]] = {}
    for joint, share in zip(close, shares, strict=True):
        for index, reading, typo in joint.readings:
            so_far, first, kind = named.get(index, (0.0, reading, typo))
            named[index] = (so_far + share / sum(shares), first, kind)
    suspects = tuple(
        Suspect(
            figure=index,
            confidence=round(JOINTLY * confidence, 3),
            suggested_text=printed(docket.figures[index], reading),
            suggested_value=decimal_of(reading.mantissa, reading.exponent),
            typo=typo,
            settles=tuple(settles),
        )
        for index, (confidence, reading, typo) in sorted(named.items(), key=lambda item: (-item[1][0], item[0]))
    )
    identity = docket.identities[_leading(docket.identities, set(settles), suspects)]
    return Finding(
        check=identity.check,
        name=names.get(identity.check, identity.check),
        severity=max((docket.identities[p].severity for p in settles), key=SEVERITIES.index),
        verdict="mismatch",
        message=together(docket.figures, identity, suspects, len(settles), len(close)),
        identities=tuple(settles),
        figures=tuple(dict.fromkeys(f for p in settles for f in docket.identities[p].members)),
        suspects=suspects,
        fingerprint=fingerprint(docket.figures, identity),
    )


def _doubted(identity: Identity) -> Identity:
    """A sum within the rounding bound, taken to fail: rounding is a less likely cause than a misprint."""
    return replace(identity, status="violated", severity="warning")


def _remark(docket: Docket, position: int, names: Mapping[str, str]) -> Finding:
    """A sum within the rounding bound, in a filing that otherwise foots to the digit."""
    identity = docket.identities[position]
    return Finding(
        check=identity.check,
        name=names.get(identity.check, identity.check),
        severity="info",
        verdict="mismatch",
        message=remark(docket.figures, identity),
        identities=(position,),
        figures=identity.members,
        suspects=(),
        fingerprint=fingerprint(docket.figures, identity),
    )


def _connected(identities: Sequence[Identity], positions: Sequence[int]) -> list[list[int]]:
    """Failing identities that share figures, directly or through others, stand in one group."""
    owner: dict[int, int] = {}
    parent = {p: p for p in positions}

    def root(p: int) -> int:
        while parent[p] != p:
            parent[p] = parent[parent[p]]
            p = parent[p]
        return p

    for p in positions:
        for figure in identities[p].members:
            if figure in owner:
                parent[root(p)] = root(owner[figure])
            else:
                owner[figure] = p
    groups: dict[int, list[int]] = {}
    for p in positions:
        groups.setdefault(root(p), []).append(p)
    return list(groups.values())


def _finding(
    docket: Docket,
    group: Sequence[int],
    ranked: Sequence[Explanation],
    names: Mapping[str, str],
    unread: frozenset[int],
) -> tuple[Finding | None, set[int]]:
    """The weightiest finding of a group of failing identities, and the identities it accounts for.

    ``unread`` are tables that hold a number nobody could place: what no slip explains there is blamed on reading.
    """
    identities = docket.identities
    if not ranked:
        closed = {group[0]}
        suspects: tuple[Suspect, ...] = ()
        severity = identities[group[0]].severity
        best = None
    else:
        best = ranked[0]
        closed = set(best.settles) & set(group)
        suspects = _suspects(docket, [e for e in ranked if set(e.settles) & closed])
        severity = max((identities[p].severity for p in closed), key=SEVERITIES.index)
        severity = _concerted(severity, best, [identities[p] for p in closed])
        bits = max(identities[p].bits for p in closed)
        claimed = any(identities[p].origin == "prose" for p in closed)  # words are not mistyped digit by digit
        tied = all(identities[p].origin == "tie" for p in closed)
        tempered = severity if claimed else _tempered(severity, best, bits, tied)
        if tempered is None and any(identities[p].origin == "linkbase" for p in closed):
            tempered = min(severity, "warning", key=SEVERITIES.index)  # its own links say so, whoever is at fault
        if tempered is None:
            return None, closed
        severity = tempered
        if all(_one_unit_apart(docket, p) for p in closed) and not any(_mends_sum(docket, e) for e in ranked):
            severity = "info"
    leading = _leading(identities, closed, suspects)
    figures = tuple(dict.fromkeys(f for p in sorted(closed) for f in identities[p].members))
    identity = identities[leading]
    misread = (best is None or best.typo == "other") and any(docket.figures[f].table in unread for f in figures)
    if misread:
        suspects, severity = (), min(severity, "warning", key=SEVERITIES.index)
    finding = Finding(
        check=identity.check,
        name=names.get(identity.check, identity.check),
        severity=severity,
        verdict=_verdict(docket, identity, misread, suspects),
        message=_message(docket, leading, suspects, misread),
        identities=tuple(sorted(closed)),
        figures=figures,
        suspects=suspects,
        fingerprint=fingerprint(docket.figures, identity),
    )
    return finding, closed


def _message(docket: Docket, position: int, suspects: Sequence[Suspect], misread: bool) -> str:
    """What fails and what was meant; where no slip explains it, the line that would, were it among the parts."""
    identity = docket.identities[position]
    slipped = bool(suspects) and suspects[0].typo != "other"
    omitted = None if slipped else docket.left_out(position)
    if omitted is not None:
        return leaving_out(docket.figures, identity, docket.figures[omitted])
    if misread:
        return misreading(docket.figures, identity)
    return message(docket.figures, identity, suspects, docket.exact_besides(position))


def _leading(identities: Sequence[Identity], closed: set[int], suspects: Sequence[Suspect]) -> int:
    """Of the failing identities the one to speak of: the gravest, surest, and if it may be, that of the suspect."""
    first = suspects[0].figure if suspects else None

    def rank(position: int) -> tuple[int, float, bool, int]:
        identity = identities[position]
        return SEVERITIES.index(identity.severity), identity.bits, identity.total == first is not None, -position

    return max(closed, key=rank)


def _one_unit_apart(docket: Docket, position: int) -> bool:
    """Whether it is a fact printed twice, or a total of one line, one unit of its last place apart.

    Roundings are adjusted so that each table foots by itself: the same amount may differ by one between two of them,
    which is worth a remark unless a sum that is off by that unit takes sides (see `_mends_sum`).
    """
    identity = docket.identities[position]
    if identity.origin not in ("tie", "structure") or identity.form != "equal" or identity.residual is None:
        return False
    place = max(docket.figures[f].exponent for f in identity.members)
    return abs(identity.residual) <= Decimal(1).scaleb(place)


def _mends_sum(docket: Docket, explanation: Explanation) -> bool:
    """Whether the reading makes a sum exact that holds only within rounding as printed."""
    at = explanation.figure
    return any(
        docket.is_linear(p)
        and len(docket.identities[p].figures) > 2
        and docket.balance(p).twice
        and docket.outcome(p, at, explanation.reading)[1]
        for p in docket.held[at]
    )


def _verdict(docket: Docket, identity: Identity, misread: bool, suspects: Sequence[Suspect]) -> Verdict:
    """A doubt that leaves the amount as it is (a comma, a stray space) is one of hygiene, not of plausibility."""
    if misread:
        return "suspect-extraction"
    if identity.form != "bound" or identity.origin in ("linkbase", "prose"):
        return "mismatch"
    same = all(s.suggested_value == docket.figures[s.figure].value for s in suspects)
    return "hygiene" if same and len(identity.figures) == 1 else "plausibility"


def _concerted(severity: Severity, best: Explanation, settled: Sequence[Identity]) -> Severity:
    """Two relations, not both ties, that one slip settles, breaking nothing, bear each other out."""
    alone = len(settled) < 2 or all(identity.origin in ("tie", "prose") for identity in settled)
    return severity if alone or best.typo == "other" or best.breaks else "error"


def _tempered(severity: Severity, best: Explanation, bits: float, tied: bool) -> Severity | None:
    """A failure that no slip explains, or whose repair breaks what holds, is likelier a relation that does not apply.

    One step down for either; overwhelming evidence outweighs one step. Where all that fails are ties, twice the steps:
    two facts of like name are common, and their difference is nobody's misprint. One more for a repeated amount, unless
    it would leave no word of a tie that is sure.
    None: not worth a word.
    """
    steps = (best.typo == "other") + bool(best.breaks)
    is_stale = best.typo == "stale" and (bits < SURE_TIE or severity == "error")
    steps = 2 * steps + is_stale if tied else steps - (bits >= OVERWHELMING)
    left = SEVERITIES.index(severity) - max(0, steps)
    return None if left < 0 or (left == 0 and steps > 0 and severity == "warning") else SEVERITIES[left]


def _suspects(docket: Docket, ranked: Sequence[Explanation]) -> tuple[Suspect, ...]:
    """Explanations as suspects, with confidences that share one unit among them."""
    top = ranked[0].weight
    shares = [2.0 ** max(-60.0, e.weight - top) for e in ranked]
    whole = sum(shares)
    found = []
    for explanation, share in list(zip(ranked, shares, strict=True))[:MOST_SUSPECTS]:
        confidence = share / whole
        if confidence < LEAST_CONFIDENCE:
            break
        figure = docket.figures[explanation.figure]
        value = explanation.reading.mantissa
        found.append(
            Suspect(
                figure=explanation.figure,
                confidence=round(confidence, 3),
                suggested_text=printed(figure, explanation.reading, docket.lost_grouping(explanation.figure)),
                suggested_value=decimal_of(value, explanation.reading.exponent),
                typo=explanation.typo,
                settles=tuple(sorted((*explanation.settles, *explanation.witnesses))),
            )
        )
    return tuple(found)


def fingerprint(figures: Sequence[Figure], identity: Identity) -> str:
    """Stable under edits elsewhere: the check, and each member's label path, period and printed value."""
    parts = [identity.check]
    for index in identity.members:
        figure = figures[index]
        parts += ["/".join((*figure.path, figure.label)), str(figure.period), figure.text]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
