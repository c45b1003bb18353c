"""The closed lists of the course, and the reader's word for each of their values.

What is stored is the identifier; what is shown is the word, in the reader's language. Every list stands
here once.
"""

from __future__ import annotations

from typing import Literal, get_args

from regiolab.i18n import _, ngettext

Degree = Literal["absent", "element", "dominant"]
Flag = Literal["on_paper", "deviation", "emerging", "weakening", "qualified", "implied"]
Verdict = Literal["supported", "imprecise", "contradicted", "open"]

DEGREES = get_args(Degree)  # of a model in a unit, weakest first
HELD = DEGREES[1:]
FLAGS = get_args(Flag)
IDEAL_TYPES = ("strategic", "social", "productive", "acquiescent_realism", "autonomist", "counter_hegemonic")
RESIDUALS = ("not_classifiable", "lowest_common_denominator")
VERDICTS = get_args(Verdict)
DECIDED = ("series", "table", "read")  # how a verdict came about: computed, looked up, or by reading
OUTCOMES = ("came_true", "did_not", "too_early")  # of a forecast: yes, no, not to be judged on the day
ANSWERS = ("yes", "no")
ORIENTATIONS = ("left", "centre", "right")
STATUSES = ("full", "suspended", "acceding", "associate", "observer")  # of a state in a scheme, closest first
CHECKED = ("read", "excerpt", "unconfirmed")  # how a row was held against its source
CONFIDENCES = (1, 2, 3)  # how sure a student is of an answer
BESIDE = ("rival", "joint")  # terms that run beside another holder of the office

SHAPES = {
    "supported": "●",
    "imprecise": "◐",
    "contradicted": "✕",
    "open": "○",
    "came_true": "●",
    "did_not": "✕",
    "too_early": "○",
}


def split(cell: object) -> list[str]:
    """Split a cell at its semicolons; a missing cell is empty.

    Examples
    --------
    >>> split("on_paper;weakening"), split(None)
    (['on_paper', 'weakening'], [])
    """
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


def degree_name(degree: object) -> str:
    """Return the reader's word for a degree; a residual answer has none."""
    return {"absent": _("absent"), "element": _("element"), "dominant": _("dominant")}.get(str(degree), "")


def flag_name(flag: str) -> str:
    """Return the reader's words for a flag."""
    return {
        "on_paper": _("on paper only"),
        "deviation": _("with a deviation"),
        "emerging": _("emerging"),
        "weakening": _("weakening"),
        "qualified": _("with reservations"),
        "implied": _("implied"),
    }[flag]


def flag_names(flags: object) -> str:
    """Return the reader's words for a cell of flags.

    Examples
    --------
    >>> flag_names("on_paper;weakening")
    'on paper only, weakening'
    """
    return ", ".join(flag_name(flag) for flag in split(flags))


def checked_names() -> dict[str, str]:
    """Return the reader's words for how a row was held against its source."""
    return {
        "read": _("source read"),
        "excerpt": _("seen in an excerpt"),
        "unconfirmed": _("not confirmed"),
    }


def confidence_name(confidence: int) -> str:
    """Return the reader's words for how sure a student was."""
    return {1: _("unsure"), 2: _("fairly sure"), 3: _("sure")}[confidence]


def dimension_name(dimension: str) -> str:
    """Return the reader's word for a dimension; one of an exercise's own is its own word.

    Examples
    --------
    >>> dimension_name("economic"), dimension_name("security")
    ('economic', 'security')
    """
    return {"economic": _("economic"), "political": _("political")}.get(dimension) or _(dimension)


def variant_name(variant: str) -> str:
    """Return the reader's word for a variant of strategic regionalism."""
    return {"North-South": _("North-South"), "South-South": _("South-South")}[variant]


def verdict_name(verdict: str) -> str:
    """Return the reader's word for a verdict on a claim or a forecast.

    Examples
    --------
    >>> verdict_name("did_not")
    'did not come true'
    """
    return {
        "supported": _("supported"),
        "imprecise": _("imprecise"),
        "contradicted": _("contradicted"),
        "open": _("open"),
        "came_true": _("came true"),
        "did_not": _("did not come true"),
        "too_early": _("too early"),
    }[verdict]


def counted(verdict: str, n: int) -> str:
    """Return how many statements got a verdict, as it stands in a list of such counts.

    Examples
    --------
    >>> counted("contradicted", 2)
    '2 contradicted'
    """
    return {
        "supported": ngettext("{n} supported", "{n} supported", n),
        "imprecise": ngettext("{n} imprecise", "{n} imprecise", n),
        "contradicted": ngettext("{n} contradicted", "{n} contradicted", n),
        "open": ngettext("{n} open", "{n} open", n),
        "came_true": ngettext("{n} came true", "{n} came true", n),
        "did_not": ngettext("{n} did not come true", "{n} did not come true", n),
        "too_early": ngettext("{n} too early", "{n} too early", n),
    }[verdict].format(n=n)


def answer_name(answer: str) -> str:
    """Return the reader's word for a yes or a no.

    Examples
    --------
    >>> answer_name("yes")
    'yes'
    """
    return {"yes": _("yes"), "no": _("no")}[answer]


def decided_name(how: str) -> str:
    """Return the reader's words for how a verdict on a claim came about.

    Examples
    --------
    >>> decided_name("table")
    'looked up in a table'
    """
    return {
        "series": _("computed from a series"),
        "table": _("looked up in a table"),
        "read": _("read"),
    }[how]


def decided_count(how: str, n: int) -> str:
    """Return how many verdicts came about in one way, as it stands in a list of such counts.

    Examples
    --------
    >>> decided_count("series", 2)
    '2 computed from a series'
    """
    return {
        "series": ngettext("{n} computed from a series", "{n} computed from a series", n),
        "table": ngettext("{n} looked up in a table", "{n} looked up in a table", n),
        "read": ngettext("{n} read", "{n} read", n),
    }[how].format(n=n)


def marked(verdict: str) -> str:
    """Return a verdict as a shape and a word, which a line does not part.

    Examples
    --------
    >>> marked("imprecise").split()
    ['◐', 'imprecise']
    """
    return f"{SHAPES[verdict]}\N{NO-BREAK SPACE}{verdict_name(verdict)}"


def status_name(status: str) -> str:
    """Return the reader's word for a status."""
    return {
        "full": _("full member"),
        "associate": _("associate"),
        "observer": _("observer"),
        "acceding": _("acceding"),
        "suspended": _("suspended"),
    }[status]


def status_letter(status: str) -> str:
    """Return the letter that stands for a status where there is no room for the word."""
    return {
        "full": "●",
        "associate": _("A"),
        "observer": _("O"),
        "acceding": _("C"),
        "suspended": _("S"),
    }[status]


def scope_name(scope: str) -> str:
    """Return the reader's word for the area that a scheme addresses."""
    return {
        "hemispheric": _("The hemisphere"),
        "latin_american_caribbean": _("Latin America and the Caribbean"),
        "south_american": _("South America"),
        "southern_cone": _("Southern Cone"),
        "andean": _("Andes"),
        "central_american": _("Central America"),
        "caribbean": _("Caribbean"),
        "north_american": _("North America"),
        "pacific_rim": _("Pacific Rim"),
    }[scope]


def subregion_name(subregion: str) -> str:
    """Return the reader's word for a subregion."""
    return {
        "North America": _("North America"),
        "Central America": _("Central America"),
        "Caribbean": _("Caribbean"),
        "South America": _("South America"),
        "outside the region": _("outside the region"),
    }[subregion]


def orientation_name(orientation: str) -> str:
    """Return the reader's word for the side of a government."""
    return {
        "left": _("left"),
        "centre": _("centre"),
        "right": _("right"),
        "unknown": _("not known"),
    }[orientation]
