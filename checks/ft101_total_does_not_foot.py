"""A total is not the sum of the lines above it.

What it checks
--------------
That a total, labelled, ruled off or unlabelled, is the sum of a run of lines above it with their signs, in every
column. Which run, and with which signs, is read from the page: rules, indentation, the word total, and above all
the other columns in which the same lines do foot.

Why it matters
--------------
Footing is the oldest check of a column of figures, and the one a typist breaks most often.

Fails
-----
Consolidated Balance Sheets

| label                |    2003 |   2002 |   2001 |
| Cash                 | 102,820 | 19,542 |  7,560 |
| Receivables          |  15,616 | 10,154 |  9,870 |
| Inventories          |  18,396 | 14,758 | 11,602 |
| -----                |         |        |        |
| Total current assets | 136,382 | 44,454 | 29,032 |

Passes
------
Consolidated Balance Sheets

| label                |    2003 |   2002 |   2001 |
| Cash                 | 102,820 | 19,542 |  7,560 |
| Receivables          |  15,616 | 10,154 |  9,870 |
| Inventories          |  18,396 | 14,758 | 11,602 |
| -----                |         |        |        |
| Total current assets | 136,832 | 44,454 | 29,032 |

Stays silent
------------
where lines stand under one another and nothing on the page says that they add up.

Average prices

| label            | 2003 | 2002 | 2001 |
| Silver per ounce | 4.78 | 4.65 | 4.40 |
| Gold per ounce   |  354 |  306 |  271 |
| Lead per ounce   | 21.6 | 20.8 | 22.1 |
"""

from auditor.catalogue import Check

CHECK = Check(code="FT101", name="total-does-not-foot", severity="error", decided_by="structure")
