"""Which files of a directory are audited, in which order."""

from __future__ import annotations

import os
from pathlib import Path


def filings(directory: str, leave_out: Path | None = None) -> list[str]:
    """Every file below ``directory`` in path order, hidden ones and ``leave_out`` excepted.

    Paths begin with ``directory`` as given. Links to directories are not followed, so that a loop ends.
    """
    skipped = leave_out.resolve() if leave_out is not None else None
    found: list[str] = []
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(folder, name)
            if not name.startswith(".") and not (skipped and name == skipped.name and Path(path).resolve() == skipped):
                found.append(path)
    return sorted(found, key=lambda path: path.split(os.sep))
