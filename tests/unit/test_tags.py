"""Printed figures against their tags, and against other figures of the same fact."""

from __future__ import annotations

from dataclasses import replace

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
    digits = int(text.replace(",", ""))
    typed = replace(first, text=text, mantissa=digits, fact=len(extraction.facts))
    own = replace(extraction.facts[first.fact], text=text, mantissa=digits)
    return replace(extraction, figures=(typed, *extraction.figures[1:]), facts=(*extraction.facts, own))


def test_one_fact_printed_twice_alike_holds() -> None:
    assert {i.status for i in ties(extraction_of(TWICE.format("11,990")))} == {"holds"}


def test_one_fact_printed_as_two_amounts_is_violated() -> None:
    assert [i.status for i in ties(retold("11,909"))] == ["violated", "holds"]


def test_a_single_slip_between_two_copies_is_an_error() -> None:
    [violated] = [i for i in ties(retold("11,909")) if i.status == "violated"]
    assert (violated.standing, violated.severity) == ("confirmed", "error")


def test_a_figure_that_disagrees_with_its_own_tag_ties_nothing() -> None:
    assert [i.status for i in ties(extraction_of(TWICE.format("11,909")))] == ["holds"]


LONE = """
Costs

| label | 2003 |
| Wages |    7 |

As tagged

| label | 2003 |
| Wages |    7 |
"""


def test_a_lone_fact_ties_nothing() -> None:
    assert ties(extraction_of(LONE)) == []


SIGNS = """
Statements of Income (in thousands)

| label    | 2003 | 2002 | 2001 |
| Interest | {page[0]} | {page[1]} | {page[2]} |

As tagged (in thousands)

| label    | 2003 | 2002 | 2001 |
| Interest | {tags[0]} | {tags[1]} | {tags[2]} |
"""


def signs(page: str, tags: str) -> list[Identity]:
    return doubts(SIGNS.format(page=page.split(), tags=tags.split()))


def test_brackets_lost_in_one_column_are_doubted() -> None:
    [doubt] = signs("54 (33) (87)", "(54) (33) (87)")
    assert (doubt.check, doubt.meant) == ("IX102", (-54, 3))


def test_a_line_that_prints_the_opposite_of_its_tags_is_not_doubted() -> None:
    assert signs("(54) (33) (87)", "54 33 87") == []


def test_a_line_whose_amounts_change_their_sign_with_their_tags_is_not_doubted() -> None:
    assert signs("54 (33) 87", "54 (33) 87") == []


def test_two_columns_of_unlike_signs_do_not_tell_which_is_wrong() -> None:
    assert signs("54 (33) --", "(54) (33) --") == []


SIZES = """
Statements of Income (in thousands)

| label | 2003 | 2002 |
| Wages | 411 | 317 |
| Rent  | 421 | 327 |
| Other | 431 | 337 |

As tagged (in thousands)

| label | 2003 | 2002 |
| Wages | 411 | 317 |
| Rent  | {rent} | 327 |
| Other | 431 | {other} |
"""


def test_a_scale_off_in_one_tag_is_doubted_and_says_by_how_much() -> None:
    [doubt] = doubts(SIZES.format(rent="421,000", other="337"))
    assert (doubt.check, doubt.meant) == ("IX101", None)
    assert "1,000 times more" in (doubt.reason or "")


def test_many_scales_off_are_a_misreading() -> None:
    assert doubts(SIZES.format(rent="421,000", other="337,000")) == []
