"""Hand-made audits, so that the report forms can be tested without reading a filing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from auditor.model.audit import Audit, Diagnostic, Extraction
from auditor.model.document import Cover, Document, Exhibit
from auditor.model.figure import Figure, Period
from auditor.model.finding import Coverage, Finding, Suspect
from auditor.model.identity import Identity
from auditor.model.table import Column, Row, Table

NOW, THEN = Period(date(2003, 9, 30)), Period(date(2002, 12, 31))
ROWS = (  # a balance sheet's upper half; the first column's total has two digits exchanged
    ("Cash and cash equivalents", "105,387", "19,542"),
    ("Accounts and notes receivable", "12,914", "9,103"),
    ("Inventories", "17,611", "15,209"),
    ("Other current assets", "16,319", "4,311"),
    ("Total current assets", "152,321", "48,165"),
    ("Properties, plants and equipment, net", "79,038", "82,914"),
    ("Total assets", "231,269", "131,079"),
)


def figure(index: int, text: str, label: str, row: int, column: int, period: Period) -> Figure:
    return Figure(
        index=index, text=text, mantissa=int(text.replace(",", "")), exponent=3, unit="USD", label=label,
        path=("ASSETS", "Current assets:") if row < 5 else ("ASSETS",), period=period, line=531 + row,
        start=28000 + 80 * row + 20 * column, end=28000 + 80 * row + 20 * column + len(text),
        table=0, row=row, column=column,
    )  # fmt: skip


def footing(column: int, total: int, parts: tuple[int, ...], residual: int) -> Identity:
    places = tuple(2 * row + column for row in (*parts, total))
    return Identity(
        check="FT101", origin="structure", form="linear", figures=places, coefficients=(1,) * len(parts) + (-1,),
        total=places[-1], evidence=("a rule line above", "the label says “total”"), bits=18.0,
        status="violated" if residual else "holds", residual=Decimal(residual), tolerance=Decimal(2500),
    )  # fmt: skip


def make_audit(
    label: str = "Total current assets", company: str = "EXAMPLE MINING COMPANY", path: str = "filings/q3.txt",
    message: str = "Total current assets is 152,321 but its parts add to 152,231 (difference 90).",
    severity: str = "error",
) -> Audit:  # fmt: skip
    rows = [(label if text == "Total current assets" else text, *amounts) for text, *amounts in ROWS]
    figures = tuple(
        figure(2 * row + column, amount, name, row, column, (NOW, THEN)[column])
        for row, (name, *amounts) in enumerate(rows)
        for column, amount in enumerate(amounts)
    )
    table = Table(
        index=0, title="Consolidated Balance Sheets", statement="balance_sheet", unit="USD", scale=3,
        rows=tuple(
            Row(index=n, line=531 + n, label=name, path=figures[2 * n].path, indent=2)
            for n, (name, *_) in enumerate(rows)
        ),
        columns=(Column(0, "Sept. 30, 2003", NOW), Column(1, "Dec. 31, 2002", THEN)),
        grid=tuple((2 * n, 2 * n + 1) for n in range(len(rows))), line=522, last_line=540, caption="(in thousands)",
    )  # fmt: skip
    identities = (
        footing(0, 4, (0, 1, 2, 3), -90_000),
        footing(1, 4, (0, 1, 2, 3), 0),
        footing(0, 6, (4, 5), 90_000),
        footing(1, 6, (4, 5), 0),
        Identity(
            check="TI101", origin="tie", form="equal", figures=(0, 2), coefficients=(1, -1), total=None,
            evidence=("witness",), bits=1.0, standing="latent", status="latent",
        ),
        Identity(
            check="PU101", origin="ratio", form="ratio", figures=(2, 4), coefficients=(), total=6,
            evidence=("per-unit label",), bits=6.0, status="skipped", reason="the ounces are not printed",
        ),
    )  # fmt: skip
    finding = Finding(
        check="FT101", name="total-does-not-foot", severity=severity, verdict="mismatch", message=message,  # type: ignore[arg-type]
        identities=(0, 2), figures=(8, 0, 2, 4, 6, 10, 12),
        suspects=(Suspect(8, 0.97, "152,231", Decimal(152_231_000), "transposition", (0, 2)),), fingerprint="a1b2c3",
    )  # fmt: skip
    text = "\n" * 540
    document = Document(
        id="d1", path=path, media="text", text=text, sha256="0" * 64, line_starts=tuple(range(541)),
        form="EX-99", company=company, period="2003-09-30",
        cover=Cover((Exhibit("99.1", "News release", False),), "The unit word was a typographical error."),
    )  # fmt: skip
    protection = tuple("locatable" if row in (4, 6) else "detectable" for row in range(7) for _ in range(2))
    return Audit(
        document=document,
        extraction=Extraction((table,), figures, (), (Diagnostic("warning", "one cell stands in no column", 533),), 1),
        identities=identities, findings=(finding,), coverage=Coverage(14, 14, 4, 1, 1, 1), protection=protection,
    )  # fmt: skip


@pytest.fixture
def audit_of() -> Callable[..., Audit]:
    """A balance sheet with one transposed total; labels, path and words can be replaced by hostile ones."""
    return make_audit


@pytest.fixture
def transposed() -> Audit:
    return make_audit()


RELEASE = """\
                         SMALL COMPANY
                   Consolidated Balance Sheets
                         (in thousands)

                                       Sept. 30,      Dec. 31,
                                          2003          2002
                                       ---------     ---------
Cash and cash equivalents              $ 105,387     $  19,542
Accounts receivable                       12,914         9,103
Inventories                               17,611        15,209
Other current assets                      16,319         4,311
                                       ---------     ---------
   Total current assets                  152,231        48,165
Properties, net                           79,038        82,914
                                       ---------     ---------
   Total assets                        $ 231,269     $ 131,079
                                       =========     =========
"""


@pytest.fixture
def release_text() -> str:
    """A balance sheet that foots, as a monospaced release prints it."""
    return RELEASE
