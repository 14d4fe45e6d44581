"""The medical care ratio is not medical costs over premiums.

What it checks
--------------
That medical costs divided by premiums are the printed medical care ratio.

Why it matters
--------------
A tenth of a percent of it moves the share price of a health insurer.

Fails
-----
Highlights (in millions)

| label              |   2003 |   2002 |   2001 |
| Premiums           | 72,800 | 67,120 | 60,044 |
| Medical costs      | 60,482 | 55,036 | 49,178 |
| Medical care ratio |  81.3% |  82.0% |  81.9% |

Passes
------
Highlights (in millions)

| label              |   2003 |   2002 |   2001 |
| Premiums           | 72,800 | 67,120 | 60,044 |
| Medical costs      | 60,482 | 55,036 | 49,178 |
| Medical care ratio |  83.1% |  82.0% |  81.9% |

Stays silent
------------
where the premiums are not printed.

Highlights (in millions)

| label              |   2003 |   2002 |   2001 |
| Medical costs      | 60,482 | 55,036 | 49,178 |
| Medical care ratio |  83.1% |  82.0% |  81.9% |
"""

from auditor.catalogue import Check, Ratio, concepts

medical_care_ratio, medical_costs, premiums = concepts("medical_care_ratio medical_costs premiums")

CHECK = Check(
    code="IN104",
    name="medical-care-ratio-does-not-divide",
    equation=Ratio(total=medical_care_ratio, over=medical_costs, under=premiums),
    severity="warning",
    prior=5.0,
    reaches="income_statement",
    slack=1,
)
