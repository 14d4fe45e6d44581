"""Writes the tables of weights in ``docs/evidence.md`` from the constants in the code and the comments beside them.

    make docs        or        python docs/generate_weights.py

The weights are tuned against filings; a page that repeated them by hand would go stale. A test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.identify.told.verdict import GAPS, LEAST_POWER
from auditor.model.typist import STRAY, SURPRISE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evidence.md"
MODULES = {
    "weighing": "auditor/identify/hypothesis.py",
    "page": "auditor/identify/page_cues.py",
    "search": "auditor/identify/footing.py",
    "across": "auditor/identify/structure.py",
    "casting": "auditor/identify/casting.py",
    "accusing": "auditor/identify/casts.py",
    "decoding": "auditor/diagnose/decode.py",
    "continuity": "auditor/diagnose/continuity.py",
    "echoes": "auditor/diagnose/echoes.py",
    "habits": "auditor/diagnose/habits.py",
    "naming": "auditor/identify/told/scales.py",
    "binding": "auditor/identify/told/binding.py",
    "doubting": "auditor/identify/told/verdict.py",
    "peers": "auditor/identify/told/peers.py",
    "retelling": "auditor/identify/told/retold.py",
}
_NAME, _NUMBER = r"[A-Z][A-Z_]*", r"-?\d+(?:\.\d+)?"
CONSTANT = re.compile(rf"^({_NAME}(?:, {_NAME})*) = ({_NUMBER}(?:, {_NUMBER})*)  # (.+)$", re.M)
PLACE = re.compile(r"(<!-- weights: (\w+) [^\n]*-->\n).*?(<!-- /weights -->)", re.S)
SLIPS = {
    "transposition": "two neighbouring digits changed places",
    "insertion": f"a digit typed twice (a stray one: {STRAY:g} more)",
    "omission": "a digit left out",
    "sign": "a sign or brackets lost or added",
    "stale": "another period's amount repeated",
    "substitution": "one digit for another",
    "scale": "a wrong scale word",
    "swap": "two figures in each other's place",
    "other": "no single slip",
}
PERIODS = {
    "said": "the period that the sentence says",
    "supposed": "the latest one, where none is said; the day on which the one said closes",
    "other": "any other",
}


def page(text: str) -> str:
    """The page with the tables between its marks written anew. Raises KeyError for a mark of no known table."""
    return PLACE.sub(lambda mark: mark.group(1) + "\n".join(_table(mark.group(2))) + "\n" + mark.group(3), text)


def _table(name: str) -> Iterator[str]:
    if name == "slips":
        yield from ("| slip | | bits of surprise |", "| --- | --- | --- |")
        for slip, bits in sorted(SURPRISE.items(), key=lambda item: (item[1], item[0])):
            yield f"| `{slip}` | {SLIPS[slip]} | {bits:g} |"
        return
    if name == "doubts":
        yield from _doubts()
        return
    yield from (f"| in `{MODULES[name]}` | | |", "| --- | --- | --- |")
    for constant, value, meaning in CONSTANT.findall((ROOT / MODULES[name]).read_text(encoding="utf-8")):
        names = ", ".join(f"`{one}`" for one in constant.split(", "))
        values = ", ".join(f"{float(one):g}" for one in value.split(", "))
        yield f"| {names} | {values} | {meaning} |".replace("| -", "| −")


def _doubts() -> Iterator[str]:
    """How much may be said by only one of sentence and label, by digits, and the least bits of nearness."""
    digits = sorted(next(iter(GAPS.values())))
    heads = [f"{size} digits" if size > 1 else "1 digit" for size in digits]
    heads[-1] += " or more"
    yield f"| bits, where the cell is of | {' | '.join(heads)} | `LEAST_POWER` |"
    yield "| --- |" + " --- |" * (len(digits) + 1)
    for period, gaps in GAPS.items():
        told = [f"{gaps[size]:g}" if gaps[size] >= 0 else "never" for size in digits]
        yield f"| {PERIODS[period]} | {' | '.join(told)} | {LEAST_POWER[period]:g} |"


def main() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
