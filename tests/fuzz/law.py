"""The law for any bytes: a report in the published form, or one clear line; soon, and the same every time."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from typing import Any

import auditor
from auditor.report.schema import schema

SOON = 5.0  # processor seconds for a small file, which takes some hundredths of one
KINDS = frozenset(("unreadable", "no-figures", "limit"))


class Broken(AssertionError):
    """The law does not hold for a file."""


def hold(path: Path, validate: bool = True) -> auditor.Report:
    """The report on a file. Raises `Broken` where it is none, names a fault of ours, or took too long."""
    began = time.process_time()
    report = auditor.audit(path)
    text = report.to_json()
    seconds = time.process_time() - began
    failure = report.failure
    if failure is not None:
        if failure.kind not in KINDS:
            raise Broken(f"{failure.kind}: {failure.message}")
        if not failure.message.strip() or len(failure.message.splitlines()) != 1:
            raise Broken(f"not one line: {failure.message!r}")
    if seconds > SOON:
        raise Broken(f"took {seconds:.1f} seconds of the processor")
    if validate:
        _validator().validate(json.loads(text))
    return report


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())
