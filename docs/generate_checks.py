"""Writes ``docs/checks.md`` from the docstrings in ``checks/``.

    make docs        or        python docs/generate_checks.py

What ``auditor explain`` prints of one check, this page holds of all: a docstring is the only place where a check is
described. A test compares the page with what this module would write.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from auditor.casebook import extraction_of
from auditor.catalogue import HEADINGS, Check, Ratio, load_checks
from auditor.diagnose import diagnose, wording
from auditor.identify import identify
from auditor.model.document import Document
from auditor.read.text import line_starts
from tests.sentences import filing

CASE = Document("d1", "case.txt", "text", "", "0" * 64, (0,))
PAGE = Path(__file__).resolve().parent / "checks.md"
FAMILIES = {
    "FT": "Footing",
    "IS": "Income statement",
    "BS": "Balance sheet",
    "CF": "Cash flows",
    "EQ": "Equity",
    "EP": "Earnings per share",
    "BK": "Banks",
    "IN": "Insurers",
    "RE": "Real estate",
    "SG": "Segments",
    "MG": "Margins and rates",
    "NG": "Measures of the company's own",
    "RF": "Roll-forwards",
    "FD": "Financial data schedules",
    "HD": "Identification of the filer",
    "TI": "Ties between tables",
    "RT": "Quotients",
    "UC": "Costs of a unit",
    "CL": "Claims in sentences",
    "IX": "Inline XBRL",
    "XB": "XBRL instances",
    "PL": "Plausibility",
    "RL": "Data releases",
}
PREFACE = """\
# Checks

<!-- Written by docs/generate_checks.py from the docstrings in checks/. Change those, then run: make docs -->

Each check is one module in [`checks/`](../checks), and its docstring is all that is said of it: `auditor explain IS101`
prints it, this page is generated from it, and the tables in it are run as its tests. The severity is the highest that a
failure may have; how high it is in a filing depends on the [evidence](evidence.md).
"""
_PLACE = re.compile(r" on line [\d,]+")  # of a case that stands on no page
QUOTED = re.compile(r"\|.*\|")


def page(checks: Mapping[str, Check]) -> str:
    """The whole page. Raises KeyError for a check whose family has no name in `FAMILIES`."""
    ordered = sorted(checks.values(), key=lambda check: (list(FAMILIES).index(_family(check)), check.code))
    parts = [PREFACE, _contents(ordered)]
    family = ""
    for check in ordered:
        if _family(check) != family:
            family = _family(check)
            parts.append(f"## {FAMILIES[family]}\n")
        parts.append(_entry(check))
    return "\n".join(parts).rstrip() + "\n"


def _family(check: Check) -> str:
    prefix = check.code[:2]
    if prefix not in FAMILIES:
        raise KeyError(f"docs/generate_checks.py: name the family {prefix} of check {check.code} in FAMILIES")
    return prefix


def _contents(checks: list[Check]) -> str:
    rows = [f"| [{c.code}](#{_anchor(c)}) | `{c.name}` | {c.severity} | {c.summary} |" for c in checks]
    return "\n".join(["| code | name | at most | says |", "| --- | --- | --- | --- |", *rows]) + "\n"


def _title(check: Check) -> str:
    return f"{check.code} {check.name}"


def _anchor(check: Check) -> str:
    """The anchor that Markdown renderers give the entry's title."""
    return _title(check).lower().replace(" ", "-")


def _entry(check: Check) -> str:
    lines = [f"### {_title(check)}", "", f"**{check.summary}** At most: {check.severity}.", ""]
    if check.equation is not None:
        lines += [f"`{_equation(check)}`", ""]
    for heading in HEADINGS:
        lines += [f"*{heading}*", "", *_fenced(check.sections[heading]), ""]
        said = message(check) if heading == "Fails" else None
        if said is not None:
            lines += ["reads in the report:", "", f"> {said}", ""]
    return "\n".join(lines)


def message(check: Check) -> str | None:
    """What the auditor says of the check's failing case, laid out as the check's tests lay it out."""
    if check.decided_by == "release":
        return _of_release(check)
    if check.decided_by == "linkbase":
        return _of_instance(check)
    extraction = extraction_of(check.fails)
    words = "\n\n".join(part for part in check.fails.split("\n\n") if part.strip().endswith(".") and "|" not in part)
    document = CASE
    if words and check.code[:2] in ("CL", "PL"):
        extraction = filing(words, check.fails)
        document = replace(CASE, text=words + "\n", line_starts=line_starts(words + "\n"))
    judged, found, _, _ = diagnose(extraction, identify(extraction, (document,), load_checks()))
    for finding in found:
        if finding.check == check.code:
            return _PLACE.sub("", finding.message)
    for identity in judged:
        if identity.check == check.code and identity.status == "violated":
            return _PLACE.sub("", wording.message(extraction.figures, identity, ()))
    return None


def _of_release(check: Check) -> str | None:
    from tests.unit.test_release_checks import audited

    with tempfile.TemporaryDirectory() as folder:
        found = audited(check.fails, Path(folder)).findings
        return next((one.message for one in found if one.check == check.code), None)


def _of_instance(check: Check) -> str | None:
    import auditor
    from tests.unit.test_xbrl_checks import case

    with tempfile.TemporaryDirectory() as folder:
        case(Path(folder), check.fails)
        found = auditor.audit(Path(folder) / "acme.xml").findings
        return next((_PLACE.sub("", one.message) for one in found if one.check == check.code), None)


def _equation(check: Check) -> str:
    """The relation as it is printed in a book of accounts: ``sales - costs_total = gross_profit``."""
    assert check.equation is not None
    shape = check.equation.shape()
    if isinstance(check.equation, Ratio):
        return f"{shape.operands[0]} / {shape.operands[1]} = {shape.total}"
    text = ""
    for operand, coefficient in zip(shape.operands, shape.coefficients, strict=True):
        if operand != shape.total:
            sign = ("- " if coefficient < 0 else "+ ") if text else ("-" if coefficient < 0 else "")
            factor = "" if abs(coefficient) == 1 else f"{abs(coefficient)} "
            text += f"{' ' if text else ''}{sign}{factor}{operand}"
    return f"{text} = {shape.total}"


def _fenced(section: str) -> Iterator[str]:
    """The section's lines, its tables in fences, each with the line above it that names the statement."""
    lines = section.splitlines()
    fenced = False
    for at, line in enumerate(lines):
        in_table = bool(QUOTED.fullmatch(line.strip())) or _names_table(lines, at)
        if not in_table and fenced and not line.strip() and at + 1 < len(lines) and QUOTED.match(lines[at + 1].strip()):
            in_table = True  # the blank line between a table's title and its rows
        if in_table != fenced:
            yield "```text" if in_table else "```"
            fenced = in_table
        yield line.rstrip()
    if fenced:
        yield "```"


def _names_table(lines: list[str], at: int) -> bool:
    """Whether the line is the title of a table that follows after one blank line."""
    title = lines[at].strip()
    if not title or title.endswith((".", ":")):
        return False
    return at + 2 < len(lines) and not lines[at + 1].strip() and bool(QUOTED.match(lines[at + 2].strip()))


def main() -> None:
    PAGE.write_text(page(load_checks()), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parent.parent)}")


if __name__ == "__main__":
    main()
