"""What the gate found, in the words of each CI system: one module a form, each with one function ``render``.

A form is imported when it is asked for; none reads a file or writes one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.gate.outcome import Run

# name → what it is for, as --help says it; the module of that name below this package holds `render`
FORMS: Mapping[str, str] = {
    "console": "for a person, on a terminal or in a log",
    "json": "for a machine; auditor/gate/schema.json is its JSON Schema",
    "sarif": "SARIF 2.1.0, for code scanning and editors",
    "junit": "JUnit XML: a suite a filing, a test case a check",
    "github": "annotations of a GitHub workflow",
    "summary": "the job summary of a GitHub workflow, in Markdown",
    "gitlab": "the code quality report of GitLab",
    "markdown": "a comment on a merge request",
}


def form(name: str) -> Callable[[Run], str]:
    """The function that puts a run into the form of that name. Raises `KeyError` where there is none."""
    if name not in FORMS:
        raise KeyError(f"there is no form {name!r}; the forms are {', '.join(FORMS)}")
    render: Callable[[Run], str] = import_module(f"{__name__}.{name}").render
    return render
