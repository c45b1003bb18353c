import altair as alt
import pandas as pd

from regiolab.charts.figure import Figure


def _f(t):
    t = pd.DataFrame(t)
    return Figure(alt.Chart(t).mark_point().encode(), "stub", t)


def guessed_number(guess, truth, least, most, unit="", title=""):
    return _f({"you": [guess], "record": [truth]})


def guessed_line(series, guess, title="", unit="", percent=False):
    return _f(series)


def guessed_states(chosen, truth, *a, **k):
    return _f({"iso3": sorted({*chosen, *truth})})


def guessed_places(placed, units=None, **k):
    return _f({"bloc": list(placed)})


def guessed_probabilities(rows):
    return _f(rows)
