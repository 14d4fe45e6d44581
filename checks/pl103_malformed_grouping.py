"""The digits of an amount are not grouped in threes, or a bracket is missing.

What it checks
--------------
That commas stand before every third digit, and that a bracket opened in a cell is closed, where the cells beside it
keep to that.

Why it matters
--------------
A misplaced comma is the trace of a digit lost or doubled.

Fails
-----
Inventories

| label          |   2003 |   2002 |
| Finished goods |  26,41 | 24,102 |
| Raw materials  | 12,528 | 15,482 |
| Supplies       |  5,161 |  5,894 |

Passes
------
Inventories

| label          |   2003 |   2002 |
| Finished goods | 26,441 | 24,102 |
| Raw materials  | 12,528 | 15,482 |
| Supplies       |  5,161 |  5,894 |

Stays silent
------------
where the digits are not grouped at all.

Inventories

| label          |  2003 |  2002 |
| Finished goods | 26441 | 24102 |
| Raw materials  | 12528 | 15482 |
"""

from auditor.catalogue import Check

CHECK = Check(code="PL103", name="malformed-grouping", severity="warning", decided_by="plausibility")
