"""The configuration: ``auditor.toml``, or ``[tool.auditor]`` in ``pyproject.toml``. It is read, never evaluated.

Every complaint names file, line and key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from auditor.catalogue import CODE, NAME, Check, load_checks
from auditor.gate.equations import EquationError, equation
from auditor.gate.key_lines import key_lines, line_of
from auditor.gate.outcome import FailOn, Severity
from auditor.gate.toml_file import TomlError, read_toml
from auditor.model.own import Own, Pin
from auditor.model.path_pattern import matches, place_of
from auditor.report.words import visible

FILES = ("auditor.toml", "pyproject.toml")
MOST_UNITS = 1000  # of tolerance: beyond it nothing would be found
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]+$")]  # of a file or a folder


class SettingsError(ValueError):
    """A configuration that cannot be used: one line with file, line and key."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Part(BaseModel):
    """A table of the file: no unknown keys, names with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=_kebab, populate_by_name=False, frozen=True)


class Policy(_Part):
    """What may be set for all filings and for those of a path. None: as it is around it."""

    fail_on: FailOn | None = None
    min_coverage: float | None = Field(default=None, ge=0, le=100, strict=True)
    tolerance: int | None = Field(default=None, ge=0, le=MOST_UNITS, strict=True)
    off: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    severity: Mapping[str, Severity] = Field(default_factory=dict)

    @field_validator("off", "only")
    @classmethod
    def _codes(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for code in value or ():
            _known(code)
        return value

    @field_validator("severity")
    @classmethod
    def _levels(cls, value: Mapping[str, Severity]) -> Mapping[str, Severity]:
        for code in value:
            _known(code)
        return value


def _known(code: str) -> None:
    """A code's form; whether such a check exists is seen when all of the file is read: it may define its own."""
    if not CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no check's code: two capitals and three digits, as FT101")


class PathPolicy(Policy):
    """A policy for the filings whose path matches; later ones go before earlier ones."""

    match: Words


class Label(_Part):
    """Labels of a concept; a concept that is not known yet says where it stands and what it counts."""

    labels: tuple[Words, ...]
    where: tuple[Literal["income_statement", "balance_sheet", "cash_flow", "equity", "any"], ...] = Field(
        default=("any",), alias="in"
    )
    unit: Literal["money", "per_share", "shares", "percent", "quantity", "per_quantity"] = "money"
    total: bool = False
    expense: bool = False


class OwnRelation(_Part):
    """A relation of the user's, tested wherever its concepts are printed in one table or statement."""

    code: str
    name: str
    equation: str
    severity: Severity = "error"

    @field_validator("code")
    @classmethod
    def _code(cls, value: str) -> str:
        _known(value)
        if value in load_checks():
            raise ValueError(f"{value} is the built-in check {load_checks()[value].name}; choose another code")
        return value

    @field_validator("name")
    @classmethod
    def _name(cls, value: str) -> str:
        if not NAME.fullmatch(value):
            raise ValueError("a name is lower-case words joined by hyphens")
        return value

    @field_validator("equation")
    @classmethod
    def _equation(cls, value: str) -> str:
        try:
            equation(value)
        except EquationError as error:
            raise ValueError(str(error)) from None
        return value


class Override(_Part):
    """A total of a table and the lines it adds up: "- Label" is taken away."""

    file: Words = "*"
    table: str = ""
    total: Words
    parts: tuple[Words, ...] = Field(min_length=1)


class Settings(Policy):
    """The whole file."""

    baseline: Name | None = None
    checks: tuple[Name, ...] = ()
    paths: tuple[PathPolicy, ...] = ()
    vocabulary: Mapping[str, Label] = Field(default_factory=dict)
    relations: tuple[OwnRelation, ...] = ()
    overrides: tuple[Override, ...] = ()
    columns: Mapping[str, str] = Field(default_factory=dict)  # of a data release: role to column


@dataclass(frozen=True)
class Rules:
    """What holds for one filing."""

    fail_on: FailOn = "error"
    least: float = 0.0
    tolerance: int = 0
    off: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def is_on(self, check: str) -> bool:
        return check not in self.off and (self.only is None or check in self.only)

    def under(self, policy: Policy) -> Rules:
        """The rules where a nearer policy speaks too."""
        return Rules(
            fail_on=policy.fail_on or self.fail_on,
            least=self.least if policy.min_coverage is None else policy.min_coverage,
            tolerance=self.tolerance if policy.tolerance is None else policy.tolerance,
            off=self.off if policy.off is None else frozenset(policy.off),
            only=self.only if policy.only is None else frozenset(policy.only),
            severity={**self.severity, **policy.severity},
        )


@dataclass(frozen=True)
class Configuration:
    """Settings, and where each was written: ``lines`` maps a key's path to its line in ``source`` ("" for none)."""

    settings: Settings = field(default_factory=lambda: Settings())
    source: str = ""
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def rules(self, path: str) -> Rules:
        """The rules for the filing at ``path``: those of all, then those of each pattern that meets it, in order."""
        rules = Rules().under(self.settings)
        place = place_of(path, self.folder)
        for policy in self.settings.paths:
            if matches(place, policy.match):
                rules = rules.under(policy)
        return rules

    def place(self, *key: str | int) -> str:
        """ "auditor.toml:12" of a key; "default" of one that is not written."""
        line = line_of(dict(self.lines), key)
        return f"{self.source}:{line}" if line is not None else "default"

    @property
    def folder(self) -> Path:
        """The folder that paths in the file are relative to."""
        return Path(self.source).parent if self.source else Path()

    def own(self) -> Own:
        """What the file adds to the audit."""
        relations = tuple(
            Check(code=one.code, name=one.name, equation=equation(one.equation), severity=one.severity,
                  documentation=f"{one.equation} ({self.place('relations', at)})")
            for at, one in enumerate(self.settings.relations)
        )  # fmt: skip
        pins = tuple(
            Pin(
                one.file,
                one.table,
                one.total,
                tuple(map(_signed, one.parts)),
                self.place("overrides", at),
                str(self.folder),
            )
            for at, one in enumerate(self.settings.overrides)
        )
        words = {name: entry.model_dump(by_alias=True) for name, entry in self.settings.vocabulary.items()}
        return Own(words, relations, pins)


def _signed(part: str) -> tuple[str, int]:
    bare = part.removeprefix("- ").removeprefix("+ ")
    return bare.strip(), -1 if part.startswith("- ") else 1


def find(start: Path) -> Path | None:
    """The nearest configuration at or above ``start``: auditor.toml, or a pyproject.toml with [tool.auditor]. The
    search ends at the root of a repository."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        own, project = (place / name for name in FILES)
        if own.is_file():
            return own
        if project.is_file() and _table_of_ours(_text_and_data(project)[1]) is not None:
            return project
        if (place / ".git").exists():
            return None
    return None


def _text_and_data(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        return read_toml(path)
    except TomlError as error:
        raise SettingsError(str(error)) from None


def _table_of_ours(document: dict[str, Any]) -> Any:
    """What ``[tool.auditor]`` of a pyproject.toml holds; None where there is none."""
    tools = document.get("tool")
    return tools.get("auditor") if isinstance(tools, dict) else None


def read(path: Path) -> Configuration:
    """The configuration in a file. Raises `SettingsError`, in one line with file, line and key."""
    text, document = _text_and_data(path)
    lines = key_lines(text)
    if path.name == "pyproject.toml":
        ours = _table_of_ours(document)
        if ours is not None and not isinstance(ours, dict):
            raise SettingsError(f"{_place(path, line_of(lines, ('tool', 'auditor')))}: tool.auditor must be a table")
        document = ours or {}
        lines = {key[2:]: line for key, line in lines.items() if key[:2] == ("tool", "auditor") and len(key) > 2}
    try:
        configuration = Configuration(Settings.model_validate(document), str(path), lines)
        _tie(configuration)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(_complaint(path, lines, first["loc"], _said(first))) from error
    return configuration


def _tie(configuration: Configuration) -> None:
    """Raise `SettingsError` for what no part shows alone: concepts and checks that do not exist."""
    from auditor.extract.vocabulary import SHARE_DATA, key, known
    from auditor.release.release_table import ROLES

    settings, path, lines = configuration.settings, Path(configuration.source), dict(configuration.lines)
    for name, entry in settings.vocabulary.items():
        if name not in known() and "where" not in entry.model_fields_set:
            said = f'{name} is no known concept; to make a new one, say in which statements it stands: in = ["any"]'
            raise SettingsError(_complaint(path, lines, ("vocabulary", name), said))
        if name in SHARE_DATA:
            said = "amounts a share and numbers of shares are known by rule, not by label"
            raise SettingsError(_complaint(path, lines, ("vocabulary", name), said))
        wordless = [label for label in entry.labels if not key(label)]
        if wordless:
            said = f"the label {wordless[0]!r} has no word to know it by"
            raise SettingsError(_complaint(path, lines, ("vocabulary", name, "labels"), said))
        if not entry.labels:
            raise SettingsError(_complaint(path, lines, ("vocabulary", name, "labels"), "names no label"))
    concepts = {*known(), *settings.vocabulary}
    for at, relation in enumerate(settings.relations):
        if any(relation.code == other.code for other in settings.relations[:at]):
            said = f"{relation.code} is the code of another relation above"
            raise SettingsError(_complaint(path, lines, ("relations", at, "code"), said))
        shape = equation(relation.equation).shape()
        unknown = [str(one) for one in shape.all_operands if one.concept not in concepts]
        if unknown:
            said = f"{unknown[0]} is no known concept; add it below [vocabulary.{unknown[0]}]"
            raise SettingsError(_complaint(path, lines, ("relations", at, "equation"), said))
    for role in settings.columns:
        if role not in ROLES:
            said = f"there is no such role; the roles are {', '.join(sorted(ROLES))}"
            raise SettingsError(_complaint(path, lines, ("columns", role), said))


def meet(configuration: Configuration, codes: Collection[str]) -> None:
    """Raise `SettingsError` for a setting of a check that is not among ``codes``: those that are there, the
    configuration's and the command line's own included."""
    settings, path, lines = configuration.settings, Path(configuration.source), dict(configuration.lines)
    for place, policy in [((), settings), *((("paths", at), one) for at, one in enumerate(settings.paths))]:
        for key, named in (("off", policy.off or ()), ("only", policy.only or ()), ("severity", policy.severity)):
            for code in named:
                if code not in codes:
                    said = f"there is no check {code}; see: auditor checks"
                    raise SettingsError(_complaint(path, lines, (*place, key), said))


def _said(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such setting; see docs/gate.md"
    return str(error["msg"]).removeprefix("Value error, ")


def _complaint(path: Path, lines: dict[tuple[str | int, ...], int], key: tuple[str | int, ...], said: str) -> str:
    place = _place(path, line_of(lines, key))
    words = ".".join(str(part) if isinstance(part, str) else str(part + 1) for part in key)
    return visible(f"{place}: {words}: {said}")


def _place(path: Path, line: int | None) -> str:
    return f"{path}, line {line}" if line is not None else str(path)
