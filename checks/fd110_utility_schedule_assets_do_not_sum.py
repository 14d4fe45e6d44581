"""A utility schedule's assets do not sum to their total.

What it checks
--------------
That net plant, other property, current assets, deferred charges and other assets (article UT) are TOTAL-ASSETS.

Why it matters
--------------
A utility's balance sheet begins with its plant, in an order of its own.

Fails
-----
Financial data schedule, balances (in thousands)

| label                     | 1998-12-31 | 1997-12-31 |
| TOTAL-NET-UTILITY-PLANT   |    312,440 |    305,118 |
| OTHER-PROPERTY-AND-INVEST |      8,906 |      7,714 |
| TOTAL-CURRENT-ASSETS      |     41,207 |     44,360 |
| TOTAL-DEFERRED-CHARGES    |     12,650 |     11,938 |
| OTHER-ASSETS              |      3,118 |      2,870 |
| TOTAL-ASSETS              |    387,321 |    372,000 |

Passes
------
Financial data schedule, balances (in thousands)

| label                     | 1998-12-31 | 1997-12-31 |
| TOTAL-NET-UTILITY-PLANT   |    312,440 |    305,118 |
| OTHER-PROPERTY-AND-INVEST |      8,906 |      7,714 |
| TOTAL-CURRENT-ASSETS      |     41,207 |     44,360 |
| TOTAL-DEFERRED-CHARGES    |     12,650 |     11,938 |
| OTHER-ASSETS              |      3,118 |      2,870 |
| TOTAL-ASSETS              |    378,321 |    372,000 |

Stays silent
------------
where the schedule leaves out a tag.

Financial data schedule, balances (in thousands)

| label                     | 1998-12-31 | 1997-12-31 |
| TOTAL-NET-UTILITY-PLANT   |    312,440 |    305,118 |
| OTHER-PROPERTY-AND-INVEST |      8,906 |      7,714 |
| TOTAL-CURRENT-ASSETS      |     41,207 |     44,360 |
| OTHER-ASSETS              |      3,118 |      2,870 |
| TOTAL-ASSETS              |    378,321 |    372,000 |
"""

from auditor.catalogue import Check, Eq, concepts

(
    total_net_utility_plant,
    other_property_and_invest,
    total_current_assets,
    total_deferred_charges,
    other_assets,
    total_assets,
) = concepts(
    "TOTAL-NET-UTILITY-PLANT OTHER-PROPERTY-AND-INVEST TOTAL-CURRENT-ASSETS "
    "TOTAL-DEFERRED-CHARGES OTHER-ASSETS TOTAL-ASSETS"
)

CHECK = Check(
    code="FD110",
    name="utility-schedule-assets-do-not-sum",
    equation=Eq(
        total_net_utility_plant
        + other_property_and_invest
        + total_current_assets
        + total_deferred_charges
        + other_assets,
        total_assets,
    ),
    prior=4.0,
)
