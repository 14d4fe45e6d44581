"""The baseline: written and read back whole, complained of with its file, matched by fingerprint and file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.gate.baseline import Baseline, BaselineError, Entry, as_toml, read, write
from auditor.model.path_pattern import place_of

WORDS = st.text(max_size=40)
ENTRIES = st.lists(
    st.builds(
        Entry,
        kind=st.sampled_from(["accepted", "confirmed"]),
        fingerprint=st.text(alphabet="0123456789abcdef", min_size=6, max_size=40),
        check=WORDS,
        reason=WORDS.map(lambda words: f"because {words}"),
        who=WORDS,
        when=st.none() | st.dates(),
        file=WORDS,
        decision=st.sampled_from(["", "accepted", "tool", "confirmed"]),
        message=WORDS,
    ),
    max_size=6,
)


def told(entry: Entry) -> tuple[object, ...]:
    words = (entry.check, entry.reason, entry.who, entry.file, entry.message)
    kept = [one.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for one in words]
    return (entry.kind, entry.fingerprint, entry.when, entry.decision, *kept)


@given(ENTRIES)
def test_what_is_written_is_read_back(entries: list[Entry]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baseline.toml"
        write(path, entries)
        assert list(map(told, read(path))) == list(map(told, entries))


def test_an_entry_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    write(path, [Entry("accepted", "aaa111", reason="one"), Entry("confirmed", "bbb222")])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[entry.line - 1] for entry in read(path)] == ["[[accepted]]", "[[confirmed]]"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[accepted]]\nfingerprint = 'a'\n", "without a reason"),
        ("[[accepted]]\nreason = 'r'\n", "no fingerprint"),
        ("[[accepted]]\nfingerprint = 'a'\nreason = 'r'\nwho_ = 'x'\n", "no key 'who_'"),
        ("[[accepted]]\nfingerprint = 'a'\nreason = 'r'\nwhen = '2026-01-01'\n", "a date without quotes"),
        ("[[accepted]]\nfingerprint = 'a'\nreason = 'r'\ndecision = 'maybe'\n", "accepted, tool or confirmed"),
        ("accepted = 3\n", "must be a list"),
        ("[[acepted]]\nfingerprint = 'a'\n", "line 1: there is no 'acepted'"),
        ("[[accepted]\n", "line 1"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=said) as raised:
        read(path)
    assert str(path) in str(raised.value)


def test_the_reports_export_is_a_baseline(tmp_path: Path) -> None:
    path = tmp_path / "baseline.toml"
    path.write_text(
        '# Findings reviewed by hand.\nfile = "q3.txt"\ntool = "auditor 0.1.0"\n\n[[accepted]]\nfingerprint = "ab"\n'
        'check = "FT101"\nreason = "r"\nwho = ""\nwhen = 2026-11-22\ndecision = "tool"\nmessage = "m"\n',
        encoding="utf-8",
    )
    assert [(entry.fingerprint, entry.decision, entry.when) for entry in read(path)] == [
        ("ab", "tool", date(2026, 11, 22))
    ]


@pytest.mark.parametrize(
    ("file", "path", "is_of"),
    [
        ("", "a/b.txt", True),
        ("b.txt", "a/b.txt", True),
        ("a/b.txt", "./a/b.txt", True),
        ("a/b.txt", "/home/x/a/b.txt", True),
        ("b.txt", "a/cb.txt", False),
        ("x/b.txt", "b.txt", False),
    ],
)
def test_an_entry_speaks_of_its_file(file: str, path: str, is_of: bool) -> None:
    assert Entry("accepted", "a", file=file).is_of(place_of(path)) is is_of


def test_an_accepted_entry_goes_before_a_confirmed_one() -> None:
    both = [Entry("confirmed", "a", file="b.txt"), Entry("accepted", "a", reason="r")]
    found = Baseline(tuple(both)).entry_for("b.txt", "a")
    assert found is not None and found.kind == "accepted"


def test_an_empty_baseline_is_one() -> None:
    assert as_toml([]).startswith("#")
