"""Findings in a controller's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Context, Decimal

from auditor.diagnose.told_words import is_told, told_failure
from auditor.model.arithmetic import quotient_scale
from auditor.model.figure import Figure
from auditor.model.finding import Suspect
from auditor.model.identity import Identity

LIKELIER = 0.5  # confidence from which a figure is said to be probably wrong
AHEAD = 0.15  # by so much it must be more suspect than the next
EXHAUSTIVE = 0.85  # confidences that suspects must have together to be all that there are
LONGEST_NAME = 60  # characters of a label in a sentence
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
    return f"{label} ({figure.when})" if figure.period else label


def amount(value: Decimal) -> str:
    """An exact decimal with grouping, for reading: "1,234.50", "-12"; no zeros after a whole number."""
    return f"{value.to_integral_value():,f}" if value == value.to_integral_value() else f"{value:,f}"


def printed_scale(value: Decimal, figure: Figure) -> str:
    """A difference in the units the figure is printed in: 90, not 90,000, beside "152,231" thousand."""
    scale = figure.exponent + figure.places - figure.zeros
    shown = value.scaleb(-scale, context=WIDE)
    rounded = shown.quantize(Decimal(1).scaleb(-figure.places), context=WIDE)
    return amount(rounded if rounded == shown else shown)


def message(figures: Sequence[Figure], identity: Identity, suspects: Sequence[Suspect], exact: int = 0) -> str:
    """One sentence for what fails, one for what was probably meant, or for all that may have been.

    ``suspects`` come most suspected first. ``exact`` is how many other sums foot to the digit, where only that speaks
    against rounding.
    """
    failure = _failure(figures, identity)
    if exact:
        failure += f" Rounding could explain so small a difference, but {exact} other sums here foot to the digit."
    if not suspects and len(identity.members) == 1:
        return failure  # it says itself which figure it doubts
    if suspects and suspects[0].suggested_text == figures[suspects[0].figure].text:
        return failure  # its digits stand as they are: what is said around them differs
    if suspects and not stands_out(suspects):
        return f"{failure} {_one_of(figures, identity, suspects)}"
    return f"{failure} {_meant(figures, identity, suspects[0] if suspects else None)}"


def stands_out(suspects: Sequence[Suspect]) -> bool:
    """Whether the first suspect is likelier right than not, and clearly more suspect than the next."""
    first = suspects[0].confidence
    second = suspects[1].confidence if len(suspects) > 1 else 0.0
    return first > LIKELIER and first - second >= AHEAD


def _one_of(figures: Sequence[Figure], identity: Identity, suspects: Sequence[Suspect]) -> str:
    """For figures of which several explain a failure about as well."""
    near = [s for s in suspects if s.confidence * 3 >= suspects[0].confidence and s.typo != "other"]
    if not near and figures[suspects[0].figure].table is not None:
        return "No single slip of a typist explains this, and nothing points at one figure: two may be wrong."
    if not near:
        return _meant(figures, identity, suspects[0])
    if len(near) == 1:
        name = _suspected(figures, identity, near[0])
        return f"Perhaps {name} should read {near[0].suggested_text}; others would explain it too."
    named = "; ".join(_alternatives(figures, near))
    if sum(s.confidence for s in near) > EXHAUSTIVE:
        return f"One of {len(near)} figures is likely wrong: {named}."
    return f"One figure is likely wrong, perhaps one of these: {named}."


def _alternatives(figures: Sequence[Figure], suspects: Sequence[Suspect]) -> list[str]:
    """ "1,500 for 1,506 (Inventories)" for each suspect; its place where its label alone would not tell which it is."""
    labels = Counter(figures[s.figure].label for s in suspects)
    found = []
    for suspect in suspects:
        figure = figures[suspect.figure]
        alone = figure.label and labels[figure.label] == 1
        name = shortened(figure.label) if alone else _place(figure).strip()
        found.append(f"{figure.text} for {suspect.suggested_text}{f' ({name})' if name else ''}")
    return found


def _suspected(figures: Sequence[Figure], identity: Identity, suspect: Suspect) -> str:
    """A suspect as printed, by name unless the failure has named it already, and its place."""
    figure = figures[suspect.figure]
    named = identity.form in ("equal", "bound") or suspect.figure == identity.total
    name = "" if named or not figure.label else f" ({shortened(figure.label)})"
    return f"{figure.text}{name}{_place(figure)}"


def shortened(label: str) -> str:
    """A label of at most `LONGEST_NAME` characters, cut at a word."""
    if len(label) <= LONGEST_NAME:
        return label
    return label[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def together(
    figures: Sequence[Figure], identity: Identity, suspects: Sequence[Suspect], failures: int, repairs: int
) -> str:
    """For figures that are wrong together. ``failures`` they explain; ``repairs`` that do so equally well."""
    named = [f"{figures[s.figure].text}{_place(figures[s.figure])}" for s in suspects]
    if suspects[0].typo == "swap":
        return f"{_failure(figures, identity)} Probably {_listed(named)} have changed places."
    meant = [f"{_suspected(figures, identity, s)} for {s.suggested_text}" for s in suspects]
    others = f" and the {failures - 1} other failure{'s' * (failures > 2)} beside it" if failures > 1 else ""
    start = f"{_failure(figures, identity)} No single figure explains this{others}"
    if repairs > 1:
        return f"{start}, and {repairs} repairs are as good as one another: among {_listed(meant)}."
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
    if is_told(figures, identity):
        return told_failure(figures, identity)
    if identity.form == "bound" and len(identity.figures) == 1:
        figure = figures[identity.figures[0]]
        return f"{name_of(figure)} is printed as {figure.text}: {identity.reason or 'not plausible'}."
    if identity.form == "bound":
        part, whole = (figures[f] for f in identity.figures)
        if identity.reason and part.table is None and whole.table is None:  # the ends of a range
            place = _place(part).strip()
            return f"{place[:1].upper()}{place[1:]}, {identity.reason}." if place else f"{identity.reason}."
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
                f"{f' {identity.reason}.' if identity.reason else ''}"
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


def _meant(figures: Sequence[Figure], identity: Identity, suspect: Suspect | None) -> str:
    if suspect is None:
        return "Nothing points at one figure."
    figure = figures[suspect.figure]
    if suspect.typo == "other" and figure.table is None:
        return f"One of the two is wrong: the sentence would have to say {suspect.suggested_text}."
    name = _suspected(figures, identity, suspect)
    if suspect.typo == "other":
        likeliest = f"if one figure is wrong it is likeliest {name}, for {suspect.suggested_text}"
        return f"No single slip of a typist explains this; {likeliest}."
    if suspect.typo == "scale" and " " not in figure.text:  # no scale word was written
        return (
            f"Probably {name} should read {suspect.suggested_text}: "
            f"given in another scale than its table, a thousandfold off."
        )
    same_digits = _digits(suspect.suggested_text) == _digits(figure.text)
    slip = "a comma, bracket or space misprinted" if same_digits and suspect.typo == "omission" else SLIPS[suspect.typo]
    return f"Probably {name} should read {suspect.suggested_text}: {slip}."


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
