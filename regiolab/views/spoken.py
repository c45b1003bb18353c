"""A table as a reader sees it: words for headings and for identifiers, dates as precise as they are known.

What is stored and joined on stays as it is; only what is shown is put into words here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from regiolab import words
from regiolab.data import labels, schema
from regiolab.errors import RegiolabError
from regiolab.i18n import _, format_date, format_list, ngettext
from regiolab.views.headings import NAMED_BY, heading
from regiolab.views.markup import cell


def spoken(frame: pd.DataFrame) -> dict[str, list]:
    """Return the headings and the rows of a frame in words, as the macro ``table`` takes them.

    Identifiers that stand beside the name that they stand for are left out, and so are the columns
    that say how precise a date is: the date says it.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of the columns of this package's tables; other columns keep their names and values.

    Returns
    -------
    dict
        ``columns`` and ``rows``, both of text.

    Examples
    --------
    >>> spoken(pd.DataFrame({"bloc": ["pacific_alliance"], "degree": ["element"]}))
    {'columns': ['Scheme', 'Degree'], 'rows': [['Pacific Alliance', 'element']]}
    """
    shown = [str(name) for name in frame.columns]
    kept = [name for name in shown if NAMED_BY.get(name) not in shown and not _is_precision(name, shown)]
    speakers = _speakers()
    columns = [_column(frame, name, speakers.get(name)) for name in kept]
    return {"columns": [heading(name) for name in kept], "rows": [list(row) for row in zip(*columns, strict=True)]}


def value(column: str, content: object) -> str:
    """Return one value of a column in words.

    Examples
    --------
    >>> value("model", "lowest_common_denominator"), value("checked", "excerpt"), value("moves", True)
    ('lowest common denominator', 'seen in an excerpt', 'yes')
    """
    return _told(content, _speakers().get(column))


def _told(content: object, speak: Callable[[str], str] | None) -> str:
    if isinstance(content, str):
        try:
            return speak(content) if speak else content
        except (KeyError, RegiolabError):
            return content  # a frame of the reader's own may mean something else by this column
    if isinstance(content, bool | np.bool_):
        return words.answer_name("yes" if content else "no")
    if isinstance(content, pd.Timestamp):
        return format_date(content)
    return cell(content)


def _column(frame: pd.DataFrame, name: str, speak: Callable[[str], str] | None) -> list[str]:
    column = frame[name]
    if pd.api.types.is_datetime64_any_dtype(column):
        precision = next((item for item in (f"{name}_precision", "precision") if item in frame), None)
        known = frame[precision].astype(str) if precision else ["day"] * len(column)
        return ["" if pd.isna(day) else format_date(day, how) for day, how in zip(column, known, strict=True)]
    # a column of thousands of rows holds a few dozen identifiers
    once = {content: _told(content, speak) for content in set(column) if isinstance(content, str)}
    return [once[content] if isinstance(content, str) else _told(content, None) for content in column.tolist()]


def _is_precision(name: str, shown: list[str]) -> bool:
    return (name == "precision" and "date" in shown) or name.removesuffix("_precision") in set(shown) - {name}


def _speakers() -> dict[str, Callable[[str], str]]:
    """Return for each column that holds identifiers what puts one into words."""
    return {
        **dict.fromkeys(("bloc", "other"), _scheme),
        **dict.fromkeys(("unit", "political_unit", "before", "after"), _unit),
        **dict.fromkeys(("model", "economic", "political"), _model),
        **dict.fromkeys(("flags", "political_flags"), words.flag_names),
        **dict.fromkeys(("degree", "political_degree", "article"), _degree),
        **dict.fromkeys(("states", "missing", "contested", "countries", "without"), _states),
        **dict.fromkeys(("locator", "political_locator"), _listed),
        "blocs": _schemes,
        "checked": _known(words.checked_names()),
        "coder": labels.coder_name,
        "condition": _known(labels.condition_names()),
        "dimension": _known({name: words.dimension_name(name) for name in ("economic", "political")}),
        "event": labels.event_title,
        "iso3": _state,
        "lazy": _known({name: words.answer_name(name) for name in words.ANSWERS}),
        "missing_flows": _flows,
        "orientation": _known({name: words.orientation_name(name) for name in (*words.ORIENTATIONS, "unknown")}),
        "period": _period,
        "provisions": lambda content: ", ".join(map(_known(_fields()), words.split(content))),
        "readings": _sides,
        "side": _known(
            {
                **{name: words.orientation_name(name) for name in words.ORIENTATIONS},
                "supports": _("for"),
                "contradicts": _("against"),
            }
        ),
        "source": labels.cited,
        "table": lambda name: _(schema.table(name).title),
        "status": _known({name: words.status_name(name) for name in words.STATUSES}),
        "subregion": words.subregion_name,
        "variant": _known({name: words.variant_name(name) for name in ("North-South", "South-South")}),
        **dict.fromkeys(
            ("verdict", "outcome"),
            _known({name: words.verdict_name(name) for name in (*words.VERDICTS, *words.OUTCOMES)}),
        ),
        "voter": lambda name: _scheme(name) if name.islower() else _state(name),
        **{name: _known(table) for name, table in _kinds().items()},
    }


def _kinds() -> dict[str, dict[str, str]]:
    """Return the closed lists that stand in the columns of figures only."""
    return {
        "basis": {
            "all": _("all indicators"),
            "theory": _("theory only"),
            "independent": _("independent cards only"),
        },
        "done": {
            f"in_{name}": ngettext("{n} member", "{n} members", n).format(n=n)
            for n, name in enumerate(("none", "one", "two", "three", "four"))
        },
        "estimate": {"all": _("all votes"), "final_passage": _("final votes")},
        "kind": {
            "organisation": _("organisation"),
            "agreement": _("agreement"),
            "forum": _("forum"),
            "proposal": _("proposal"),
            "ideal_type": _("ideal type"),
            "residual": _("residual answer"),
            "north_south": _("North-South"),
            "south_south": _("South-South"),
            "within_region": _("within the region"),
            "agrees": _("agrees"),
            "degree": _("another degree"),
            "model": _("another model"),
            "own category": _("a category of their own"),
            "article silent": _("the article is silent"),
        },
        "measure": {"share": _("share"), "level": _("million US dollars")},
        "origin": {
            "theory": _("theory"),
            "case": _("the cases"),
            "un_adopted": _("adopted resolutions, by year"),
            "un_agreement": _("all roll calls, by session"),
            "cow": _("COW Trade"),
            "penppml": _("exporters’ reports (UN Comtrade)"),
            "wits": _("World Bank (WITS)"),
            "comtrade": _("UN Comtrade"),
            "comtrade_wits": _("UN Comtrade, totals of the World Bank (WITS)"),
        },
        "outsiders": {"with_usa": _("the region and the USA"), "region": _("the region alone")},
        "scope": {"all": _("all agreements"), "full_fta": _("full free trade agreements")},
        "read_from": {
            "text": _("the text"),
            "passage": _("a passage"),
            "abstract": _("an abstract"),
            "quotation": _("a quotation"),
        },
        "release": {"apr2020": _("April 2020"), "jul2025": _("July 2025")},
    }


def _fields() -> dict[str, str]:
    """Return the fields that a deep trade agreement may cover."""
    return {
        "full_fta": _("full free trade"),
        "standards": _("standards"),
        "investments": _("investment"),
        "services": _("services"),
        "procurement": _("procurement"),
        "competition": _("competition"),
        "iprs": _("intellectual property"),
    }


def _known(table: dict[str, str] | pd.Series) -> Callable[[str], str]:
    return lambda name: str(table[name]) if name in table else name


def _scheme(bloc: str) -> str:
    return labels.short_names().get(bloc, bloc)


def _schemes(content: str) -> str:
    return ", ".join(map(_scheme, words.split(content)))


def _state(iso3: str) -> str:
    return labels.state_names().get(iso3, iso3)


def _states(content: str) -> str:
    return format_list(map(_state, _parts(content)))


def _parts(content: str) -> Iterable[str]:
    return [part.strip() for part in content.replace(";", ",").split(",") if part.strip()]


def _flows(content: str) -> str:
    pairs = [part.split(">") for part in words.split(content)]
    return "; ".join(" → ".join(map(_state, pair)) for pair in pairs)


def _period(content: str) -> str:
    """Return a span of years; those of a derived table are joined by low lines."""
    known = {"before_1990": _("before 1990")}
    return known.get(content, content.replace("_", "–"))


def _sides(content: str) -> str:
    return ", ".join(words.orientation_name(name) for name in _parts(content))


def _unit(unit: str) -> str:
    return labels.unit_name(unit) if unit else ""


def _model(model: str) -> str:
    return _("no model adopted") if model == "none" else str(labels.model_names().get(model, model))


def _degree(degree: str) -> str:
    return _("residual answer") if degree == "residual" else words.degree_name(degree)


def _listed(content: str) -> str:
    return content.replace(";", ", ")
