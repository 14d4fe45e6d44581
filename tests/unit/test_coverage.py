"""Coverage against brute force: protection says what an alteration would really betray."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnose.coverage import protection
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
