"""The commands. One module each; a command's module is imported only when that command runs."""

from __future__ import annotations

from auditor.cli.group import main

__all__ = ["main"]
