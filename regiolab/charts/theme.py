"""One look for every figure: type, ink, and a colour for each scheme.

Schemes that grew out of each other share a hue. The five that the article is about carry the hues of
Okabe and Ito's palette, which readers with any common form of colour blindness tell apart; all
others are labelled as well, so that no figure relies on colour alone.
"""

from __future__ import annotations

import functools

from regiolab.i18n import language

INK = "#1d2430"
MUTED = "#5b6472"
RULE = "#d5dae1"
LAND = "#e2e6ec"
PAPER = "#ffffff"
ACCENT = "#b3261e"

WIDTH = 720
FONT = "'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

BLOC_COLOURS = {
    # the free trade association of 1960 and its successor
    "lafta": "#8a97a6",
    "aladi": "#586878",
    # the Southern Cone and the Andes
    "mercosur": "#0072b2",
    "andean_community": "#6ea8cf",
    # the Bolivarian schemes
    "alba": "#d55e00",
    "petrocaribe": "#eda36f",
    # the Pacific
    "pacific_alliance": "#009e73",
    "pacific_arc": "#7fcdb5",
    "tpp": "#9bb36a",
    "cptpp": "#6c8a35",
    "apec": "#4b6320",
    # South America as one
    "safta": "#c9a64f",
    "sacn": "#d9a441",
    "unasur": "#e69f00",
    "prosur": "#a87300",
    "brasilia_consensus": "#8a6a22",
    # Latin American concertation
    "contadora_group": "#c3a8d6",
    "rio_group": "#a77fc4",
    "calc": "#8f62b0",
    "celac": "#552277",
    # Central America
    "odeca": "#cf9fb3",
    "cacm": "#bd7d97",
    "sica": "#a4527a",
    # the Caribbean
    "carifta": "#8fc6cf",
    "caricom": "#1f8a9c",
    "oecs": "#56aab8",
    "acs": "#0f6573",
    # the hemisphere and the North
    "oas": "#3a3f47",
    "ftaa": "#9a9fa8",
    "nafta": "#7b818b",
    "usmca": "#5f656f",
    "lima_group": "#8a8168",
}

# the models: blues and greens for the economic ones, warm hues for the political ones
MODEL_COLOURS = {
    "strategic": "#2b6cb0",
    "social": "#2f855a",
    "productive": "#5a7d1e",
    "acquiescent_realism": "#8d6e2f",
    "autonomist": "#7b4fa3",
    "counter_hegemonic": "#b3392c",
    "not_classifiable": "#6b7280",
    "lowest_common_denominator": "#6b7280",
}

STATUS_TINT = {"full": 1.0, "suspended": 0.0, "acceding": 0.45, "associate": 0.3, "observer": 0.14}


def colour(bloc: str) -> str:
    """Return a scheme's colour; schemes that a user added are grey."""
    return BLOC_COLOURS.get(bloc, MUTED)


def tint(hex_colour: str, strength: float) -> str:
    """Mix a colour with white.

    Examples
    --------
    >>> tint("#0072b2", 1.0), tint("#000000", 0.5)
    ('#0072b2', '#808080')
    """
    channels = [int(hex_colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - value) * strength):02x}" for value in channels)


def ink_on(hex_colour: str, dark_ink: str = INK) -> str:
    """Return the text colour, dark or white, that reads better on a ground.

    Small text asks for black as `dark_ink`: black or white has a contrast of 4.5 to 1 on any ground.

    Examples
    --------
    >>> ink_on("#0072b2") == PAPER, ink_on("#e69f00") == INK
    (True, True)
    """
    dark, light, ground = (_luminance(value) for value in (dark_ink, PAPER, hex_colour))
    return dark_ink if (ground + 0.05) / (dark + 0.05) >= (light + 0.05) / (ground + 0.05) else PAPER


def written(hex_colour: str) -> str:
    """Return a colour as words on paper wear it: darkened until small letters can be read, 4.5 to 1.

    Examples
    --------
    >>> written("#0072b2"), written("#e69f00")
    ('#0072b2', '#9c6c00')
    """
    channels = [int(hex_colour[i : i + 2], 16) for i in (1, 3, 5)]
    for share in range(100, 0, -2):
        found = "#" + "".join(f"{round(value * share / 100):02x}" for value in channels)
        if (_luminance(PAPER) + 0.05) / (_luminance(found) + 0.05) >= 4.5:
            return found
    return INK


def _luminance(hex_colour: str) -> float:
    # relative luminance as WCAG 2.2 defines it
    channels = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apart(key: str) -> str:
    """Keep the entries of a key apart: SVG draws any number of plain spaces as one.

    Examples
    --------
    >>> apart("in   out") == "in\N{EM SPACE}out"
    True
    """
    return key.replace("   ", "\N{EM SPACE}")


def config() -> dict:
    """Return the Vega-Lite configuration that every figure carries, numbers in the reader's language."""
    # not by the option of vega-embed, which would change the numbers of every other chart on the page
    spoken = {} if language() == "en" else {"locale": numerals(language())}
    return {
        **spoken,
        "background": PAPER,
        # a screen reader gets the description and the table; hundreds of nameless marks would be noise
        "mark": {"aria": False},
        "font": FONT,
        "padding": 12,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": 17,
            "fontWeight": 600,
            "subtitleColor": MUTED,
            "subtitleFontSize": 12.5,
            "subtitlePadding": 6,
            "offset": 14,
        },
        "axis": {
            "domain": False,
            "grid": False,
            "ticks": False,
            "labelColor": MUTED,
            "labelFontSize": 12,
            "labelPadding": 6,
            # the first and the last year stand under their lines, not beside them
            "labelFlush": False,
            "titleColor": MUTED,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {
            "orient": "top",
            "title": None,
            "labelColor": INK,
            "labelFontSize": 12,
            "symbolStrokeColor": MUTED,
            "labelLimit": 260,
            "offset": 4,
        },
        "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": 600, "title": None},
        "text": {"color": INK, "fontSize": 12},
        "rule": {"color": RULE},
    }


@functools.cache
def numerals(language: str) -> dict:
    """Return how Vega writes numbers and dates in a language, as CLDR has it.

    Examples
    --------
    >>> numerals("es")["number"]["decimal"], numerals("pt")["time"]["shortMonths"][1]
    (',', 'fev.')
    """
    from babel import Locale
    from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

    found = Locale(language)
    # Babel counts days from Monday, Vega from Sunday
    days, short_days = (
        [found.days["stand-alone"][width][day] for day in (6, 0, 1, 2, 3, 4, 5)] for width in ("wide", "abbreviated")
    )
    months, short_months = (
        [found.months["stand-alone"][width][month] for month in range(1, 13)] for width in ("wide", "abbreviated")
    )
    return {
        "number": {
            "decimal": get_decimal_symbol(language),
            "thousands": get_group_symbol(language),
            "grouping": [3],
            "currency": ["", ""],
            "percent": format_percent(0, locale=language).replace("0", ""),
        },
        "time": {
            "dateTime": "%A, %e de %B de %Y, %X",
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "periods": [found.day_periods["format"]["abbreviated"][half] for half in ("am", "pm")],
            "days": days,
            "shortDays": short_days,
            "months": months,
            "shortMonths": short_months,
        },
    }
