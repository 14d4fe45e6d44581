"""The JSON Schema of the report document, as published by ``auditor schema``."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("schema.json")


def schema_text() -> str:
    """The schema as it is published, ending with a line end."""
    return _FILE.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema as data."""
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded
