"""One guess for each figure that shows a reader's own beside the record, for the tests of all figures."""

from __future__ import annotations

import pandas as pd

UNITS = {
    "alba": ("alba_2004_economic", "alba_2004_political"),
    "unasur": ("unasur_2008_economic", "unasur_2008_political"),
    "pacific_alliance": ("pacific_alliance_2011_economic", "pacific_alliance_2011_political"),
}
RECORD = pd.DataFrame({"year": [2008, 2009, 2010, 2011], "value": [12.0, 11.5, 12.25, 10.0]})
PROBABILITIES = pd.DataFrame(
    {
        "statement": ["CELAC meets every year.", "UNASUR has a secretary general, and a seat of its own in Quito."],
        "guess": [70, 8],
        "outcome": ["did_not", "too_early"],
        "base": [62.5, None],
        "seminar": [None, 12.0],
    }
)
GIVEN: dict[str, dict] = {
    "calibration_curve": {"probabilities": [0.1, 0.2, 0.8, 0.9], "outcomes": [False, True, True, True]},
    "guessed_line": {"series": RECORD, "guess": {2010: 14.5, 2011: 15}, "title": "Trade", "unit": "%"},
    "guessed_number": {"guess": 5, "truth": 7.5, "least": 0, "most": 12, "unit": "states"},
    "guessed_places": {
        "placed": {"alba": ("social", "counter_hegemonic"), "unasur": ("social", "autonomist")},
        "units": UNITS,
        "seminar": {"alba": {("social", "counter_hegemonic"): 0.6, ("productive", "autonomist"): 0.05}},
    },
    "guessed_probabilities": {"rows": PROBABILITIES},
    "guessed_states": {"chosen": ["BRA", "CUB"], "truth": ["CUB", "VEN"]},
}
