"""An identity as an equation: plain ("f7 + f8 = f9") and in MathML.

The relation's shape is set here once; what stands for a figure (its id, its label, its printed number) is the
caller's, who gives a function from a figure's index to text or markup. Linear forms need no algebra system, so
none is imported to print them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape

from auditor.model.identity import Form, Identity

Atom = Callable[[int], str]
NAMESPACE = "http://www.w3.org/1998/Math/MathML"


def figure_id(index: int) -> str:
    """A figure's id in the report document, from its position."""
    return f"f{index + 1}"


def plain(identity: Identity, atom: Atom = figure_id) -> str:
    """The relation in one line of text: ``f7 + f8 + f9 = f12``."""
    return _relation(identity, atom, _Plain())


def mathml(identity: Identity, atom: Atom | None = None, *, block: bool = False) -> str:
    """The relation as a ``<math>`` element. ``atom`` returns MathML that is already escaped; by default the ids."""
    body = _relation(identity, atom or (lambda index: f"<mi>{figure_id(index)}</mi>"), _Markup())
    display = ' display="block"' if block else ""
    return f'<math xmlns="{NAMESPACE}"{display}><mrow>{body}</mrow></math>'


def by_ids(identity: Identity) -> tuple[str, str]:
    """The relation among ids, plain and as ``<math>``: ``("f7 + f8 = f9", "<math …>")``."""
    figures = identity.figures
    place = None if identity.total is None else figures.index(identity.total) if identity.total in figures else -1
    text, markup = _shape(identity.form, identity.coefficients, len(figures), place)
    ids = [figure_id(index) for index in figures]
    if identity.total is not None and place == -1:
        ids.append(figure_id(identity.total))
    return text.format(*ids), markup.format(*ids)


@lru_cache(maxsize=4096)
def _shape(form: Form, coefficients: tuple[int, ...], size: int, place: int | None) -> tuple[str, str]:
    """The relation of a shape, set once, with fields for the ids; filings repeat few shapes many times.

    ``place`` is where the total stands among the ``size`` figures, -1 where it stands apart, None where there is none.
    """
    total = size if place == -1 else place
    identity = Identity("", "", form, tuple(range(size)), coefficients, total, (), 0.0)
    return plain(identity, lambda k: f"{{{k}}}"), mathml(identity, lambda k: f"<mi>{{{k}}}</mi>")


def label_atom(label: str) -> str:
    """A figure's label as MathML text."""
    return f"<mtext>{escape(label)}</mtext>"


def number_atom(text: str) -> str:
    """A printed number as MathML, brackets and all: it is shown as the filing shows it."""
    return f"<mn>{escape(text)}</mn>"


class _Plain:
    """Sets a relation as text."""

    def operator(self, sign: str) -> str:
        return f" {sign} "

    def unary_minus(self) -> str:
        return "−"

    def number(self, value: int) -> str:
        return str(value)

    def times(self) -> str:
        return "×"

    def over(self) -> str:
        return "/"

    def group(self, body: str) -> str:
        return f"({body})"

    def fraction(self, above: str, below: str, compound: bool) -> str:
        return f"{self.group(above) if compound else above} / {below}"

    def plausible(self, body: str) -> str:
        return f"{body} is plausible"


class _Markup:
    """Sets a relation as presentation MathML."""

    def operator(self, sign: str) -> str:
        return f'<mo form="infix" lspace="0.25em" rspace="0.25em">{escape(sign)}</mo>'

    def unary_minus(self) -> str:
        return '<mo form="prefix">−</mo>'

    def number(self, value: int) -> str:
        return f"<mn>{value}</mn>"

    def times(self) -> str:
        return "<mo>×</mo>"

    def over(self) -> str:
        return "<mo>/</mo>"

    def group(self, body: str) -> str:
        return f"<mrow><mo>(</mo>{body}<mo>)</mo></mrow>"

    def fraction(self, above: str, below: str, compound: bool) -> str:
        return f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>"

    def plausible(self, body: str) -> str:
        return f"{body}<mspace width='0.4em'/><mtext>is plausible</mtext>"


def _relation(identity: Identity, atom: Atom, ink: _Plain | _Markup) -> str:
    names = [atom(index) for index in identity.figures]
    total = atom(identity.total) if identity.total is not None else ""
    match identity.form:
        case "linear" | "equal":
            left, right = _sides(identity, atom)
            return _sum(left, ink) + ink.operator("=") + _sum(right, ink)
        case "ratio":
            return _factor(identity, ink) + ink.fraction(names[0], names[1], False) + ink.operator("=") + total
        case "change":
            above = names[0] + ink.operator("−") + names[1]
            return _factor(identity, ink) + ink.fraction(above, names[1], True) + ink.operator("=") + total
        case "average":
            above = ink.operator("+").join(names)
            return ink.fraction(above, ink.number(len(names)), len(names) > 1) + ink.operator("=") + total
        case "bound":
            return names[0] + ink.operator("≤") + names[1] if len(names) > 1 else ink.plausible(names[0])


def _factor(identity: Identity, ink: _Plain | _Markup) -> str:
    """What a quotient is multiplied by before it is printed: 100 where a bare 12.5 stands for 12.5 %."""
    over, under = (*identity.coefficients, 1, 1)[:2]
    if over == under:
        return ""
    return (ink.number(over) if under == 1 else f"{ink.number(over)}{ink.over()}{ink.number(under)}") + ink.times()


def _sides(identity: Identity, atom: Atom) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The parts on the left and the total on the right; without a total, added terms left and taken ones right."""
    terms = list(zip(identity.coefficients, identity.figures, strict=True))
    if identity.total in identity.figures:
        own = next(coefficient for coefficient, figure in terms if figure == identity.total)
        sign = -1 if own > 0 else 1
        parts = [(sign * c, atom(f)) for c, f in terms if f != identity.total]
        return parts, [(abs(own), atom(identity.total))]
    left = [(c, atom(f)) for c, f in terms if c > 0]
    right = [(-c, atom(f)) for c, f in terms if c < 0]
    if len(left) == 2 and not right:  # the same fact printed once with its sign turned round
        return left[:1], [(-left[1][0], left[1][1])]
    return left, right


def _sum(terms: list[tuple[int, str]], ink: _Plain | _Markup) -> str:
    if not terms:
        return ink.number(0)
    out: list[str] = []
    for position, (coefficient, name) in enumerate(terms):
        if position:
            out.append(ink.operator("+" if coefficient > 0 else "−"))
        elif coefficient < 0:
            out.append(ink.unary_minus())
        if abs(coefficient) != 1:
            out.append(ink.number(abs(coefficient)) + ink.times())
        out.append(name)
    return "".join(out)


def segments(identity: Identity, atom: Atom) -> list[str]:
    """The relation as several ``<math>`` elements, one a term, so that a long sum can break over lines.

    A browser does not break inside one formula. ``atom`` is as for ``mathml``.
    """
    ink = _Markup()
    if identity.form not in ("linear", "equal"):
        return [_math(_relation(identity, atom, ink))]
    left, right = _sides(identity, atom)
    out = [_sum([term], ink) if not place else _following(term, ink) for place, term in enumerate(left)]
    ending = _sum([right[0]], ink) if right else ink.number(0)
    out = out or [ink.number(0)]
    out.append(ink.operator("=") + ending)
    out.extend(_following(term, ink) for term in right[1:])
    return [_math(piece) for piece in out]


def side_by_side(identity: Identity, atom: Atom) -> list[str]:
    """A number of identification against the same number elsewhere: its parts with hyphens between, not a sum."""
    left, right = (dict.fromkeys(name for _, name in side) for side in _sides(identity, atom))
    hyphen = '<mo lspace="0" rspace="0">-</mo>'
    return [_math(hyphen.join(left) + _Markup().operator("=") + hyphen.join(right))]


def _following(term: tuple[int, str], ink: _Plain | _Markup) -> str:
    """A term that is not the first: its sign is an operator between two operands."""
    coefficient, name = term
    sign = ink.operator("+" if coefficient > 0 else "−")
    return sign + _sum([(abs(coefficient), name)], ink)


def _math(body: str) -> str:
    return f'<math xmlns="{NAMESPACE}" displaystyle="true"><mrow>{body}</mrow></math>'
