"""Book value per share is not equity over the shares outstanding.

What it checks
--------------
That shareholders' equity divided by the shares outstanding is the printed book value per share.

Why it matters
--------------
It is the floor under many a valuation, and is recomputed by few.

Fails
-----
Selected financial data (in thousands, except per share)

| label                      |    2003 |    2002 |    2001 |
| Total stockholders' equity | 241,360 | 226,014 | 208,455 |
| Common shares outstanding  |  13,084 |  12,990 |  12,871 |
| Book value per share       |   14.85 |   17.40 |   16.20 |

Passes
------
Selected financial data (in thousands, except per share)

| label                      |    2003 |    2002 |    2001 |
| Total stockholders' equity | 241,360 | 226,014 | 208,455 |
| Common shares outstanding  |  13,084 |  12,990 |  12,871 |
| Book value per share       |   18.45 |   17.40 |   16.20 |

Stays silent
------------
where the shares outstanding are not printed.

Selected financial data (in thousands, except per share)

| label                      |    2003 |    2002 |    2001 |
| Total stockholders' equity | 241,360 | 226,014 | 208,455 |
| Book value per share       |   18.45 |   17.40 |   16.20 |
"""

from auditor.catalogue import Check, Ratio, concepts

book_value_per_share, total_equity, shares_outstanding = concepts(
    "book_value_per_share total_equity shares_outstanding"
)

CHECK = Check(
    code="BS109",
    name="book-value-per-share-differs",
    equation=Ratio(total=book_value_per_share, over=total_equity, under=shares_outstanding),
    severity="warning",
    prior=4.0,
    reaches="balance_sheet",
    slack=1,
)
