"""One fact is printed as two amounts.

What it checks
--------------
That lines which name one fact for one period, in highlights, statements, segments and reconciliations, print one
amount, each within the places it is printed to.

Why it matters
--------------
Repeated figures are typed twice and corrected once.

Fails
-----
Highlights (in thousands)

| label             |   2003 |   2002 |   2001 |
| Sales of products | 84,732 | 79,836 | 61,207 |
| Gross profit      | 26,990 | 18,005 |  9,411 |

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |   2001 |
| Sales of products | 84,723 | 79,836 | 61,207 |
| Cost of sales     | 57,733 | 61,831 | 51,796 |
| Gross profit      | 26,990 | 18,005 |  9,411 |

Passes
------
Highlights (in thousands)

| label             |   2003 |   2002 |   2001 |
| Sales of products | 84,723 | 79,836 | 61,207 |
| Gross profit      | 26,990 | 18,005 |  9,411 |

Consolidated Statements of Operations (in thousands)

| label             |   2003 |   2002 |   2001 |
| Sales of products | 84,723 | 79,836 | 61,207 |
| Cost of sales     | 57,733 | 61,831 | 51,796 |
| Gross profit      | 26,990 | 18,005 |  9,411 |

Stays silent
------------
where the lines share a word but name different facts.

Balance sheet

| label                          | 2003 |  2002 |
| Deferred income taxes, current |  675 | 2,700 |

Long-term items

| label                              | 2003 | 2002 |
| Deferred income taxes, non-current |  850 |  300 |
"""

from auditor.catalogue import Check

CHECK = Check(code="TI101", name="same-fact-differs", severity="error", decided_by="ties")
