"""Statements of real filings, transcribed by eye, against what is read of them.

    python benchmarks/golden_pages.py [--faults]

Sums up what ``tests/golden/test_pages.py`` tests: of the figures that a person sees in a statement, how many are not
read, stand in another column or row, or have another value or period. Writes ``benchmarks/golden_pages.json``;
``--faults`` lists each of them. Says so and stops where the filings are absent (``../shared``, beside the repository).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
GOLDEN = ROOT / "tests" / "golden"
sys.path[:0] = [str(ROOT), str(GOLDEN)]

import page_data  # noqa: E402
import page_oracle  # noqa: E402

from auditor.extract import extract_all  # noqa: E402
from auditor.read import read_documents  # noqa: E402

SHARED = ROOT.parent / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", action="store_true", help="list every figure that is wrong")
    options = parser.parse_args()
    pages: dict[str, dict[str, Any]] = {}
    total: Counter[str] = Counter()
    for golden in sorted((GOLDEN / "pages").glob("*.toml")):
        page = page_data.load(golden)
        path = SHARED / page.source
        if not path.exists():
            sys.exit(f"the filings are not here: {path} is missing")
        extraction = extract_all(read_documents(path))
        compared = [page_oracle.compare(sheet, extraction) for sheet in page.sheets]
        counts = {kind: sum(one.count(kind) for one in compared) for kind in page_oracle.KINDS}
        figures = sum(one.total for one in compared)
        total.update(figures=figures, invented=sum(len(one.invented) for one in compared), **counts)
        pages[page.name] = {"source": page.source, "figures": figures, **counts}
        if hard := page.raw.get("hard"):
            pages[page.name]["hard"] = hard
        print(f"{figures:6d} " + " ".join(f"{counts[k]:4d} {k}" for k in page_oracle.KINDS) + f"  {page.name}")
        if options.faults:
            for one in compared:
                for kind, lines in one.wrong.items():
                    print(*(f"    {kind}: {line}" for line in lines), sep="\n")
    result = {"files": len(pages), **total, "pages": pages}
    print(f"golden pages: {len(pages)} files, " + ", ".join(f"{n} {word}" for word, n in total.items()))
    (HERE / "golden_pages.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
