"""The gate: filings and data releases held against a policy, in CI.

``settings`` is what a team writes down (``auditor.toml``), ``baseline`` what it has accepted, ``gating`` the run,
``outcome`` what came of it; ``forms`` puts that into the words of each CI system.
"""
