"""A total differs from the sum that the filing's own calculation link declares.

What it checks
--------------
That each total of an XBRL instance is the weighted sum of the facts that a calculation link of the filing says it
consists of, of one entity, period, set of members and unit, by Calculations 1.1: every fact stands for the interval its
declared decimals leave open, and what is not reported adds nothing.

Why it matters
--------------
The filer declares the sum itself, so a total that misses it is a wrong fact, or a link that lists the wrong parts.
Links are often incomplete, so a failure is an error only where the same sum holds in other periods. Where it holds in
none it is a warning; where a part is not reported, only a remark.

Fails
-----
Calculation link of the balance sheet (in thousands)

| label                | weight | 2003-12-31 | 2002-12-31 |
| Cash                 |      1 |      1,204 |      1,106 |
| Receivables          |      1 |      2,411 |      2,298 |
| Inventories          |      1 |      3,115 |      2,904 |
| Total current assets |        |      6,370 |      6,308 |

Passes
------
Calculation link of the balance sheet (in thousands)

| label                | weight | 2003-12-31 | 2002-12-31 |
| Cash                 |      1 |      1,204 |      1,106 |
| Receivables          |      1 |      2,411 |      2,298 |
| Inventories          |      1 |      3,115 |      2,904 |
| Total current assets |        |      6,730 |      6,308 |

Stays silent
------------
where the parts are not reported for the total's period.

Calculation link of the balance sheet (in thousands)

| label                | weight | 2003-12-31 | 2002-12-31 |
| Cash                 |      1 |      1,204 |            |
| Receivables          |      1 |      2,411 |            |
| Inventories          |      1 |      3,115 |            |
| Total current assets |        |      6,730 |      6,398 |
"""

from auditor.catalogue import Check

CHECK = Check(code="XB101", name="calculation-is-inconsistent", severity="error", decided_by="linkbase")
