"""Tangible book value per share is not tangible equity over the shares outstanding.

What it checks
--------------
That tangible common equity divided by the shares outstanding is the printed tangible book value per share.

Why it matters
--------------
Banks are bought and sold by multiples of it.

Fails
-----
Financial highlights (in thousands, except per share)

| label                         |    2003 |    2002 |    2001 |
| Tangible common equity        | 201,360 | 186,014 | 168,455 |
| Common shares outstanding     |  13,084 |  12,990 |  12,871 |
| Tangible book value per share |   13.59 |   14.32 |   13.09 |

Passes
------
Financial highlights (in thousands, except per share)

| label                         |    2003 |    2002 |    2001 |
| Tangible common equity        | 201,360 | 186,014 | 168,455 |
| Common shares outstanding     |  13,084 |  12,990 |  12,871 |
| Tangible book value per share |   15.39 |   14.32 |   13.09 |

Stays silent
------------
where the shares outstanding are not printed.

Financial highlights (in thousands, except per share)

| label                         |    2003 |    2002 |    2001 |
| Tangible common equity        | 201,360 | 186,014 | 168,455 |
| Tangible book value per share |   15.39 |   14.32 |   13.09 |
"""

from auditor.catalogue import Check, Ratio, concepts

tangible_book_value_per_share, tangible_common_equity, shares_outstanding = concepts(
    "tangible_book_value_per_share tangible_common_equity shares_outstanding"
)

CHECK = Check(
    code="BS110",
    name="tangible-book-value-per-share-differs",
    equation=Ratio(total=tangible_book_value_per_share, over=tangible_common_equity, under=shares_outstanding),
    severity="warning",
    prior=4.0,
    slack=1,
)
