"""The configuration: what it says, where it says it, and how it complains."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.catalogue import load_checks
from auditor.gate.equations import EquationError, equation
from auditor.gate.settings import Configuration, SettingsError, find, meet, read
from auditor.model.path_pattern import matches, place_of

WHOLE = """\
fail-on = "warning"
min-coverage = 40
tolerance = 1
off = ["PL103"]
baseline = "ci/baseline.toml"

[severity]
CL101 = "info"

[[paths]]
match = "drafts/**"
fail-on = "never"

[paths.severity]
FT101 = "warning"

[vocabulary.sales]
labels = ["Deliveries to customers"]

[vocabulary.segment_profit]
labels = ["Segment result"]
in = ["any"]

[[relations]]
code = "OW101"
name = "segment-profit-does-not-tie"
equation = "segment_profit = sales - cost_of_sales"

[[overrides]]
file = "q3*.txt"
table = "Balance Sheets"
total = "Total current assets"
parts = ["Cash", "- Allowance"]
"""


def configured(tmp_path: Path, text: str, name: str = "auditor.toml") -> Configuration:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = configured(tmp_path, WHOLE).settings
    assert (settings.fail_on, settings.min_coverage, settings.tolerance, settings.off) == ("warning", 40, 1, ("PL103",))
    own = configured(tmp_path, WHOLE).own()
    assert ([check.code for check in own.relations], [pin.parts for pin in own.pins], sorted(own.vocabulary)) == (
        ["OW101"],
        [(("Cash", 1), ("Allowance", -1))],
        ["sales", "segment_profit"],
    )


def test_a_path_has_the_policy_of_its_pattern(tmp_path: Path) -> None:
    configuration = configured(tmp_path, WHOLE)
    draft, other = configuration.rules("drafts/q3.txt"), configuration.rules("q3.txt")
    assert (draft.fail_on, dict(draft.severity)) == ("never", {"CL101": "info", "FT101": "warning"})
    assert (other.fail_on, dict(other.severity), other.is_on("PL103")) == ("warning", {"CL101": "info"}, False)


def test_it_says_where_a_setting_is_written(tmp_path: Path) -> None:
    configuration = configured(tmp_path, WHOLE)
    places = [configuration.place(*key).rpartition(":")[2] for key in (("tolerance",), ("severity", "CL101"))]
    assert (places, configuration.place("only")) == (["3", "8"], "default")


def test_it_may_stand_in_pyproject(tmp_path: Path) -> None:
    configuration = configured(tmp_path, '[project]\nname = "x"\n[tool.auditor]\nfail-on = "never"\n', "pyproject.toml")
    assert (configuration.settings.fail_on, configuration.place("fail-on")[-2:]) == ("never", ":4")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\nfailon = 'error'\n", 2, "no such setting"),
        ("fail-on = 'sometimes'\n", 1, "fail-on"),
        ("min-coverage = 140\n", 1, "min-coverage"),
        ("off = ['FT1']\n", 1, "no check's code"),
        ("off = ['FT999']\n", 1, "no check FT999"),
        ("[severity]\nFT101 = 'grave'\n", 2, "severity.FT101"),
        ("[[paths]]\nfail-on = 'never'\n", 1, "match"),
        ("[[paths]]\nmatch = 'a'\n\n[[paths]]\nmatch = 'b'\ntolerance = -1\n", 6, "paths.2.tolerance"),
        ("[vocabulary.segment_profit]\nlabels = ['x']\n", 1, "no known concept"),
        ("[[relations]]\ncode = 'FT101'\nname = 'x'\nequation = 'sales = sales'\n", 2, "built-in check"),
        ("[[relations]]\ncode = 'OW101'\nname = 'x'\nequation = 'sales = import(os)'\n", 4, "'(os)' is no"),
        ("[[relations]]\ncode = 'OW101'\nname = 'x'\nequation = 'sales = cost_of_wonder'\n", 4, "cost_of_wonder"),
        ("tolerance = 1 1\n", 1, "line 1"),
        ("min-coverage = true\n", 1, "min-coverage"),
        ("[columns]\nwobble = 'x'\n", 2, "no such role"),
        ("[vocabulary.eps_basic]\nlabels = ['Profit a share']\n", 1, "by rule"),
        ("[vocabulary.sales]\nlabels = ['2003']\n", 2, "no word"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        configuration = configured(tmp_path, text)
        meet(configuration, load_checks())
    assert f"line {line}" in str(raised.value) and said in str(raised.value) and "auditor.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_nearest_configuration_is_found(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").touch()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find(below) == tmp_path / "auditor.toml"


def test_the_search_ends_at_a_repository(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").touch()
    below = tmp_path / "a"
    (below / ".git").mkdir(parents=True)
    assert find(below) is None


def test_a_pyproject_without_a_table_of_ours_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").touch()
    below = tmp_path / "a"
    below.mkdir()
    (below / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert find(below) == tmp_path / "auditor.toml"


@pytest.mark.parametrize(
    ("text", "form", "coefficients"),
    [
        ("gross_profit = sales - cost_of_sales", "linear", (1, -1, -1)),
        ("sales - cost_of_sales = gross_profit", "linear", (1, -1, -1)),
        ("total_assets = 2*total_liabilities + total_equity", "linear", (2, 1, -1)),
        ("eps_basic = net_income / shares_basic", "ratio", ()),
    ],
)
def test_an_equation_is_read(text: str, form: str, coefficients: tuple[int, ...]) -> None:
    shape = equation(text).shape()
    assert (shape.form, shape.coefficients) == (form, coefficients)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a = b = c", "a + b = c + d", "a = __import__('os')", "a = b c", "a = b +", "a = b ** 9", "a = a-a"],
)
def test_what_is_no_equation_is_refused(text: str) -> None:
    with pytest.raises(EquationError):
        equation(text)


@pytest.mark.parametrize(
    ("path", "pattern", "met"),
    [
        ("drafts/q3.txt", "drafts/*", True),
        ("a/drafts/b/q3.txt", "drafts/**", True),
        ("q3.txt", "*.txt", True),
        ("a/q3.txt", "q3.txt", True),
        ("aq3.txt", "q3.txt", False),
        ("2010q2.zip#0001", "2010q2.zip#*", True),
        ("x/r.csv#Alder", "x/*.csv", True),
        ("drafts/q3.txt", "./drafts/**", True),
        ("a/b.txt", "a/**/b.txt", True),
        ("a/c/d/b.txt", "a/**/b.txt", True),
        ("a/c/b.txt", "a/*.txt", False),
        ("q3[1].txt", "q3[1].txt", True),
    ],
)
def test_a_pattern_meets_a_path(path: str, pattern: str, met: bool) -> None:
    assert matches(place_of(path), pattern) is met


def test_a_path_is_known_however_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = configured(tmp_path, '[[paths]]\nmatch = "drafts/**"\nfail-on = "never"\n')
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir(tmp_path / "drafts")
    typed = ("bad.txt", "./bad.txt", "../drafts/bad.txt", str(tmp_path / "drafts" / "bad.txt"))
    assert {configuration.rules(path).fail_on for path in typed} == {"never"}


def test_what_is_written_inline_has_a_place_too(tmp_path: Path) -> None:
    configuration = configured(tmp_path, '\nseverity = {CL101 = "info"}\n')
    assert configuration.place("severity", "CL101").endswith(":2")


def test_a_new_concept_may_be_written_inline(tmp_path: Path) -> None:
    text = '[vocabulary]\nsegment_profit = {labels = ["Segment result"], in = ["any"]}\n'
    assert list(configured(tmp_path, text).own().vocabulary) == ["segment_profit"]
