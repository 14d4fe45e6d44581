"""What people write into configurations and baselines: usable, or one line with the file; never a traceback."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gate import baseline
from auditor.gate.equations import EquationError, equation
from auditor.gate.key_lines import key_lines
from auditor.gate.settings import SettingsError, find, read
from tests.fuzz.damage import KINDS, Damage, damaged

SETTINGS = b"""fail-on = "warning"
tolerance = 1
off = ["FT101"]
[severity]
FT101 = "info"
[[paths]]
match = "drafts/**"
min-coverage = 50.0
[paths.severity]
FT101 = "error"
[vocabulary.sales]
labels = ["Turnover (net)", "(gadget+)+$", "[widget"]
[[relations]]
code = "ZZ101"
name = "own-relation"
equation = "gross_profit = sales - cost_of_sales"
[[overrides]]
total = "Total"
parts = ["Cash", "- Debt"]
"""
BASELINE = b"""[[accepted]]
fingerprint = "9f2c"
check = "FT101"
reason = "as the company prints it"
when = 2026-11-22
[[confirmed]]
fingerprint = "a1"
"""
NOT_TOML = (
    b"a = " + b"[" * 20_000,
    b"a = " + b"{a = " * 5_000,
    b"a = " + b"9" * 5_000,
    b"\xff\xfe",
    b"a = 1\nb = \xe9",
)
share = st.floats(0, 1, exclude_max=True)
damages = st.lists(
    st.builds(Damage, st.sampled_from(KINDS), share, share, st.sampled_from((1, 4, 20)), st.integers(0, 999)),
    max_size=3,
)


def complaint(data: bytes, name: str = "auditor.toml") -> str:
    """What is said of a configuration; "" where it can be used."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            find(Path(folder))
            read(path).own()
        except SettingsError as error:
            assert str(error).startswith(str(path))
            assert len(str(error).splitlines()) == 1
            return str(error).removeprefix(str(path))
        return ""


def refusal(data: bytes) -> str:
    """What is said of a baseline; "" where it can be used."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / baseline.NAME
        path.write_bytes(data)
        try:
            baseline.as_toml(baseline.read(path))
        except baseline.BaselineError as error:
            assert str(error).startswith(str(path))
            assert len(str(error).splitlines()) == 1
            return str(error).removeprefix(str(path))
        return ""


def test_what_is_damaged_can_be_used_when_it_is_whole() -> None:
    assert (complaint(SETTINGS), refusal(BASELINE)) == ("", "")


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(damages)
def test_a_damaged_configuration_is_one_line(found: list[Damage]) -> None:
    complaint(damaged(SETTINGS, found, "csv"))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(damages)
def test_a_damaged_baseline_is_one_line(found: list[Damage]) -> None:
    refusal(damaged(BASELINE, found, "csv"))


@pytest.mark.parametrize("data", NOT_TOML, ids=["lists", "tables", "digits", "UTF-16", "Latin-1"])
def test_what_the_parser_gives_up_on_is_one_line(data: bytes) -> None:
    assert complaint(data)
    assert refusal(data)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nauditor = 1", "[[tool]]\na = 1", "[[tool.auditor]]\na = 1"])
def test_a_project_file_of_another_shape_is_survived(text: str) -> None:
    complaint(text.encode(), "pyproject.toml")


def test_a_key_of_two_lines_is_told_in_one() -> None:
    assert complaint(b'x = [\n1]\n"a\\nb\\u001b" = 1').startswith(", line 1: x: there is no such setting")
    assert complaint(b'off = [\n]\n"a\\nb\\u001b" = 1').startswith(", line 3: a b")


def test_two_relations_of_one_code_are_refused() -> None:
    relation = b'[[relations]]\ncode = "ZZ101"\nname = "a-b"\nequation = "gross_profit = sales - cost_of_sales"\n'
    assert complaint(relation * 2).startswith(", line 6: relations.2.code")


def test_a_byte_order_mark_is_passed_over() -> None:
    assert complaint(b"\xef\xbb\xbf" + SETTINGS) == ""


@given(st.text(alphabet="salecot_ =+-*/.0123456789()\n[]$", max_size=60))
def test_any_equation_is_read_or_refused(text: str) -> None:
    try:
        equation(text)
    except EquationError as error:
        assert str(error)


# -- the lines of keys ------------------------------------------------------------------------------------------------

words = st.text(alphabet="ab =[]#'\"\\.\u2028\x85", max_size=8)
basic = words.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
literal = words.map(lambda text: "'" + text.replace("'", "") + "'")
lines = words.map(lambda text: '"""\n[a]\nb = 1 ' + text.replace("\\", "").replace('"', "") + '\n"""')
scalar = st.one_of(basic, literal, lines, st.integers().map(str), st.just("1979-05-27"), st.just("true"))
value = st.one_of(
    scalar,
    st.lists(scalar, max_size=3).map(lambda some: "[\n  " + ",\n  ".join(some) + "  # ]\n]"),
    scalar.filter(lambda one: "\n" not in one).map(lambda one: "{ x = " + one + " }"),
)
key = st.one_of(st.text(alphabet="abc_-1", min_size=1, max_size=5), basic, literal)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(key, value, st.sampled_from(("", "  # a = 1", "\n\n# [b]"))), max_size=6), st.booleans())
def test_every_key_has_its_line(entries: list[tuple[str, str, str]], in_a_table: bool) -> None:
    text, expected = "[t]\n" if in_a_table else "", {}
    for name, said, behind in entries:
        (bare,) = tomllib.loads(f"{name} = 1")
        if bare not in expected:
            expected[bare] = text.count("\n") + 1
            text += f"{name} = {said}{behind}\n"
    document = tomllib.loads(text)
    found = key_lines(text)
    assert set(document["t"] if in_a_table else document) == set(expected)
    assert {name: found.get(("t", name) if in_a_table else (name,)) for name in expected} == expected


def test_lists_of_tables_in_lists_of_tables_are_counted_apart() -> None:
    found = key_lines("[[a]]\n[[a.b]]\nx = 1\n[[a]]\n[[a.b]]\n[[a.b]]\nx = 2\n[a.c]\n")
    assert [found[("a", 0, "b", 0, "x")], found[("a", 1, "b", 1, "x")], found[("a", 1, "c")]] == [3, 7, 8]
