"""From an audit to what people and machines read. One module a form, all from the report document.

``document``  the audit as plain data, in the published form (``schema``)
``report``    what ``auditor.audit`` returns
``mathml``    identities as equations
``console``   for a terminal
``page``      one self-contained HTML file
"""
