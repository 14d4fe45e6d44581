"""Four quarters do not sum to the year.

What it checks
--------------
That the quarters of a table of quarterly data add up to the line of that name in a statement of the year. Which year
the quarters are of is read from the amounts; only where most of their rows make the year's lines, and one slip of a
typist explains the row that does not, is it reported.

Why it matters
--------------
Quarterly data close the notes, far from the statement, and are seldom added up.

Fails
-----
Consolidated Statements of Income (in thousands)

| label        |    2003 |    2002 |
| Net sales    | 423,771 | 401,118 |
| Gross margin | 141,903 | 133,270 |
| Net income   |  31,078 |  28,466 |

Selected Quarterly Data (in thousands)

| label        | First quarter | Second quarter | Third quarter | Fourth quarter |
| Net sales    |       101,264 |        104,392 |       107,005 |        111,110 |
| Gross margin |        33,121 |         34,975 |        36,018 |         37,789 |
| Net income   |         7,120 |          7,446 |         7,933 |          8,597 |

Passes
------
Consolidated Statements of Income (in thousands)

| label        |    2003 |    2002 |
| Net sales    | 423,771 | 401,118 |
| Gross margin | 141,903 | 133,270 |
| Net income   |  31,078 |  28,466 |

Selected Quarterly Data (in thousands)

| label        | First quarter | Second quarter | Third quarter | Fourth quarter |
| Net sales    |       101,264 |        104,392 |       107,005 |        111,110 |
| Gross margin |        33,121 |         34,975 |        36,018 |         37,789 |
| Net income   |         7,120 |          7,446 |         7,933 |          8,579 |

Stays silent
------------
where the quarters are of a year that no statement prints.

Consolidated Statements of Income (in thousands)

| label      |    2003 |    2002 |
| Net sales  | 423,771 | 401,118 |
| Net income |  31,078 |  28,466 |

Selected Quarterly Data (in thousands)

| label      | First quarter | Second quarter | Third quarter | Fourth quarter |
| Net sales  |        91,264 |         94,392 |        97,005 |        101,110 |
| Net income |         6,120 |          6,446 |         6,933 |          7,597 |
"""

from auditor.catalogue import Check

CHECK = Check(code="TI105", name="quarters-do-not-sum-to-year", severity="warning", decided_by="periods")
