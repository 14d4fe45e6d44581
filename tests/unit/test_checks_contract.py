"""Every check keeps the contract: its file, its headings, and cases that do as they say."""

from __future__ import annotations

import pytest

from auditor.casebook import extraction_of, printed_tables
from auditor.catalogue import HEADINGS, Check, load_checks
from auditor.identify import catalogue, identify
from auditor.identify.hypothesis import weigh
from auditor.model.document import Document
from auditor.model.identity import Identity
from auditor.relation import Eq, matrix

CHECKS = load_checks()
BY_EQUATION = [check for check in CHECKS.values() if check.shape is not None]
# Cases of links need an instance and its linkbase: test_xbrl_checks.py writes them from the same docstrings; those of
# releases are written as rows of values by test_release_checks.py.
ELSEWHERE = ("equation", "claims", "linkbase", "release")
BY_PASSES = [check for check in CHECKS.values() if check.decided_by not in ELSEWHERE]
# checks that say nothing of a figure that is well
OF_ONE_FIGURE = ("IX101", "IX102", "PL101", "PL103", "PL104", "PL105", "HD105")
SHEET = Document("d1", "case.txt", "text", "", "0" * 64, (0,))


def named(check: Check) -> str:
    return check.code


def judged(check: Check, section: str) -> list[Identity]:
    """The check's own identities over a section's tables."""
    extraction = extraction_of(section)
    return [i for h in catalogue.hypotheses(extraction, {check.code: check}) for i in weigh(extraction.figures, h)]


def audited(check: Check, section: str) -> list[Identity]:
    """What the whole of identification says under the check's code."""
    return [i for i in identify(extraction_of(section), (SHEET,), CHECKS) if i.check == check.code]


def test_the_catalogue_holds_its_checks() -> None:
    assert len(CHECKS) >= 100
    assert len(BY_EQUATION) >= 70


def test_names_are_unique() -> None:
    assert len({check.name for check in CHECKS.values()}) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS.values(), ids=named)
def test_documentation_has_every_heading_in_order(check: Check) -> None:
    assert tuple(check.sections) == HEADINGS


@pytest.mark.parametrize("check", CHECKS.values(), ids=named)
def test_summary_is_one_sentence_that_fits_a_list(check: Check) -> None:
    assert check.summary.endswith(".")
    assert len(check.summary) < 100


@pytest.mark.parametrize("check", CHECKS.values(), ids=named)
def test_failing_and_passing_cases_print_figures(check: Check) -> None:
    for section in (check.fails, check.passes):
        assert printed_tables(section)
        assert extraction_of(section).figures
    assert check.silent


@pytest.mark.parametrize("check", BY_EQUATION, ids=named)
def test_failing_case_is_violated(check: Check) -> None:
    outcomes = [(i.status, i.standing) for i in judged(check, check.fails)]
    # A quotient's few columns may leave it a witness only; a latent check is never more.
    accepted = {"confirmed", "latent"} if check.latent or not isinstance(check.equation, Eq) else {"confirmed"}
    assert any(status == "violated" and standing in accepted for status, standing in outcomes), outcomes


@pytest.mark.parametrize("check", BY_EQUATION, ids=named)
def test_passing_case_holds(check: Check) -> None:
    outcomes = [i.status for i in judged(check, check.passes)]
    assert set(outcomes) == {"holds"}


@pytest.mark.parametrize("check", BY_EQUATION, ids=named)
def test_silent_case_says_nothing(check: Check) -> None:
    assert judged(check, check.silent) == []


@pytest.mark.parametrize("check", [check for check in BY_EQUATION if check.is_expected], ids=named)
def test_silent_case_of_an_expected_relation_wants_one_line(check: Check) -> None:
    from auditor.identify import catalogue as engine

    reasons = [
        i.reason for sheet in engine.sheets_of(extraction_of(check.silent)) for i in engine.wanting(check, sheet)
    ]
    assert [reason for reason in reasons if reason and reason.startswith("no line was found for")]


@pytest.mark.parametrize("check", BY_PASSES, ids=named)
def test_failing_case_is_violated_by_the_passes(check: Check) -> None:
    assert "violated" in {i.status for i in audited(check, check.fails)}


@pytest.mark.parametrize("check", BY_PASSES, ids=named)
def test_passing_case_holds_by_the_passes(check: Check) -> None:
    outcomes = [i for i in audited(check, check.passes) if i.standing == "confirmed" or check.severity == "info"]
    assert "holds" in {i.status for i in outcomes} or check.code in OF_ONE_FIGURE
    assert "violated" not in {i.status for i in outcomes if i.standing == "confirmed"}


@pytest.mark.parametrize("check", BY_PASSES, ids=named)
def test_silent_case_is_not_reported_by_the_passes(check: Check) -> None:
    reported = [i for i in audited(check, check.silent) if i.status == "violated" and i.standing == "confirmed"]
    assert reported == []


@pytest.mark.parametrize("check", BY_EQUATION, ids=named)
def test_shape_is_what_sympy_makes_of_the_equation(check: Check) -> None:
    import sympy

    shape, equation = check.shape, check.equation
    assert shape is not None
    assert equation is not None
    if isinstance(equation, Eq):
        coefficients, symbols = matrix([equation])
        by_name = dict(zip((str(s) for s in symbols), coefficients, strict=True))
        ours = {str(o): c for o, c in zip(shape.operands, shape.coefficients, strict=True)}
        assert ours == by_name or ours == {name: -c for name, c in by_name.items()}
    else:
        over, under, total = (sympy.Symbol(str(o)) for o in shape.all_operands)
        assert equation.sympy() == sympy.Eq(over / under, total, evaluate=False)
