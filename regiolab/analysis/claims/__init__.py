"""The claims ledger: what the tables and series say of the article's statements.

:mod:`~regiolab.analysis.claims.verdicts` runs it; the other modules hold the tests, one module a kind of data.
"""
