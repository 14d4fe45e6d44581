"""A fund schedule's net assets are not its assets less its liabilities.

What it checks
--------------
That TOTAL-ASSETS less TOTAL-LIABILITIES is NET-ASSETS (article 6, investment companies).

Why it matters
--------------
Every share of a fund is priced by it.

Fails
-----
Financial data schedule, balances (in thousands)

| label                | 1998-12-31 | 1997-12-31 |
| INVESTMENTS-AT-VALUE |    512,660 |    488,105 |
| TOTAL-ASSETS         |    519,204 |    493,870 |
| TOTAL-LIABILITIES    |      4,118 |      3,906 |
| NET-ASSETS           |    515,806 |    489,964 |

Passes
------
Financial data schedule, balances (in thousands)

| label                | 1998-12-31 | 1997-12-31 |
| INVESTMENTS-AT-VALUE |    512,660 |    488,105 |
| TOTAL-ASSETS         |    519,204 |    493,870 |
| TOTAL-LIABILITIES    |      4,118 |      3,906 |
| NET-ASSETS           |    515,086 |    489,964 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule, balances (in thousands)

| label                | 1998-12-31 | 1997-12-31 |
| INVESTMENTS-AT-VALUE |    512,660 |    488,105 |
| TOTAL-ASSETS         |    519,204 |    493,870 |
| NET-ASSETS           |    515,086 |    489,964 |
"""

from auditor.catalogue import Check, Eq, concepts

total_assets, total_liabilities, net_assets = concepts("TOTAL-ASSETS TOTAL-LIABILITIES NET-ASSETS")

CHECK = Check(
    code="FD113",
    name="fund-schedule-net-assets-do-not-tie",
    equation=Eq(total_assets - total_liabilities, net_assets),
    prior=4.0,
)
