"""Printed figures against their tags, and against other figures of the same fact."""

from __future__ import annotations

from auditor.casebook import extraction_of
from auditor.identify.hypothesis import weigh
from auditor.identify.tags import hypotheses, identities
from auditor.model.audit import Extraction
from auditor.model.identity import Identity

TWICE = """
Statements of Income (in thousands)

| label      |   2003 |   2002 |
| Net income | {0} |  8,005 |
| Net sales  | 84,723 | 79,836 |

Statements of Cash Flows (in thousands)

| label      |   2003 |   2002 |
| Net income | 11,990 |  8,005 |

As tagged (in thousands)

| label      |   2003 |   2002 |
| Net income | 11,990 |  8,005 |
| Net sales  | 84,723 | 79,836 |
"""


def ties(extraction: Extraction) -> list[Identity]:
    return [i for h in hypotheses(extraction) for i in weigh(extraction.figures, h)]


def doubts(section: str) -> list[Identity]:
    return list(identities(extraction_of(section)))


def retold(text: str) -> Extraction:
    """One fact printed twice; where the first copy is mistyped, its tag is so as well, as on a page."""
    extraction = extraction_of(TWICE.format("11,990"))
    first = extraction.figures[0]
    assert first.fact is not None
    fact = extraction.facts[first.fact]
    digits = int(text.replace(",", ""))
    typed = (
        extraction.figures[0].__class__(
            **{**{n: getattr(first, n) for n in first.__slots__}, "text": text, "mantissa": digits, "fact": 4}
        ),
        *extraction.figures[1:],
    )
    own = fact.__class__(**{**{n: getattr(fact, n) for n in fact.__slots__}, "text": text, "mantissa": digits})
    return Extraction(extraction.tables, typed, facts=(*extraction.facts, own))


def test_one_fact_printed_twice_alike_holds() -> None:
    assert {i.status for i in ties(extraction_of(TWICE.format("11,990")))} == {"holds"}


def test_one_fact_printed_as_two_amounts_is_violated() -> None:
    assert [i.status for i in ties(retold("11,909"))] == ["violated", "holds"]


def test_a_single_slip_between_two_copies_is_an_error() -> None:
    [violated] = [i for i in ties(retold("11,909")) if i.status == "violated"]
    assert (violated.standing, violated.severity) == ("confirmed", "error")


def test_a_figure_that_disagrees_with_its_own_tag_ties_nothing() -> None:
    assert [i.status for i in ties(extraction_of(TWICE.format("11,909")))] == ["holds"]


def test_a_lone_fact_ties_nothing() -> None:
    assert ties(extraction_of("Costs\n\n| label | 2003 |\n| Wages | 7 |\n\nAs tagged\n\n| label | 2003 |\n| Wages | 7 |")) == []


SIGNS = """
Statements of Income (in thousands)

| label    | 2003 | 2002 | 2001 |
| Interest | {0} | (33) | (87) |

As tagged (in thousands)

| label    | 2003 | 2002 | 2001 |
| Interest | {1} | {2} | {2} |
"""


def test_brackets_lost_in_one_column_are_doubted() -> None:
    [doubt] = doubts(SIGNS.format("54", "(54)", "(33)").replace("(33) |\n", "(87) |\n"))
    assert (doubt.check, doubt.meant) == ("IX102", (-54, 3))


def test_a_line_that_prints_the_opposite_of_its_tags_is_not_doubted() -> None:
    assert doubts(SIGNS.format("(54)", "54", "33").replace("33 |\n", "87 |\n")) == []


def test_two_columns_of_unlike_signs_do_not_tell_which_is_wrong() -> None:
    section = "Income\n\n| label | 2003 | 2002 |\n| Interest | 54 | (33) |\n\nAs tagged\n\n| label | 2003 | 2002 |\n| Interest | (54) | (33) |"
    assert doubts(section) == []


def test_a_scale_off_in_one_tag_names_the_amount_it_states() -> None:
    rows = "\n".join(f"| Line {n} | 4{n}1 | 3{n}7 |" for n in "abc".replace("a", "1").replace("b", "2").replace("c", "3"))
    page = f"Income (in thousands)\n\n| label | 2003 | 2002 |\n{rows}\n"
    tagged = f"As tagged (in thousands)\n\n| label | 2003 | 2002 |\n{rows.replace('421', '421,000')}\n"
    [doubt] = doubts(page + "\n" + tagged)
    assert (doubt.check, doubt.meant) == ("IX101", (421, 6))
    assert "1,000 times more" in (doubt.reason or "")
