"""Findings in a controller's words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from auditor.model.arithmetic import quotient_scale
from auditor.model.figure import Figure
from auditor.model.finding import Suspect
from auditor.model.identity import Identity

WIDE = Context(prec=100)  # no quotient of printed figures has more digits

SLIPS = {
    "transposition": "two digits transposed",
    "substitution": "one digit mistyped",
    "omission": "a digit left out",
    "insertion": "a digit typed twice or too many",
    "sign": "a sign or its brackets lost or added",
    "scale": "a wrong scale word",
    "stale": "another period's amount repeated",
    "swap": "swapped with its neighbour",
    "other": "no single slip of a typist",
}


def name_of(figure: Figure) -> str:
    """What to call a figure: its label, or the section it closes, with the period where known."""
    label = figure.label or (f"The unlabelled total under '{figure.path[-1].rstrip(':')}'" if figure.path else "")
    label = label or ("An unlabelled total" if figure.table is not None else "An amount in the text")
    return f"{label} ({figure.period})" if figure.period else label


def amount(value: Decimal) -> str:
    """An exact decimal with grouping, for reading: "1,234.50", "-12"; no zeros after a whole number."""
    return f"{value.to_integral_value():,f}" if value == value.to_integral_value() else f"{value:,f}"


def printed_scale(value: Decimal, figure: Figure) -> str:
    """A difference in the units the figure is printed in: 90, not 90,000, beside "152,231" thousand."""
    scale = figure.exponent + figure.places - figure.zeros
    return amount(value.scaleb(-scale)) if scale else amount(value)


def message(figures: Sequence[Figure], identity: Identity, suspect: Suspect | None) -> str:
    """One sentence for what fails, one for what was probably meant."""
    if suspect is None and len(identity.members) == 1:
        return _failure(figures, identity)  # it says itself which figure it doubts
    if suspect is not None and suspect.suggested_text == figures[suspect.figure].text:
        return _failure(figures, identity)  # its digits stand as they are: what is said around them differs
    return f"{_failure(figures, identity)} {_meant(figures, suspect)}"


def together(
    figures: Sequence[Figure], identity: Identity, suspects: Sequence[Suspect], failures: int, repairs: int
) -> str:
    """For figures that are wrong together. ``failures`` they explain; ``repairs`` that do so equally well."""
    named = [f"{figures[s.figure].text}{_place(figures[s.figure])}" for s in suspects]
    if suspects[0].typo == "swap":
        return f"{_failure(figures, identity)} Probably {_listed(named)} have changed places."
    meant = [f"{name} for {s.suggested_text}" for name, s in zip(named, suspects, strict=True)]
    start = f"{_failure(figures, identity)} No single figure explains this and the other {failures - 1} it fails with"
    if failures == 1:
        start = f"{_failure(figures, identity)} No single figure explains this"
    if repairs > 1:
        return f"{start}, and several repairs are as good as one another: among {_listed(meant)}."
    return f"{start}; together these do: {_listed(meant)}."


def _listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def leaving_out(figures: Sequence[Figure], identity: Identity, omitted: Figure) -> str:
    """For a total that differs from its parts by the amount of a line that is not among them."""
    line = f"{omitted.label}, {omitted.text}" if omitted.label else f"the line of {omitted.text}"
    return (
        f"{_failure(figures, identity)} The difference is {line}{_place(omitted)}, which is not among the parts added."
    )


def misreading(figures: Sequence[Figure], identity: Identity) -> str:
    """For a failure in a table that holds a number nobody could place."""
    return f"{_failure(figures, identity)} A number of this table could not be read: the reading may be at fault."


def remark(figures: Sequence[Figure], identity: Identity) -> str:
    """For a sum that holds only within rounding."""
    return f"{_failure(figures, identity)} Rounding explains that, but the filing's other sums foot to the digit."


def _failure(figures: Sequence[Figure], identity: Identity) -> str:
    if identity.form == "bound" and len(identity.figures) == 1:
        figure = figures[identity.figures[0]]
        return f"{name_of(figure)} is printed as {figure.text}: {identity.reason or 'not plausible'}."
    if identity.form == "bound":
        part, whole = (figures[f] for f in identity.figures)
        times = Decimal(-identity.coefficients[1]) / identity.coefficients[0]
        if times != 1:
            return f"{name_of(part)} is {part.text}, more than {times} times {name_of(whole)}, {whole.text}."
        return f"{name_of(part)} is {part.text}, more than {name_of(whole)}, {whole.text}, of which it is a part."
    if identity.form == "equal":
        one, other = (figures[f] for f in identity.figures)
        if one.table is None and other.table is not None:
            return (
                f"The sentence{_place(one)} says {one.text}{_of(one)}, but {name_of(other)} "
                f"is printed as {other.text}{_place(other)}."
            )
        return (
            f"{name_of(one)} is {one.text}{_place(one)}, but {other.text}{_place(other)}"
            f"{'' if one.label == other.label else f' as {other.label!r}'}."
        )
    total = figures[identity.total if identity.total is not None else identity.members[-1]]
    if identity.form == "linear":
        return _linear(figures, identity, total)
    return _computed(figures, identity, total)


def _computed(figures: Sequence[Figure], identity: Identity, total: Figure) -> str:
    """For a quotient, a change or a mean: what it is printed as, and what its figures give."""
    places = Decimal(1).scaleb(total.exponent)
    if identity.form == "average":
        value = sum((figures[f].value or Decimal(0) for f in identity.figures), Decimal(0)) / len(identity.figures)
        result = printed_scale(value.quantize(places, context=WIDE), total)
        return f"{name_of(total)} is {total.text}, but its {len(identity.figures)} figures average {result}."
    over, under = (figures[f] for f in identity.figures[:2])
    given = "is not what is printed, rounding allowed for"
    if over.value is not None and under.value:
        numerator, denominator = quotient_scale(identity.coefficients, total)
        value = (over.value / under.value - (identity.form == "change")) * numerator / denominator
        given = f"is {printed_scale(value.quantize(places, context=WIDE), total)}"
    if identity.form == "change":
        of = f"of {over.label}" if over.label == under.label else f"from {under.label} to {over.label}"
        return f"{name_of(total)} is {total.text}, but the change {of} from {under.text} to {over.text} {given}."
    parts = f"{over.text} ({over.label}) divided by {under.text} ({under.label})"
    return f"{name_of(total)} is {total.text}, but {parts} {given}."


def _linear(figures: Sequence[Figure], identity: Identity, total: Figure) -> str:
    signed = zip(identity.figures, identity.coefficients, strict=True)
    own = next((c for f, c in zip(identity.figures, identity.coefficients, strict=True) if f == total.index), -1)
    parts = [(figures[f], c * (-1 if own > 0 else 1)) for f, c in signed if f != total.index]
    finest = min(figures[f].exponent for f in identity.figures)
    added = sum((c * (f.value or Decimal(0)) for f, c in parts), Decimal(0)) / abs(own)
    mixed = any(c < 0 for _, c in parts)
    residual = abs(identity.residual or Decimal(0))
    if any(figures[f].exponent != total.exponent for f in identity.figures) and finest != total.exponent:
        shown, gap = amount(added), amount(residual)
    else:
        shown, gap = printed_scale(added, total), printed_scale(residual, total)
    verb = "its parts, signs considered, come to" if mixed else "its parts add to"
    return f"{name_of(total)} is {total.text}, but {verb} {shown} (difference {gap})."


def _of(figure: Figure) -> str:
    """What a sentence's amount is of, as far as the sentence was understood."""
    if figure.unit == "USD/share":
        return " a share"
    return f" of {figure.label}" if figure.label else ""


def _place(figure: Figure) -> str:
    where = figure.whereabouts
    return f" {'on' if where.startswith('line') else 'in'} {where}" if where else ""


def _meant(figures: Sequence[Figure], suspect: Suspect | None) -> str:
    if suspect is None:
        return "Nothing points at one figure."
    figure = figures[suspect.figure]
    if suspect.typo == "other" and figure.table is None:
        return f"One of the two is wrong: the sentence would have to say {suspect.suggested_text}."
    if suspect.typo == "other":
        return f"If one figure is wrong it is likeliest {figure.text}{_place(figure)}, for {suspect.suggested_text}."
    if suspect.typo == "scale" and " " not in figure.text:  # no scale word was written
        return (
            f"Probably {figure.text}{_place(figure)} should read {suspect.suggested_text}: "
            f"given in another scale than its table, a thousandfold off."
        )
    same_digits = suspect.suggested_value.copy_abs() == abs(figure.value or 0)
    slip = "a comma or a bracket left out" if same_digits and suspect.typo == "omission" else SLIPS[suspect.typo]
    return f"Probably {figure.text}{_place(figure)} should read {suspect.suggested_text}: {slip}."
