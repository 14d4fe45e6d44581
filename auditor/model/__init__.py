"""What every stage speaks: frozen data, exact numbers, no behaviour of any one format.

The modules, in the order in which a filing becomes findings:

``document``  a filing as decoded text, with its identity (form, company, sha256)
``figure``    one printed number, and the period it speaks of
``table``     rows and columns of figures, and the typesetter's facts around them
``interval``  every true value that would have been printed so
``identity``  a relation that must hold among figures, and why we believe it does
``finding``   what is wrong, who is suspected, what was probably meant
"""
