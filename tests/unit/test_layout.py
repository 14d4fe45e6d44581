"""Tables in monospaced text: columns, labels, paths, rules, heads, units and scales, one hard lay-out a test."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract.layout import Layout, read_layout
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.table import Table
from auditor.read import read
from auditor.read.text import line_starts

SHARED = Path(__file__).resolve().parents[3] / "shared"


def laid_out(text: str) -> Layout:
    text = dedent(text)
    return read_layout(Document("d1", "page.txt", "text", text, "", line_starts(text)))


def printed(layout: Layout, table: Table) -> list[tuple[str, list[str | None]]]:
    """Each row's label and the texts of its figures by column."""
    return [
        (row.label, [None if index is None else layout.figures[index].text for index in cells])
        for row, cells in zip(table.rows, table.grid, strict=True)
    ]


def only(text: str) -> tuple[Layout, Table]:
    layout = laid_out(text)
    assert len(layout.tables) == 1, [table.title for table in layout.tables]
    return layout, layout.tables[0]


def row_of(layout: Layout, label: str) -> Figure:
    return next(figure for figure in layout.figures if figure.label == label)


STATEMENT = """\
                      A MINING COMPANY
               Statements of Operations
       (dollars and shares in thousands, except per share
                   amounts - unaudited)

                                 Third Quarter      Nine Months
                                     Ended             Ended
                               ------------------- -------------------
                               Sept. 30, Sept. 30, Sept. 30, Sept. 30,
                                 2003      2002      2003      2002
                               --------- --------- --------- ---------
Sales of products              $ 28,079  $ 27,790  $ 84,723  $ 79,836
                               --------- --------- --------- ---------
Other operating expenses
  General and administrative      1,841     1,493     6,103     5,137
  Provision for closed
   operations and environmental
   matters                       23,284       510    23,488       768
                               --------- --------- --------- ---------
                                 25,125     2,003    29,591     5,905
                               --------- --------- --------- ---------
Income tax provision               (306)      - -    (1,922)      - -
                               --------- --------- --------- ---------
Net income (loss) (1)          $(17,460) $  1,533  $ (8,187) $  6,774
                               ========= ========= ========= =========

Basic income (loss) per common
 share:
  Loss from operations after
   preferred dividends         $  (0.16) $  (0.19) $  (0.10) $  (0.18)
                               --------- --------- --------- ---------
Basic loss per common share
 (2)                           $  (0.16) $  (0.20) $  (0.09) $  (0.20)
                               ========= ========= ========= =========
Basic weighted average number
 of common shares outstanding   110,221    86,031   109,656    78,294
                               ========= ========= ========= =========
"""


def test_wrapped_labels_are_joined_and_notes_dropped() -> None:
    _, table = only(STATEMENT)
    assert [row.label for row in table.rows] == [
        "Sales of products",
        "General and administrative",
        "Provision for closed operations and environmental matters",
        "",
        "Income tax provision",
        "Net income (loss)",
        "Loss from operations after preferred dividends",
        "Basic loss per common share",
        "Basic weighted average number of common shares outstanding",
    ]


def test_headings_make_the_path_and_end_with_their_indentation() -> None:
    _, table = only(STATEMENT)
    paths = [row.path for row in table.rows]
    assert paths[1:4] == [("Other operating expenses",)] * 3
    assert paths[4:6] == [(), ()]
    assert paths[6] == ("Basic income (loss) per common share:",)
    assert paths[7] == ()


def test_spanning_heads_reach_the_columns_under_their_rule() -> None:
    _, table = only(STATEMENT)
    assert [str(column.period) for column in table.columns] == [
        "2003-07-01 to 2003-09-30",
        "2002-07-01 to 2002-09-30",
        "2003-01-01 to 2003-09-30",
        "2002-01-01 to 2002-09-30",
    ]


def test_rules_are_kept_above_and_below_rows() -> None:
    _, table = only(STATEMENT)
    every = frozenset(range(4))
    assert [row.index for row in table.rows if row.ruled == every] == [1, 3, 4, 5, 6, 7, 8]
    assert [row.index for row in table.rows if row.closed == every] == [0, 2, 3, 4, 5, 6, 7, 8]


def test_scale_and_unit_belong_to_the_figure() -> None:
    layout, table = only(STATEMENT)
    assert (table.title, table.statement, table.unit, table.scale) == (
        "Statements of Operations",
        "income_statement",
        "USD",
        3,
    )
    measures = {
        label: (row_of(layout, label).unit, row_of(layout, label).exponent)
        for label in ("Sales of products", "Basic loss per common share", table.rows[-1].label, table.rows[6].label)
    }
    assert list(measures.values()) == [("USD", 3), ("USD/share", -2), ("shares", 3), ("USD/share", -2)]


def test_a_nil_stands_in_its_column() -> None:
    layout, table = only(STATEMENT)
    row = table.grid[4]
    assert [layout.figures[i].nil for i in row if i is not None] == [False, True, False, True]


def test_a_bracketed_note_alone_on_a_label_line_is_no_figure() -> None:
    layout, table = only(STATEMENT)
    assert printed(layout, table)[7][1] == ["(0.16)", "(0.20)", "(0.09)", "(0.20)"]


def test_offsets_delimit_the_printed_text() -> None:
    layout = laid_out(STATEMENT.replace("\n", "\r\n"))
    text = dedent(STATEMENT).replace("\n", "\r\n")
    assert all(text[figure.start : figure.end] == figure.text for figure in layout.figures)


@pytest.mark.parametrize("wrong", ["23,2847", "3,284", "232,284,00"])
def test_a_mistyped_length_pushes_its_line_and_loses_no_figure(wrong: str) -> None:
    layout, table = only(STATEMENT.replace("23,284", wrong))
    assert len(table.columns) == 4
    assert printed(layout, table)[2][1] == [wrong, "510", "23,488", "768"]
    assert table.unread == 0


SECTIONS = """\
                         A MINING COMPANY
        (dollars in thousands, except per share and per ounce amounts)

                                 First Quarter Ended
                            -----------------------------
HIGHLIGHTS                  MAR. 31, 2003   Mar. 31, 2002
- ---------------------------------------------------------
FINANCIAL DATA
- ---------------------------------------------------------
Sales of products              $   26,441      $   23,383
Other                                 541              --
                               ----------      ----------
  Total sales                  $   26,982      $   23,383
- ---------------------------------------------------------
PRODUCTION SUMMARY
- ---------------------------------------------------------
Silver - Ounces                 2,398,199       2,009,997
Lead - Tons                         5,627           4,021
Average cost per ounce of silver produced(2):
  Cash operating costs               1.58            2.39
Silver - Handy &
  Harman ($/oz.)                     4.69            4.51
Ore grade milled - Gold
 (oz./ton)                          0.824           0.827
Days of operation                      80              81
Zinc (cents/pound)                   35.7            36.0
A unit (29.73%*)                      276             696
"""


def test_framed_headings_are_sections_and_their_frames_no_sums() -> None:
    _, table = only(SECTIONS)
    assert [row.path for row in table.rows][:5] == [
        ("FINANCIAL DATA",),
        ("FINANCIAL DATA",),
        ("FINANCIAL DATA",),
        ("PRODUCTION SUMMARY",),
        ("PRODUCTION SUMMARY",),
    ]
    assert (table.rows[2].closed, table.rows[3].ruled, table.rows[3].headed) == (frozenset(), frozenset(), True)
    assert table.rows[2].ruled == {0, 1}


def test_unit_words_keep_the_caption_scale_away() -> None:
    layout, _ = only(SECTIONS)
    labels = ("Silver - Ounces", "Lead - Tons", "Cash operating costs", "Silver - Handy & Harman ($/oz.)")
    labels += ("Ore grade milled - Gold (oz./ton)", "Days of operation", "Zinc (cents/pound)", "A unit (29.73%)")
    assert [(row_of(layout, label).unit, row_of(layout, label).exponent) for label in labels] == [
        ("oz", 0),
        ("ton", 0),
        ("USD/oz", -2),
        ("USD/oz", -2),
        ("oz/ton", -3),
        ("days", 0),
        ("USc/lb", -1),
        ("USD", 3),
    ]


def test_a_scale_that_names_ounces_covers_them() -> None:
    layout, _ = only(
        """\
        Reconciliation of Costs (dollars and ounces in thousands, except per ounce)

                                           2003       2002
        Total cash costs               $  4,785   $  5,499
        Divided by ounces produced           35         40
        Cash cost per ounce produced   $    137   $    137
        """
    )
    assert [(f.unit, f.exponent) for f in layout.figures[::2]] == [("USD", 3), ("oz", 3), ("USD/oz", 0)]


def test_a_blank_cell_stays_blank_in_its_column() -> None:
    layout, table = only(
        """\
        Balance Sheets
                                     2003        2002
        Cash                      102,820      19,542
        Short-term investments     12,258
        Deposits                                1,780
        Total                     115,078      21,322
        """
    )
    assert [cells for _, cells in printed(layout, table)][1:3] == [["12,258", None], [None, "1,780"]]


def test_six_columns_with_adjustments_are_kept_apart() -> None:
    layout, table = only(
        """\
        PRO FORMA STATEMENT OF OPERATIONS
                             FIRST    SECOND    THIRD     FOR       FOR       PRO
                             CO.       CO.       CO.     FIRST    SECOND     FORMA
                            -------  -------   -------  -------   -------  --------
        Trading profits...  $16,073  $19,383   $32,479  $    --   $    --  $ 67,935
        Other income......    4,011      524     3,514   (1,906)   (1,690)    4,453
                            -------  -------   -------  -------   -------  --------
          Total revenues..   20,084   19,907    35,993   (1,906)   (1,690)   72,388
        Per share.........  $ (0.09)                                       $   0.10
        """
    )
    assert len(table.columns) == 6
    assert table.columns[5].header == "PRO FORMA"
    assert printed(layout, table)[3] == ("Per share", ["(0.09)", None, None, None, None, "0.10"])


def test_percent_and_change_columns_are_told_from_amounts() -> None:
    layout, table = only(
        """\
                             1996    Change     1995
        Net sales          $9,833     (11%)  $11,062
        Gross margin          968     (66%)    2,858
        """
    )
    assert [column.kind for column in table.columns] == ["amount", "change", "amount"]
    assert layout.figures[1].unit == "percent"


def test_a_table_among_footnotes_takes_the_heads_of_its_elder() -> None:
    layout = laid_out(
        STATEMENT
        + """
(1) Income before environmental accruals is a measure that is not defined in
    accounting principles. The table reconciles it with net income:

Net income (loss)              $(17,460) $  1,533  $ (8,187) $  6,774
Add environmental accruals       23,107       327    23,107       327
                               --------  --------  --------  --------
Income before accruals         $  5,647  $  1,860  $ 14,920  $  7,101
                               ========  ========  ========  ========
"""
    )
    statement, note = layout.tables
    assert [column.period for column in note.columns] == [column.period for column in statement.columns]
    assert {layout.figures[i].exponent for row in note.grid for i in row if i is not None} == {3}


def test_figures_on_the_first_line_of_a_wrapped_label() -> None:
    _, table = only(
        """\
                                            2003      2002
        Costs of sales and other           3,532     4,897
          direct production costs
        Reclamation                           52        93
        Treatment costs                     (347)     (379)
        """
    )
    assert [row.label for row in table.rows] == [
        "Costs of sales and other direct production costs",
        "Reclamation",
        "Treatment costs",
    ]


def test_a_row_of_blank_cells_is_no_heading() -> None:
    _, table = only(
        """\
        <TABLE>
        <CAPTION>
                                                  1998        1999
        <S>                                  <C>         <C>
        LIABILITIES
        Payables...........................    109,197      78,015
        Commitments and contingencies......
                                             ---------   ---------
             Total liabilities.............    109,197      78,015
        </TABLE>
        """
    )
    assert [row.path for row in table.rows] == [("LIABILITIES",), ("LIABILITIES",)]


def test_years_that_label_rows_are_labels() -> None:
    layout, table = only(
        """\
        YEAR ENDING JUNE 30,             LEASES
        2000........................   $  737,870
        2001........................      570,080
        Total.......................   $1,307,950
        """
    )
    assert printed(layout, table)[:2] == [("2000", ["737,870"]), ("2001", ["570,080"])]


@pytest.mark.parametrize(
    "text",
    [
        "Item 1.  Business ................... 3\nItem 2.  Properties ................. 12\n",
        "Tel:   208-769-4100\nFax:   208-769-7612\n",
        "We sold 1,234 tons in 2003 and 1,200\ntons in 2002, as in the years before 1,999\nand after.\n",
        "                 - 12 -\n\n                 - 13 -\n",
    ],
)
def test_lists_telephones_and_sentences_are_no_tables(text: str) -> None:
    assert laid_out(text).tables == ()


def test_a_misspelt_figure_is_counted_as_unread() -> None:
    _, table = only(
        """\
                        2003      2002
        Sales         26,44l    23,383
        Gross profit   6,955     3,734
        Net income     6,735       486
        """
    )
    assert table.unread == 1
    assert table.rows[0].label == "Sales"


def test_an_overlong_line_is_reported_and_passed_over() -> None:
    layout = laid_out("x" * 5000 + "\n" + "Sales   1,234   5,678\nTotal   1,234   5,678\n")
    assert len(layout.tables) == 1
    assert layout.diagnostics[0].line == 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(-(10**7), 10**7), min_size=3, max_size=3), min_size=2, max_size=12),
    st.integers(2, 9),
    st.booleans(),
)
def test_what_is_laid_out_is_read_back(values: list[list[int]], gap: int, dollars: bool) -> None:
    random_labels = random.Random(7)
    lines = []
    for number, row in enumerate(values):
        cells = [f"({-value:,})" if value < 0 else f"{value:,} " for value in row]
        sign = "$" if dollars and number == 0 else " "
        label = random_labels.choice(["Cash", "Receivables", "Deferred income taxes"])
        lines.append(f"{label:<30}" + "".join(" " * gap + sign + f"{cell:>14}" for cell in cells))
    layout = laid_out("\n".join(lines) + "\n")
    read_back = [[layout.figures[i].mantissa if i is not None else None for i in row] for row in layout.tables[0].grid]
    assert read_back == values


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the shared filings are not here")
@pytest.mark.parametrize(
    ("name", "tables", "rows", "figures"),
    [("001_*.txt", 8, [29, 27, 32, 29, 32, 12, 5, 46], 424), ("003_*.txt", 8, [29, 26, 3, 34, 30, 43, 7, 44], 722)],
)
def test_a_real_release_is_read_whole(name: str, tables: int, rows: list[int], figures: int) -> None:
    layout = read_layout(read(next((SHARED / "seeds").glob(name))))
    assert len(layout.tables) == tables
    assert [len(table.rows) for table in layout.tables] == rows
    assert len(layout.figures) == figures
    assert sum(table.unread for table in layout.tables) == 0
    assert all(column.period for table in layout.tables for column in table.columns)


HALVES = """
                       CONSOLIDATED BALANCE SHEETS
                            (in millions)
<TABLE>
<CAPTION>
                                     ASSETS
                                  June 26, 1999      September 25, 1998
<S>                                         <C>                     <C>
Cash                                     $1,773                  $1,481
Receivables                                 896                     955
   Total assets                          $2,669                  $2,436
</TABLE>
<TABLE>
<CAPTION>
                     LIABILITIES AND OWNERS' EQUITY
<S>                                         <C>                     <C>
Accounts payable                         $  792                  $  719
Owners' equity                            1,877                   1,717
   Total liabilities and equity          $2,669                  $2,436
</TABLE>
"""


def test_the_other_half_of_a_balance_sheet_goes_on_under_the_same_heads() -> None:
    layout = laid_out(HALVES)
    assets, liabilities = layout.tables
    assert liabilities.statement == "balance_sheet"
    assert [column.period for column in liabilities.columns] == [column.period for column in assets.columns]
    assert {layout.figures[i].exponent for row in liabilities.grid for i in row if i is not None} == {6}


def test_blank_heads_far_below_another_table_stay_blank() -> None:
    between = "\n".join(f"The company did this and that, and {n} other things besides it.\n" for n in range(9))
    layout = laid_out(HALVES.replace("</TABLE>\n<TABLE>", f"</TABLE>\n{between}\n<TABLE>"))
    assert [column.period for column in layout.tables[1].columns] == [None, None]


def test_the_sentence_that_leads_to_a_table_tells_its_scale() -> None:
    layout, table = only(
        """
The following table presents selected statistics for each of the fiscal
quarters ending on the dates indicated (dollars in millions):

<TABLE>
<CAPTION>
                                    1/1/00     9/25/99
<S>                                 <C>        <C>
Receivables                         $  892     $  681
Inventory                           $   15     $   20
</TABLE>
"""
    )
    assert {layout.figures[i].exponent for row in table.grid for i in row if i is not None} == {6}


def test_a_heading_that_scales_shares_leaves_the_dollars_below_it_alone() -> None:
    layout = laid_out(
        """
                            SELECTED FINANCIAL DATA
                                (In millions)

                                              1999       1998
                                            --------   --------
Shares used in computing earnings (in thousands):
  Basic                                      355,022    345,613
  Diluted                                    361,785    345,613
  Total assets                              $  6,298   $  6,021
"""
    )
    assert {figure.label: figure.exponent for figure in layout.figures} == {"Basic": 3, "Diluted": 3, "Total assets": 6}
