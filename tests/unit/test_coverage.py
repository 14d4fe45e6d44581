"""Coverage against brute force: protection says what an alteration would really betray."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.diagnose.coverage import coverage, protection
from auditor.model.arithmetic import evaluate
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.identity import Identity

systems = st.lists(st.sets(st.integers(min_value=0, max_value=6), min_size=2, max_size=4), max_size=6)


def sums(members: list[set[int]]) -> list[Identity]:
    return [
        Identity("FT101", "structure", "linear", tuple(sorted(m)), tuple(1 for _ in m), None, (), 20.0) for m in members
    ]


@given(systems)
def test_protection_is_what_altering_each_figure_betrays(members: list[set[int]]) -> None:
    betrayed = [tuple(n for n, m in enumerate(members) if figure in m) for figure in range(7)]
    expected = tuple("none" if not b else "locatable" if betrayed.count(b) == 1 else "detectable" for b in betrayed)
    assert protection(7, sums(members)) == expected


def test_latent_identities_protect_nothing() -> None:
    latent = Identity("TI103", "period", "linear", (0, 1), (1, -1), None, (), 0.0, standing="latent")
    assert protection(2, [latent]) == ("none", "none")


def test_a_bound_protects_nothing() -> None:
    bound = Identity("PL102", "structure", "bound", (0, 1), (1, -1), None, (), 10.0)
    assert protection(2, [bound]) == ("none", "none")


# --- small systems of amounts, each altered digit by digit -----------------------------------------------------------

FIGURES = 6
STEPS = (1, 2, 5, 20, 90, 400, 100_000)  # units of the last place; the last is beyond every rounding bound here
SMALL = settings(max_examples=25, deadline=None)


def amount(index: int, mantissa: int, exponent: int) -> Figure:
    return Figure(index, str(mantissa), mantissa, exponent, "USD", "", (), None, None, None, None)


@st.composite
def filings(draw: st.DrawFn) -> tuple[list[Figure], list[Identity]]:
    """Amounts printed to various places, and relations among them that hold as printed."""
    exponents = draw(st.lists(st.integers(0, 2), min_size=FIGURES, max_size=FIGURES))
    mantissas = draw(st.lists(st.integers(-900, 900), min_size=FIGURES, max_size=FIGURES))
    figures = [amount(i, m, e) for i, (m, e) in enumerate(zip(mantissas, exponents, strict=True))]
    identities = []
    for _ in range(draw(st.integers(0, 5))):
        members = tuple(draw(st.lists(st.integers(0, FIGURES - 1), min_size=2, max_size=4, unique=True)))
        coefficients = (*(draw(st.sampled_from((1, -1))) for _ in members[1:]), -1)
        total = members[-1]
        # The total is set to what the parts give, rounded to its place: later relations may move it again.
        parts = sum(
            c * figures[f].mantissa * 10 ** figures[f].exponent
            for f, c in zip(members[:-1], coefficients[:-1], strict=True)
        )
        place = 10 ** figures[total].exponent
        figures[total] = amount(total, (2 * parts + place) // (2 * place), figures[total].exponent)
        identities.append(Identity("FT101", "structure", "linear", members, coefficients, total, (), 20.0))
    holding = [i for i in identities if status(figures, i) == "holds"]
    return figures, holding


def status(figures: list[Figure], identity: Identity) -> str:
    return evaluate(figures, identity.form, identity.figures, identity.coefficients, identity.total).status


def betrayed(figures: list[Figure], identities: list[Identity], index: int) -> tuple[int, ...]:
    """Positions of the relations that some change of the figure alone breaks."""
    found = set()
    for step in STEPS:
        for change in (step, -step):
            altered = list(figures)
            altered[index] = replace(figures[index], mantissa=(figures[index].mantissa or 0) + change)
            found |= {n for n, identity in enumerate(identities) if status(altered, identity) == "violated"}
    return tuple(sorted(found))


def by_brute_force(figures: list[Figure], identities: list[Identity]) -> tuple[str, ...]:
    sets = [betrayed(figures, identities, index) for index in range(len(figures))]
    return tuple("none" if not s else "locatable" if sets.count(s) == 1 else "detectable" for s in sets)


@SMALL
@given(filings())
def test_protection_is_what_changing_the_printed_amounts_shows(filing: tuple[list[Figure], list[Identity]]) -> None:
    figures, identities = filing
    assert protection(len(figures), identities) == by_brute_force(figures, identities)


@SMALL
@given(filings(), st.integers(0, 4))
def test_witnesses_and_skipped_relations_add_no_protection(
    filing: tuple[list[Figure], list[Identity]], chosen: int
) -> None:
    figures, identities = filing
    weak = [
        replace(identity, standing="latent")
        if n == chosen
        else replace(identity, status="skipped")
        if n == chosen + 1
        else replace(identity, guards=False)
        if n == chosen + 2
        else identity
        for n, identity in enumerate(identities)
    ]
    strong = [identity for n, identity in enumerate(identities) if n not in (chosen, chosen + 1, chosen + 2)]
    assert protection(len(figures), weak) == by_brute_force(figures, strong)


@SMALL
@given(filings())
def test_one_relation_more_never_takes_detection_away(filing: tuple[list[Figure], list[Identity]]) -> None:
    figures, identities = filing
    fewer = protection(len(figures), identities[:-1])
    more = protection(len(figures), identities)
    assert all(after != "none" for before, after in zip(fewer, more, strict=True) if before != "none")


@SMALL
@given(st.integers(100, 999), st.integers(2, 99))
def test_a_quotient_protects_all_three_of_its_figures(under: int, quotient: int) -> None:
    figures = [amount(0, under * quotient, 0), amount(1, under, 0), amount(2, quotient, 0)]
    identity = Identity("RT101", "ratio", "ratio", (0, 1), (), 2, (), 20.0)
    assert status(figures, identity) == "holds"
    assert protection(3, [identity]) == by_brute_force(figures, [identity]) == ("detectable",) * 3


@SMALL
@given(filings())
def test_totals_count_the_words(filing: tuple[list[Figure], list[Identity]]) -> None:
    figures, identities = filing
    words = protection(len(figures), identities)
    totals = coverage(Extraction((), tuple(figures)), words)
    assert (totals.figures, totals.locatable) == (len(figures), words.count("locatable"))
    assert totals.detectable == sum(word != "none" for word in words)
