"""SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning and editors.

A result stands at the suspect, or else at the first figure that takes part; the others are its related locations. A
place that the filing's format does not give in lines, a cell or a row of a page's table, is a logical location. What
the baseline accepts is there too, suppressed, with its reason. What could not be audited, is covered too little or
stale in the baseline is a notification of the invocation.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from auditor.catalogue import Check, load_checks
from auditor.gate.forms import wording
from auditor.gate.forms.places import Source, source
from auditor.gate.forms.safe import as_json, whole
from auditor.gate.outcome import Amount, Gated, Place, Point, Run
from auditor.report.words import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "auditorFingerprint/v1"
MOST_RESULTS = 25_000  # GitHub refuses a run with more
_MOST_RELATED = 900  # GitHub refuses a result with more than 1,000 locations
_LONGEST_DESCRIPTION = 1_000  # characters; GitHub cuts at 1,024
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_RANK_OF_LEVEL = {"error": "error", "warning": "warning", "info": "recommendation"}  # as GitHub calls problem.severity
_SHOWN = frozenset(("open", "accepted", "tolerated"))  # a check that is turned off says nothing
_NOTIFICATIONS = {
    "not-audited": "A filing could not be audited.",
    "coverage": "Less of a filing is covered than its policy asks for.",
    "stale-baseline-entry": "An entry of the baseline met no finding.",
    "results-left-out": "There are more findings than a viewer takes.",
}

Json = dict[str, Any]


def render(run: Run) -> str:
    """The run as a SARIF log of one run."""
    shown = [(filing, point) for filing in run.filings for point in filing.points if point.standing in _SHOWN]
    left_out = max(0, len(shown) - MOST_RESULTS)
    if left_out:
        shown = sorted(shown, key=lambda each: (each[1].standing != "open", wording.RANK[each[1].severity]))
        shown = shown[:MOST_RESULTS]
    rules = _rules(run)
    at = {rule["id"]: index for index, rule in enumerate(rules)}
    name, _, version = run.tool.partition(" ")
    driver: Json = {"name": name or "auditor", "rules": rules}
    if version:
        driver |= {"version": version, "semanticVersion": version}
    driver["notifications"] = [{"id": key} | _described(words, words) for key, words in _NOTIFICATIONS.items()]
    return as_json({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(run, left_out)],
            "artifacts": _artifacts(run),
            "results": [_result(filing, point, at[point.check]) for filing, point in shown],
        }],
    })  # fmt: skip


def _rules(run: Run) -> list[Json]:
    """The checks that took part in any filing, by code."""
    took_part: dict[str, str] = {}
    for filing in run.filings:
        took_part |= {tested.check: tested.name for tested in filing.tested}
        took_part |= {point.check: point.name for point in filing.points}
    catalogue = load_checks()
    return [_rule(code, took_part[code] or code, catalogue.get(code)) for code in sorted(took_part)]


def _rule(code: str, name: str, check: Check | None) -> Json:
    name = check.name if check is not None and name == code else name
    rule: Json = {"id": whole(code), "name": whole(name)}
    if check is None or check.name != name:  # a check of the team's own, which only its name describes
        words = f"{visible(name).replace('-', ' ').capitalize()}."
        return rule | _described(words, f"{words} A check of your own: see its documentation.")
    full = visible(check.sections.get("What it checks", check.summary)).strip()
    return rule | {
        "shortDescription": {"text": _message(check.summary)},
        "fullDescription": {"text": _message(_cut(full or check.summary))},
        "help": {"text": _message(check.documentation.strip(), lines=True), "markdown": _help(check)},
        "defaultConfiguration": {"level": _LEVEL[check.severity]},
        "properties": {"tags": ["accounting"], "problem.severity": _RANK_OF_LEVEL[check.severity]},
    }


def _described(words: str, more: str) -> Json:
    """The three descriptions that GitHub asks of every descriptor."""
    text = {"text": _message(words)}
    return {"shortDescription": text, "fullDescription": text, "help": {"text": _message(more)}}


def _help(check: Check) -> str:
    """The check's documentation in Markdown: its tables are drawn with bars and need a fence to stay as they are."""
    parts = [f"**{check.summary}**"]
    for heading, body in check.sections.items():
        parts.append(f"#### {heading}\n\n" + (f"```text\n{body}\n```" if "|" in body else body))
    return whole("\n\n".join(parts)).replace("{", "{{").replace("}", "}}")


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_DESCRIPTION else words[: _LONGEST_DESCRIPTION - 1].rstrip() + "…"


def _message(words: str, *, lines: bool = False) -> str:
    """Words as a SARIF message: no placeholder (§3.11.5) and no embedded link (§3.11.6) can arise from a filing."""
    safe = whole(words) if lines else visible(words)
    return safe.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _artifacts(run: Run) -> list[Json]:
    """The filings. An archive is listed before its members, which are nested in it (§3.24.3)."""
    listed: dict[str, tuple[int, Json]] = {}  # by URI: the place in the list, and the artifact

    def artifact(key: str, uri: str) -> tuple[int, Json]:
        return listed.setdefault(key, (len(listed), {"location": {"uri": uri}}))

    for filing in run.filings:
        place = source(filing.path)
        parent, own = artifact(place.uri, place.uri)
        if place.member:
            member = quote(whole(place.member.lstrip("/")))
            _, own = artifact(f"{place.uri}#{member}", member)
            own["parentIndex"] = parent
        if filing.sha256:
            own["hashes"] = {"sha-256": whole(filing.sha256)}
    return [own for _, own in listed.values()]


def _result(filing: Gated, point: Point, rule: int) -> Json:
    place = source(filing.path)
    first = wording.primary(point)
    result: Json = {
        "ruleId": whole(point.check),
        "ruleIndex": rule,
        "level": _LEVEL[point.severity],
        "message": {"text": _message(wording.told(point)) or point.check},
        "locations": [_location(place, first)],
        "partialFingerprints": {FINGERPRINT: whole(point.fingerprint)},
        "suppressions": _suppressions(point),  # on every result or on none (§3.27.23)
        "properties": {
            key: whole(value)
            for key, value in (
                ("verdict", point.verdict), ("found", point.found),
                ("typo", point.typo), ("suggested", point.suggested),
                ("company", filing.company), ("form", filing.form), ("period", filing.period),
            )
            if value
        },
    }  # fmt: skip
    related = [_location(place, amount, number) for number, amount in enumerate(point.amounts[1:_MOST_RELATED], 1)]
    if related:
        result["relatedLocations"] = related
    fix = _fix(place, point)
    if fix is not None:
        result["fixes"] = [fix]
    return result


def _suppressions(point: Point) -> list[Json]:
    if point.standing == "tolerated":
        return [_suppression("lies within the tolerance that is configured")]
    if point.standing != "accepted":
        return []
    return [_suppression(wording.reviewed(point.entry) if point.entry is not None else "accepted in the baseline")]


def _suppression(reason: str) -> Json:
    return {"kind": "external", "status": "accepted", "justification": reason}


def _location(place: Source, amount: Amount | None, number: int | None = None) -> Json:
    """Where a figure stands; the file alone where a finding has no figure. Related locations have a ``number``."""
    location: Json = {} if number is None else {"id": number}
    location["physicalLocation"] = {"artifactLocation": {"uri": place.uri}}
    if amount is None:
        return location
    region = _region(amount.place) if place.has_lines else {}
    if region:
        if _is_exact(amount):
            region["snippet"] = {"text": amount.text}
        location["physicalLocation"]["region"] = region
    words = visible(amount.place.words)
    if "startLine" not in region or not words.startswith("line"):  # a page's table and row, with or without its line
        name = " in ".join(visible(part) for part in (words, place.member) if part) or "in the text"
        location["logicalLocations"] = [{"name": words or name, "fullyQualifiedName": name, "kind": "element"}]
    if number is not None:
        location["message"] = {"text": _message(f"{wording.named(amount)}: {amount.text}")}
    return location


def _region(place: Place) -> Json:
    region: Json = {}
    if place.line is not None:
        region["startLine"] = place.line
        if place.column is not None:
            region["startColumn"] = place.column
            if place.end_column is not None and place.end_column > place.column:
                region["endColumn"] = place.end_column
    if place.start is not None and place.end is not None and place.end > place.start:
        region |= {"charOffset": place.start, "charLength": place.end - place.start}
    return region


def _is_exact(amount: Amount) -> bool:
    """Whether the place is that of the printed figure and of nothing else.

    In a page the bracket of "(662)" may stand in a cell of its own, and marks between the digits.
    """
    column, behind = amount.place.column, amount.place.end_column
    if column is None or behind is None or not amount.text or amount.text != visible(amount.text):
        return False
    return behind - column == len(amount.text)


def _fix(place: Source, point: Point) -> Json | None:
    """What was probably meant, as an edit an editor can make; None unless the region is just the printed figure."""
    amount = wording.suspect(point)
    if amount is None or not place.has_lines or amount.place.line is None:
        return None
    if not _is_exact(amount):
        return None
    deleted = {part: region for part, region in _region(amount.place).items() if not part.startswith("char")}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": visible(point.suggested)}}
    return {
        "description": {"text": _message(wording.suggestion(point))},
        "artifactChanges": [{"artifactLocation": {"uri": place.uri}, "replacements": [replacement]}],
    }


def _invocation(run: Run, left_out: int) -> Json:
    """How the run went. It is no success where a filing could not be audited: silence would be taken for a pass."""
    execution = [
        _notification("not-audited", "error", f"{filing.path} could not be audited: {message} ({kind})", filing.path)
        for filing, kind, message in wording.unaudited(run)
    ]
    success = bool(run.filings) and not execution
    if not run.filings:
        execution.append(_notification("not-audited", "error", f"{wording.NOTHING.capitalize()}."))
    execution += [
        _notification("coverage", "warning", f"{filing.path}: {wording.shortfall(filing)}", filing.path)
        for filing in wording.short(run)
    ]
    if left_out:
        words = f"{left_out:,} findings of lesser weight are left out; the JSON form has them."
        execution.append(_notification("results-left-out", "warning", words))
    configuration = [
        _notification("stale-baseline-entry", "warning", wording.stale(entry), run.baseline, entry.line)
        for entry in run.stale
    ]
    invocation: Json = {
        "executionSuccessful": success,
        "exitCode": run.status,
        "exitCodeDescription": wording.MEANING[run.status],
    }
    if execution:
        invocation["toolExecutionNotifications"] = execution
    if configuration:
        invocation["toolConfigurationNotifications"] = configuration
    return invocation


def _notification(kind: str, level: str, words: str, path: str = "", line: int = 0) -> Json:
    notification: Json = {
        "descriptor": {"id": kind, "index": list(_NOTIFICATIONS).index(kind)},
        "level": level,
        "message": {"text": _message(words)},
    }
    if path:
        physical: Json = {"artifactLocation": {"uri": source(path).uri}}
        if line:
            physical["region"] = {"startLine": line}
        notification["locations"] = [{"physicalLocation": physical}]
    return notification
