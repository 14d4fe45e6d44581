"""The catalogue's door: what a check is, and how directories of checks are loaded.

A check is one small module that ends in ``CHECK = Check(...)``; its docstring is its documentation and its test. The
built-in directory and a user's own go through the same door, in order, and a later check may not take an earlier
one's code. Loading runs the module, so a directory is loaded only when somebody named it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from auditor.relation import Eq, Ratio, Relation, Shape, concepts, independent, matrix, solve_for

__all__ = ["Check", "CheckError", "Eq", "Ratio", "concepts", "independent", "load_checks", "matrix", "solve_for"]

CODE = re.compile(r"[A-Z]{2}\d{3}")
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
HEADINGS = ("What it checks", "Why it matters", "Fails", "Passes", "Stays silent")

Decider = Literal[
    "equation",
    "structure",
    "ties",
    "ratios",
    "claims",
    "plausibility",
    "tags",
    "linkbase",
    "share counts",
    "periods",
    "identification",
    "release",
]


class CheckError(ValueError):
    """A check that cannot be loaded: one line that says which file and what is wrong."""


@dataclass(frozen=True)
class Check:
    """One entry of the catalogue.

    * ``equation`` is None where another pass decides: ``decided_by`` says which.
    * ``severity`` is the highest a failure may have.
    * ``prior`` is what labels and context say, in bits, before any amount is looked at.
    * ``optional`` concepts take part where they are printed between the operands: added, or taken away where they are
      expenses; where it ``needs_optional``, the check is silent without any.
    * ``instead`` names the concepts, best first, of which one stands in where another is not printed;
      ``instead_unless`` the concepts whose presence in the table forbids that; ``silenced_by`` those whose presence
      makes the relation inapplicable.
    * ``reaches`` names the statement in which an operand is looked up, for the same period, that the table of the total
      does not print.
    * ``spans`` is set where rows between the operands are no part of the relation (assets against liabilities).
    * ``is_expected``: a statement that wants just one operand is reported as skipped.
    * ``latent``: never reported; it serves diagnosis as a witness.
    * ``slack``: units in a quotient's last place by which it may be off without saying anything either way.
    * ``applies`` may look at the values that the table prints in a column, by concept, and decline a quotient there.
    """

    code: str
    name: str
    equation: Relation | None = None
    severity: Literal["error", "warning", "info"] = "error"
    prior: float = 8.0
    optional: str = ""
    needs_optional: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)
    instead_unless: str = ""
    silenced_by: str = ""
    reaches: str = ""
    spans: bool = False
    is_expected: bool = False
    latent: bool = False
    slack: int = 0
    applies: Callable[[Mapping[str, Decimal]], bool] | None = None
    decided_by: Decider = "equation"
    documentation: str = ""

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise CheckError(f"check code {self.code!r} is not two capitals and three digits")
        if not NAME.fullmatch(self.name):
            raise CheckError(f"{self.code}: name {self.name!r} is not lower-case words joined by hyphens")
        if (self.equation is None) == (self.decided_by == "equation"):
            raise CheckError(f"{self.code}: a check has an equation, or says what else decides it")

    @property
    def summary(self) -> str:
        """The first line of the documentation: what users read in a list."""
        return self.documentation.strip().split("\n", 1)[0]

    @cached_property
    def sections(self) -> dict[str, str]:
        """The documentation's sections by heading."""
        return _sections(self.documentation)

    @property
    def fails(self) -> str:
        """The documented case (tables as text) in which the check reports; "" where there is none."""
        return self.sections.get("Fails", "")

    @property
    def passes(self) -> str:
        """The documented case in which the relation holds."""
        return self.sections.get("Passes", "")

    @property
    def silent(self) -> str:
        """The documented case in which the check does not apply, after the words that say why."""
        return self.sections.get("Stays silent", "")

    @cached_property
    def shape(self) -> Shape | None:
        """The equation compiled for evaluation; None where there is none."""
        return self.equation.shape() if self.equation is not None else None

    @property
    def file_name(self) -> str:
        """The only name its module may have: ``is101_gross_profit_does_not_tie.py``."""
        return f"{self.code.lower()}_{self.name.replace('-', '_')}.py"


def _sections(documentation: str) -> dict[str, str]:
    """Underlined headings and the text below each, in order."""
    found: dict[str, list[str]] = {}
    lines = documentation.splitlines()
    current: list[str] | None = None
    skip = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if skip:
            skip = False
        elif line.strip() and len(following.strip()) >= 4 and set(following.strip()) == {"-"}:
            current = found.setdefault(line.strip(), [])
            skip = True
        elif current is not None:
            current.append(line)
    return {heading: "\n".join(body).strip() for heading, body in found.items()}


def load_checks(directories: Sequence[Path | str] = ()) -> dict[str, Check]:
    """Every check by code: the built-in directory's, then each of ``directories``.

    Raises CheckError, in one line, for a module that does not run, has no CHECK, or whose name, headings or code are
    not as they must be; and for a directory that is none.
    """
    return dict(_loaded(tuple(str(Path(d).resolve()) for d in directories)))


@cache
def _loaded(directories: tuple[str, ...]) -> dict[str, Check]:
    from auditor import builtin

    checks: dict[str, Check] = {}
    for folder in (builtin.directory("checks"), *(Path(d) for d in directories)):
        if not folder.is_dir():
            raise CheckError(f"{folder} is not a directory of checks")
        for path in sorted(folder.glob("*.py")):
            check = load_check(path)
            if check.code in checks:
                raise CheckError(f"{path}: code {check.code} is taken by {checks[check.code].name}")
            checks[check.code] = check
    return checks


def load_check(path: Path) -> Check:
    """The check of one module. Raises CheckError."""
    module = _module(path)
    check = getattr(module, "CHECK", None)
    if not isinstance(check, Check):
        raise CheckError(f"{path}: the module has no CHECK = Check(...)")
    if path.name != check.file_name:
        raise CheckError(f"{path}: the file of {check.code} {check.name} must be named {check.file_name}")
    documentation = module.__doc__ or ""
    sections = _sections(documentation)
    missing = [heading for heading in HEADINGS if heading not in sections]
    if missing:
        raise CheckError(f"{path}: the docstring lacks the heading {missing[0]!r}")
    return replace(check, documentation=documentation)


def _module(path: Path) -> ModuleType:
    """The module at ``path``, run without entering it among the importable ones."""
    spec = importlib.util.spec_from_file_location(f"auditor_check_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise CheckError(f"{path}: not a Python module")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except CheckError as error:
        raise CheckError(f"{path}: {error}") from None
    except Exception as error:  # a user's module may fail in any way; all of them are this one failure
        raise CheckError(f"{path}: {type(error).__name__}: {error}") from error
    return module
