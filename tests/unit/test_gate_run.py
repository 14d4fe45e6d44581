"""The gate over real files: what counts, what is passed over, what is stale, and what could not be audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from auditor.extract.vocabulary import by_key, vocabulary
from auditor.gate.baseline import Baseline, Entry, read
from auditor.gate.gating import Policy, as_entries, filings, gate
from auditor.gate.outcome import CLEAN, FOUND, NOT_AUDITED, Run
from auditor.gate.settings import Configuration
from auditor.gate.settings import read as configured

ROOT = Path(__file__).resolve().parents[2]
HECLA = ROOT / "examples" / "hecla-2014-01-29-as-released.txt"
RIGHT = ROOT / "examples" / "hecla-2014-01-29-corrected.txt"


def run(
    paths: Sequence[Path],
    settings: str = "",
    entries: Sequence[Entry] = (),
    folder: Path | None = None,
    least: float | None = None,
) -> Run:
    configuration = Configuration()
    if folder is not None:
        (folder / "auditor.toml").write_text(settings, encoding="utf-8")
        configuration = configured(folder / "auditor.toml")
    return gate(filings([str(path) for path in paths]), Policy(configuration, Baseline(tuple(entries)), least=least))


@pytest.fixture
def a_little_off(tmp_path: Path, release_text: str) -> Path:
    """A release with a subtotal five units of its last place too high, beyond what rounding of its parts allows."""
    path = tmp_path / "q3.txt"
    path.write_text(release_text.replace("152,231", "152,236"), encoding="utf-8")
    return path


@pytest.fixture
def transposed(tmp_path: Path, release_text: str) -> Path:
    path = tmp_path / "q3.txt"
    path.write_text(release_text.replace("152,231", "152,321"), encoding="utf-8")
    return path


def test_a_finding_closes_the_gate() -> None:
    assert run([HECLA, RIGHT]).status == FOUND


def test_a_filing_that_is_right_passes() -> None:
    assert run([RIGHT]).status == CLEAN


def test_what_could_not_be_audited_is_never_clean(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert run([RIGHT, tmp_path / "empty.txt"]).status == NOT_AUDITED


def test_a_path_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    (gated,) = run([tmp_path / "none.txt"]).filings
    assert gated.failure is not None and gated.failure[0] == "unreadable"


def test_the_suspect_is_placed_to_the_column() -> None:
    (gated,) = run([HECLA]).filings
    place = gated.points[0].amounts[0].place
    line = HECLA.read_text(encoding="utf-8").splitlines()[(place.line or 0) - 1]
    assert place.column is not None and place.end_column is not None
    assert line[place.column - 1 : place.end_column - 1] == gated.points[0].amounts[0].text


def test_offsets_are_those_of_the_file() -> None:
    (gated,) = run([HECLA]).filings
    text = HECLA.read_text(encoding="utf-8")
    assert {text[one.place.start : one.place.end] for one in gated.points[0].amounts} == {
        one.text for one in gated.points[0].amounts
    }


def test_an_accepted_finding_is_passed_over_and_nothing_else(transposed: Path) -> None:
    before = run([HECLA, transposed])
    (first, *_) = as_entries(before, "known", "me", date(2026, 1, 1))
    after = run([HECLA, transposed], entries=[first])
    open_before = {point.fingerprint for filing in before.filings for point in filing.open}
    open_after = {point.fingerprint for filing in after.filings for point in filing.open}
    assert open_before - open_after == {first.fingerprint}
    assert after.status == FOUND


def test_a_confirmed_finding_stays_open() -> None:
    (gated,) = run([HECLA]).filings
    entry = Entry("confirmed", gated.points[0].fingerprint)
    assert run([HECLA], entries=[entry]).status == FOUND


def test_an_entry_that_matches_nothing_any_more_is_stale() -> None:
    entries = as_entries(run([HECLA]), "known", "me", date(2026, 1, 1))
    there = [Entry("accepted", entry.fingerprint, reason="r") for entry in entries]
    assert (run([HECLA], entries=there).stale, run([RIGHT], entries=there).stale) == ((), tuple(there))


def test_an_entry_of_a_file_that_is_not_gated_is_not_judged() -> None:
    entry = Entry("accepted", "aaaaaa", reason="r", file="elsewhere/q1.txt")
    assert run([RIGHT], entries=[entry]).stale == ()


def test_an_entry_is_not_stale_where_its_filing_could_not_be_audited(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    entry = Entry("accepted", "aaaaaa", reason="r", file="empty.txt")
    assert run([tmp_path / "empty.txt"], entries=[entry]).stale == ()


def test_a_baseline_survives_an_edit_elsewhere(transposed: Path) -> None:
    entries = as_entries(run([transposed]), "known", "me", date(2026, 1, 1))
    transposed.write_text("A paragraph that was put in.\n\n" + transposed.read_text(encoding="utf-8"), encoding="utf-8")
    assert run([transposed], entries=entries).status == CLEAN


def test_too_little_covered_closes_the_gate() -> None:
    (gated,) = run([RIGHT], least=99).filings
    assert (gated.is_short, gated.status) == (True, FOUND)


def test_a_tolerance_in_units_of_the_last_place_passes_what_it_names(tmp_path: Path, a_little_off: Path) -> None:
    plain, tolerant = run([a_little_off]), run([a_little_off], "tolerance = 4\n", folder=tmp_path)
    assert (plain.count("error") + plain.count("warning") > 0, tolerant.status) == (True, CLEAN)
    assert tolerant.standing("tolerated") > 0


def test_a_tolerance_passes_nothing_larger(tmp_path: Path, transposed: Path) -> None:
    assert run([transposed], "tolerance = 3\n", folder=tmp_path).status == FOUND


def test_a_check_that_is_off_is_silent(tmp_path: Path, transposed: Path) -> None:
    (found,) = {point.check for filing in run([transposed]).filings for point in filing.open}
    assert run([transposed], f'off = ["{found}"]\n', folder=tmp_path).status == CLEAN


def test_a_severity_may_be_lowered(tmp_path: Path, transposed: Path) -> None:
    (found,) = {point.check for filing in run([transposed]).filings for point in filing.open}
    gated = run([transposed], f'[severity]\n{found} = "warning"\n', folder=tmp_path)
    assert (gated.status, gated.count("warning")) == (CLEAN, 1)


def test_a_path_may_have_a_policy_of_its_own(tmp_path: Path, transposed: Path) -> None:
    gated = run([transposed], '[[paths]]\nmatch = "q3.txt"\nfail-on = "never"\n', folder=tmp_path)
    assert (gated.status, gated.count("error")) == (CLEAN, 1)


TABLE = """
                          EXAMPLE COMPANY
                    Statements of Operations
                         (in thousands)

                                     2003          2002
                                  -------       -------
Deliveries to customers            26,441        23,114
Cost of sales                      19,417        17,020
Segment result                      {0}         6,094
"""
OWN = """\
[vocabulary.sales]
labels = ["Deliveries to customers"]

[vocabulary.segment_profit]
labels = ["Segment result"]
in = ["any", "income_statement"]

[[relations]]
code = "OW101"
name = "segment-result-does-not-tie"
equation = "segment_profit = sales - cost_of_sales"
"""


def test_a_users_relation_over_a_users_labels_is_tested(tmp_path: Path) -> None:
    path = tmp_path / "q3.txt"
    path.write_text(TABLE.format("7,042"), encoding="utf-8")
    (gated,) = run([path], OWN, folder=tmp_path).filings
    assert [(point.check, point.amounts[0].text, point.suggested) for point in gated.open] == [
        ("OW101", "7,042", "7,024")
    ]


def test_a_users_labels_are_forgotten_with_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "q3.txt"
    path.write_text(TABLE.format("7,042"), encoding="utf-8")
    run([path], OWN, folder=tmp_path)
    run([path])
    assert ("segment_profit" in vocabulary(), "customer delivery" in by_key()) == (False, False)


def test_a_spelling_learnt_from_a_users_label_is_forgotten_with_it(tmp_path: Path) -> None:
    from auditor.model.own import Own
    from auditor.pipeline import audit_file

    path = tmp_path / "q3.txt"
    path.write_text(TABLE.format("7,024").replace("Segment result", "Gadgetwondrs held"), encoding="utf-8")
    own = Own({"gadgets": {"labels": ["Gadgetwonders held"], "in": ["any", "income_statement"], "unit": "money"}})
    bound = [
        "gadgets" in {figure.concept for figure in audit_file(path, own=one).extraction.figures}
        for one in (Own(), own, Own(), own)
    ]
    assert bound == [False, True, False, True]


def test_a_data_set_in_a_folder_is_one_release(tmp_path: Path) -> None:
    for name in ("sub.txt", "num.txt", "pre.txt"):
        (tmp_path / "below" / "q2").mkdir(parents=True, exist_ok=True)
        (tmp_path / "below" / "q2" / name).touch()
    (tmp_path / "a.txt").touch()
    assert [Path(path).name for path in filings([str(tmp_path)])] == ["a.txt", "q2"]


LAID_OUT = """
                          EXAMPLE COMPANY
                          Balance Sheets
                         (in thousands)

                                     2003          2002
                                  -------       -------
Cash                                1,204         1,106
Allowance                             115            98
Inventories                           311           298
                                  -------       -------
Total current assets                {0}         1,306
"""
PIN = """\
[[overrides]]
table = "balance sheets"
total = "Total current assets"
parts = ["Cash", "- Allowance", "Inventories"]
"""


def test_a_pinned_total_foots_as_the_user_says(tmp_path: Path) -> None:
    path = tmp_path / "q3.txt"
    path.write_text(LAID_OUT.format("1,400"), encoding="utf-8")
    (gated,) = run([path], PIN, folder=tmp_path).filings
    assert ([one.check for one in gated.tested if one.violated], sum(one.holds for one in gated.tested)) == ([], 2)


def test_a_pinned_total_that_fails_is_found(tmp_path: Path) -> None:
    path = tmp_path / "q3.txt"
    path.write_text(LAID_OUT.format("1,040"), encoding="utf-8")
    (gated,) = run([path], PIN, folder=tmp_path).filings
    assert [(point.amounts[0].text, point.severity) for point in gated.open] == [("1,040", "error")]


def test_a_pin_whose_line_is_not_there_says_so(tmp_path: Path) -> None:
    from auditor.model.own import Own, Pin
    from auditor.pipeline import audit_file

    path = tmp_path / "q3.txt"
    path.write_text(LAID_OUT.format("1,400"), encoding="utf-8")
    pin = Pin("*", "Balance", "Total current assets", (("Cash", 1), ("Goodwill", 1)), "auditor.toml:1")
    reasons = [one.reason for one in audit_file(path, own=Own(pins=(pin,))).identities if one.status == "skipped"]
    assert [reason for reason in reasons if reason and "auditor.toml:1" in reason and "“Goodwill”" in reason]


def test_directories_are_searched_and_each_file_is_taken_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).touch()
    found = filings([str(tmp_path), str(tmp_path / "a.txt")])
    assert [Path(path).name for path in found] == ["a.txt", "b.txt"]


def test_entries_written_accept_all_that_was_open(tmp_path: Path, transposed: Path) -> None:
    from auditor.gate.baseline import write

    first = run([transposed, HECLA])
    write(tmp_path / "baseline.toml", as_entries(first, "known", "me", date(2026, 1, 1)))
    assert run([transposed, HECLA], entries=read(tmp_path / "baseline.toml")).status == CLEAN
