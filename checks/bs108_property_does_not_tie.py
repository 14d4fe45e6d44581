"""Property is not its cost less accumulated depreciation.

What it checks
--------------
That the cost of property less accumulated depreciation is the net property.

Why it matters
--------------
The net goes to the balance sheet; its two parts stand in a note.

Fails
-----
Property (in thousands)

| label                                  |   2003 |   2002 |
| Land                                   |  4,110 |  4,110 |
| Machinery                              | 61,305 | 57,214 |
| Property, plant and equipment, at cost | 65,415 | 61,324 |
| Less accumulated depreciation          | 28,740 | 24,909 |
| Property, plant and equipment, net     | 36,765 | 36,415 |

Passes
------
Property (in thousands)

| label                                  |   2003 |   2002 |
| Land                                   |  4,110 |  4,110 |
| Machinery                              | 61,305 | 57,214 |
| Property, plant and equipment, at cost | 65,415 | 61,324 |
| Less accumulated depreciation          | 28,740 | 24,909 |
| Property, plant and equipment, net     | 36,675 | 36,415 |

Stays silent
------------
where the cost is not summed up.

Property (in thousands)

| label                              |   2003 |   2002 |
| Land                               |  4,110 |  4,110 |
| Machinery                          | 61,305 | 57,214 |
| Less accumulated depreciation      | 28,740 | 24,909 |
| Property, plant and equipment, net | 36,675 | 36,415 |
"""

from auditor.catalogue import Check, Eq, concepts

property_gross, accumulated_depreciation, property_net = concepts(
    "property_gross accumulated_depreciation property_net"
)

CHECK = Check(
    code="BS108",
    name="property-does-not-tie",
    equation=Eq(property_gross - accumulated_depreciation, property_net),
    prior=8.0,
)
