"""Diluted earnings per share of continuing and discontinued operations do not sum.

What it checks
--------------
That diluted earnings per share from continuing operations, from discontinued operations and from events printed
beside them are the diluted earnings per share, up to the cent that rounding moves.

Why it matters
--------------
It is the figure quoted in headlines, taken apart.

Fails
-----
Consolidated Statements of Income (in thousands, except per share)

| label                                                   | 2003 | 2002 | 2001 |
| Diluted earnings per share from continuing operations   | 1.19 | 1.06 | 0.96 |
| Diluted earnings per share from discontinued operations | 0.33 | 0.29 | 0.40 |
| Diluted earnings per share                              | 5.12 | 1.35 | 1.36 |

Passes
------
Consolidated Statements of Income (in thousands, except per share)

| label                                                   | 2003 | 2002 | 2001 |
| Diluted earnings per share from continuing operations   | 1.19 | 1.06 | 0.96 |
| Diluted earnings per share from discontinued operations | 0.33 | 0.29 | 0.40 |
| Diluted earnings per share                              | 1.52 | 1.35 | 1.36 |

Stays silent
------------
where nothing was discontinued.

Consolidated Statements of Income (in thousands, except per share)

| label                                                 | 2003 | 2002 | 2001 |
| Diluted earnings per share from continuing operations | 1.19 | 1.06 | 0.96 |
| Diluted earnings per share                            | 1.52 | 1.35 | 1.36 |
"""

from auditor.catalogue import Check, Eq, concepts

eps_continuing_diluted, eps_discontinued_diluted, eps_diluted = concepts(
    "eps_continuing_diluted eps_discontinued_diluted eps_diluted"
)

CHECK = Check(
    code="EP112",
    name="diluted-parts-per-share-do-not-sum",
    equation=Eq(eps_continuing_diluted + eps_discontinued_diluted, eps_diluted),
    optional="eps_event_diluted",
)
