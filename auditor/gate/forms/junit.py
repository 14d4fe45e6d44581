"""JUnit XML: a suite a filing, a test case a check that took part, shown wherever tests are shown.

A case fails where the gate is closed by it, and only there: the report and the exit status agree. What passes is told
in the case's output: findings that do not close the gate, accepted ones with their reasons. What could not be audited
is an error, never a skipped test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Tree

from auditor.gate.baseline import Entry
from auditor.gate.forms import wording
from auditor.gate.forms.places import at, source
from auditor.gate.forms.safe import as_xml_text, plain
from auditor.gate.outcome import Gated, Point, Run
from auditor.report.words import count

AUDITED = "the filing can be audited"
COVERED = "enough of the filing is covered"
STALE = "every entry of the baseline meets a finding"
_UNHEEDED = {"accepted": "Accepted", "tolerated": "Within the configured tolerance", "off": "The check is turned off"}


def render(run: Run) -> str:
    """The run as JUnit XML, with its declaration."""
    root = Tree.Element("testsuites", name=_shown(run.tool))
    for filing in run.filings:
        root.append(_suite(filing))
    if run.stale:
        root.append(_baseline(run))
    if not run.filings:
        root.append(_nothing())
    for part in ("tests", "failures", "errors", "skipped"):
        root.set(part, str(sum(int(suite.get(part, "0")) for suite in root)))
    root.set("time", _seconds(sum(filing.seconds for filing in run.filings)))
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"


def _suite(filing: Gated) -> Tree.Element:
    suite = Tree.Element("testsuite", name=_shown(filing.path), time=_seconds(filing.seconds))
    properties = Tree.SubElement(suite, "properties")
    for name, value in _properties(filing):
        Tree.SubElement(properties, "property", name=name, value=_shown(value))
    audited = _case(suite, filing.path, AUDITED, filing.seconds)  # the checks' times are not kept apart
    if filing.failure is not None:
        kind, message = filing.failure
        Tree.SubElement(audited, "error", type=_shown(kind), message=_shown(message)).text = _shown(message)
    for check, name in _checks(filing):
        _check(suite, filing, check, name)
    if filing.least and filing.failure is None:
        case = _case(suite, filing.path, COVERED)
        if filing.is_short:
            _fail(case, "coverage", [wording.shortfall(filing)])
    return _totalled(suite)


def _properties(filing: Gated) -> Iterator[tuple[str, str]]:
    for name in ("sha256", "company", "form", "period"):
        if getattr(filing, name):
            yield name, getattr(filing, name)
    yield "figures", str(filing.figures)
    yield "covered", str(filing.covered)
    yield "coverage", wording.percent(filing)


def _checks(filing: Gated) -> list[tuple[str, str]]:
    """Every check that was tested or has found something, by code."""
    tested = {(each.check, each.name) for each in filing.tested}
    return sorted(tested | {(point.check, point.name) for point in filing.points})


def _check(suite: Tree.Element, filing: Gated, check: str, name: str) -> None:
    case = _case(suite, filing.path, f"{check} {name}")
    points = [point for point in filing.points if (point.check, point.name) == (check, name)]
    failing = [point for point in points if point.standing == "open" and point.severity in filing.failing]
    if failing:
        lines = [line for point in failing for line in (wording.told(point), *_lines(filing, point))]
        _fail(case, failing[0].verdict or check, lines, more=len(failing) - 1)
    told = [
        f"{count(tested.holds, 'relation')} held, {tested.violated:,} did not."
        for tested in filing.tested
        if (tested.check, tested.name) == (check, name)
    ]
    for point in points:
        if point not in failing:
            told += _passed_over(filing, point)
    if told:
        Tree.SubElement(case, "system-out").text = _text(told)


def _passed_over(filing: Gated, point: Point) -> Iterator[str]:
    if point.standing == "open":
        yield f"{wording.SEVERITY_NOUN[point.severity].capitalize()} that does not close the gate:"
    else:
        reason = f": {wording.reviewed(point.entry)}" if point.entry is not None else ""
        yield f"{_UNHEEDED[point.standing]}{reason}"
    yield wording.told(point)
    yield from _lines(filing, point)


def _lines(filing: Gated, point: Point) -> Iterator[str]:
    """A finding's figures, a line each, and its fingerprint."""
    for amount in point.amounts:
        yield f"  at {at(filing.path, amount.place)}  {amount.text}  {wording.named(amount)}"
    yield f"  fingerprint {point.fingerprint}"


def _baseline(run: Run) -> Tree.Element:
    suite = Tree.Element("testsuite", name=_shown(run.baseline) or "baseline", time=_seconds(0))
    case = _case(suite, run.baseline, STALE)
    lines = [_stale_line(run.baseline, entry) for entry in run.stale]
    if run.fail_on == "warning":
        _fail(case, "stale", lines, more=len(lines) - 1)
    else:
        Tree.SubElement(case, "system-out").text = _text(lines)
    return _totalled(suite)


def _stale_line(baseline: str, entry: Entry) -> str:
    return f"{baseline}:{entry.line}: {wording.stale(entry)}" if entry.line else wording.stale(entry)


def _nothing() -> Tree.Element:
    suite = Tree.Element("testsuite", name="auditor gate", time=_seconds(0))
    case = _case(suite, "", "there is a filing to audit")
    Tree.SubElement(case, "error", type="no-filing", message=wording.NOTHING).text = wording.NOTHING
    return _totalled(suite)


def _case(suite: Tree.Element, path: str, name: str, seconds: float = 0) -> Tree.Element:
    case = Tree.SubElement(suite, "testcase", name=_shown(name), classname=_shown(path), time=_seconds(seconds))
    if path:
        case.set("file", _shown(source(path).file))
    return case


def _fail(case: Tree.Element, kind: str, lines: Sequence[str], more: int = 0) -> None:
    """One failure a case, as readers of the form expect; ``more`` are told in its text."""
    rest = f" (and {more:,} more)" if more else ""
    Tree.SubElement(case, "failure", type=_shown(kind), message=f"{_shown(lines[0])}{rest}").text = _text(lines)


def _text(lines: Sequence[str]) -> str:
    """Lines of text: each of them one line whatever the filing prints in it."""
    return "\n".join(("  " if line.startswith("  ") else "") + _shown(line.strip()) for line in lines)


def _shown(words: str) -> str:
    return as_xml_text(plain(words))


def _totalled(suite: Tree.Element) -> Tree.Element:
    """A suite with its counts."""
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for part, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(part, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
