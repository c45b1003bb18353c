"""Mark the coding of a unit: against one whole reading, whichever earns most, by the cards filed.

Cards are filed under conditions. What a reading asks of a type is one condition for an element and two
where it dominates, as far as cards on offer show them. With the weight 1 for an element and 2 for a
dominant type, an answer earns of the points of a unit::

    precision * sum(weight * degree * shown / needed) / (weights of the reading + weights held beside it)

The sum runs over the types that answer and reading hold. `degree` is 1, or ½ between element and
dominant; where the reading sees a deviation from the variant, a quarter of it is for the flag.
`precision` is ``right / (right + wrong)`` over the cards filed: one that shows nothing where it lies
costs, one that rightly speaks against one's own coding does not. A residual answer, and the answer
that no type holds, stand as a whole and earn as many of their conditions as were shown. A coding that
nobody gives and whose cards carry it keeps half of the points.

Examples
--------
Three units worked out by hand, for a student who does not read, one who does, and one who differs.

*Mercosur 1991, economic.* The article: strategic dominant, social and productive elements, so the
weights are 2 + 1 + 1. Strategic alone with two of its conditions is the reading of Merino and earns all;
all three types as in the article with one card each earn (2 · 1 · ½ + 1 + 1) / 4 = ¾ by the article, and
more by Peixoto and Perrotta, who see three elements: (1 · ½ · 1 + 1 + 1) / 3 = ⅚. Every type an element
with no card earns nothing.

>>> from regiolab.exercises import key, model
>>> exercise, keys = model.read("3_classify"), key.read("3_classify")
>>> def worth(name, models, *filings):
...     return round(measure(exercise, exercise.question(name), keys.keys[name], answer(models, *filings)).share, 2)
>>> unit = "mercosur_1991_economic"
>>> worth(unit, {"strategic": "element", "social": "element", "productive": "element"})
0.0
>>> worth(unit, {"strategic": "dominant"}, ("E01", "str_insertion"), ("E02", "str_selective_state"))
1.0
>>> three = {"strategic": "dominant", "social": "element", "productive": "element"}
>>> cards = ("E01", "str_insertion"), ("E101", "soc_standards_rights"), ("E104", "pro_joint_production")
>>> worth(unit, three, *cards)
0.83

*UNASUR 2008, political.* The residual answer without a card earns nothing, with two conditions shown
all; whoever holds an element of autonomy follows Riggirozzi, and earns all with one condition shown.

>>> unit = "unasur_2008_political"
>>> worth(unit, {"lowest_common_denominator": None})
0.0
>>> worth(unit, {"lowest_common_denominator": None}, ("E62", "lcd_diverse"), ("E64", "lcd_consensus"))
1.0
>>> worth(unit, {"autonomist": "element"}, ("E58", "aut_common_policies"))
1.0

*ALBA 2004, economic.* The article: social dominant, productive an element, weights 2 + 1. A social
element with one card is what Cusack sees, without his productive half, and earns (1 · 1) / 2, as much
as any coding that its cards carry; with a card filed where it shows nothing it is half of that.

>>> unit = "alba_2004_economic"
>>> worth(unit, {"social": "element"}, ("E31", "soc_purpose"))
0.5
>>> worth(unit, {"social": "element"}, ("E31", "soc_purpose"), ("E31", "str_free_trade"))
0.25
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from regiolab.analysis.degrees import degree_of
from regiolab.exercises import deck
from regiolab.exercises.key import CodeKey
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.exercises.submission import CodeAnswer, Filing, ModelAnswer, now

WEIGHT = {"element": 1, "dominant": 2}
ASKED = {"element": 1, "dominant": 2}  # conditions of a type that a reading asks to be shown
WHOLE = 2  # conditions asked of a residual answer, and of the answer that no type holds
STEP = 0.5  # of a degree, between element and dominant
UNFLAGGED = 0.75  # of a degree, where the reading sees a deviation and the answer does not
CARRIED = 0.5  # of the points, for a coding that nobody gives and whose cards carry it
OWN, ARGUED = "own", "argued"  # what an answer was measured by, where no coder gives it


@dataclass(frozen=True)
class Filed:
    """What filed cards show of a unit.

    Attributes
    ----------
    shown : dict of str to set of str
        The conditions of each model that a card filed for them does show.
    denied : dict of str to set of str
        Those that a card filed against them does speak against.
    right, wrong : list of Filing
    """

    shown: dict[str, set[str]]
    denied: dict[str, set[str]]
    right: list[Filing] = field(default_factory=list)
    wrong: list[Filing] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the filed cards that show something where they lie."""
        return len(self.right) / (len(self.right) + len(self.wrong)) if self.wrong else 1.0


@dataclass(frozen=True)
class Measured:
    """What a coding earned: a share of the points, and by which reading.

    Attributes
    ----------
    share : float
    by : str
        The coder whose reading earned most, ``argued`` for one that the key argues for, ``own`` for a
        coding that its own cards carry; empty if it earned nothing.
    reading : mapping of str to ModelAnswer or None
        The models of that reading.
    filed : Filed
    status : str
        See :class:`regiolab.exercises.marks.Mark`.
    readings : tuple of str
        Coders whose reading the answer is, as keys of sources.bib.
    """

    share: float
    by: str
    reading: Mapping[str, ModelAnswer] | None
    filed: Filed
    status: str
    readings: tuple[str, ...] = ()


def answer(models: Mapping[str, str | None], *filings: tuple[str, ...]) -> CodeAnswer:
    """Return a coding from plain values: degrees by model, and cards with the condition and the side.

    Examples
    --------
    >>> answer({"social": "element"}, ("E31", "soc_purpose")).filings[0].side
    'for'
    """
    given = {name: ModelAnswer.model_validate({"degree": degree}) for name, degree in models.items()}
    filed = [Filing.model_validate(dict(zip(("card", "condition", "side"), item, strict=False))) for item in filings]
    return CodeAnswer(at=now(), models=given, filings=filed)


def present(models: Mapping[str, ModelAnswer]) -> set[str]:
    """Return the models that hold to some degree, or the residual answer.

    Examples
    --------
    >>> sorted(present({"social": ModelAnswer(degree="element"), "strategic": ModelAnswer(degree="absent")}))
    ['social']
    """
    return {name for name, given in models.items() if given.degree != "absent"}


def same_reading(given: Mapping[str, ModelAnswer], reading: Mapping[str, ModelAnswer]) -> bool:
    """Return whether two codings name the same models to the same degrees."""
    return _degrees(given) == _degrees(reading)


def _degrees(models: Mapping[str, ModelAnswer]) -> dict[str, str | None]:
    return {name: given.degree for name, given in models.items() if given.degree != "absent"}


def filed(exercise: Exercise, question: CodeQuestion, given: CodeAnswer) -> Filed:
    """Return what the cards that were filed show.

    A card that is not on offer counts for nothing. One that a file of version 1 cites without filing
    it counts wherever it shows something.
    """
    truth = deck.shown(exercise, question)
    found = Filed({name: set() for name in deck.models(question)}, {name: set() for name in deck.models(question)})
    known = deck.all_conditions(question)
    filings = list(given.filings)
    if not filings:
        filings = [
            Filing.model_validate({"card": card, "condition": condition, "side": side})
            for card in dict.fromkeys(given.cards)
            for condition, side in sorted(truth.get(card, ()))
        ]
    for item in filings:
        if item.card not in truth or item.condition not in known:
            continue
        if (item.condition, item.side) not in truth[item.card]:
            found.wrong.append(item)
            continue
        found.right.append(item)
        side = found.shown if item.side == "for" else found.denied
        side[deck.model_of_condition(item.condition, question)].add(item.condition)
    return found


def measure(exercise: Exercise, question: CodeQuestion, entry: CodeKey, given: CodeAnswer) -> Measured:
    """Measure a coding against the reading by which it earns most.

    Parameters
    ----------
    exercise, question
    entry : CodeKey
        With the readings of :func:`regiolab.exercises.key.read`.
    given : CodeAnswer

    Returns
    -------
    Measured
    """
    if misfit(question, given):
        given = given.model_copy(update={"models": {}})  # it says nothing that could be measured
    found = filed(exercise, question, given)
    offered = deck.offered_conditions(exercise, question)
    accepted = [(item.coder, item.models) for item in entry.readings]
    accepted += [(ARGUED, item.models) for item in entry.accepted]
    best, by, reading = 0.0, "", None
    precision, mine = found.precision, present(given.models)
    for who, models in accepted:
        share = precision * _against(question, given, mine, models, found, offered)
        if share > best:
            best, by, reading = share, who, models
    own = CARRIED * precision * carried(question, given, found, offered, [models for _who, models in accepted])
    if own > best:
        best, by, reading = own, OWN, given.models
    status, readings = _status(given, entry, by, own > 0)
    return Measured(best, by, reading, found, status, readings)


def misfit(question: CodeQuestion, given: CodeAnswer) -> str:
    """Return the first model that is given no degree and needs one, or the other way; empty if there is none.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> misfit(model.read("3_classify").question("alba_2004_economic"), answer({"of_elsewhere": None}))
    'of_elsewhere'
    """
    none = deck.residual(question)
    return next((name for name, item in given.models.items() if (item.degree is None) != (name == none)), "")


def needed(models: Mapping[str, ModelAnswer], offered: Mapping[str, Set[str]]) -> dict[str, int]:
    """Return how many conditions of each type a reading asks to be shown, as far as the cards go.

    Examples
    --------
    >>> needed({"social": ModelAnswer(degree="dominant")}, {"social": {"soc_purpose"}})
    {'social': 1}
    """
    return {name: _asked(models[name], offered[name]) for name in sorted(present(models))}


def _asked(item: ModelAnswer, offered: Set[str]) -> int:
    """Return how many conditions of one type are asked for."""
    return min(WHOLE if item.degree is None else ASKED[item.degree], len(offered))


def carried(
    question: CodeQuestion,
    given: CodeAnswer,
    found: Filed,
    offered: Mapping[str, Set[str]],
    accepted: list[Mapping[str, ModelAnswer]],
) -> bool:
    """Return whether the cards filed carry a coding, whoever gives it.

    They carry a residual answer if they show its conditions; the answer that no type holds if they
    speak against each type; and types if one dominates at most, one of them is shown at least, and
    each that no accepted reading holds has the conditions of its degree.
    """
    if given.empty:
        return False
    mine = present(given.models)
    if deck.residual(question) in mine:
        name = next(iter(mine))
        return bool(offered[name]) and len(found.shown[name]) >= min(WHOLE, len(offered[name]))
    if not mine:
        return all(found.denied[name] for name in deck.types(question))
    if sum(given.models[name].degree == "dominant" for name in mine) > 1:
        return False
    known = set().union(*map(present, accepted)) if accepted else set()
    if not any(found.shown[name] for name in mine):
        return False
    return all(len(found.shown[name]) >= ASKED[str(given.models[name].degree)] for name in mine - known)


def counted(question: CodeQuestion, shown: Set[str]) -> dict[str, tuple[int, int]]:
    """Return for each model how many of its conditions are among some, and how many it has.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> counted(model.read("3_classify").question("alba_2004_economic"), {"soc_purpose"})["social"]
    (1, 3)
    """
    return {
        name: (sum(condition in shown for condition in items), len(items))
        for name, items in deck.known_conditions(question).items()
    }


def by_rule(question: CodeQuestion, filings: list[Filing]) -> dict[str, ModelAnswer]:
    """Return the coding that the codebook's rule makes of filed cards, as they were filed.

    A condition counts as shown where a card is filed for it and none against it.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> unit = model.read("3_classify").question("alba_2004_economic")
    >>> found = by_rule(unit, answer({}, ("E31", "soc_purpose"), ("E112", "soc_redistribution")).filings)
    >>> {name: item.degree for name, item in found.items() if item.degree != "absent"}
    {'social': 'dominant'}
    """
    against = {item.condition for item in filings if item.side == "against"}
    shown = {item.condition for item in filings if item.side == "for"} - against
    counts = counted(question, shown)
    residual = deck.residual(question)
    n, of = counts.pop(residual)
    if n == of:
        return {residual: ModelAnswer()}
    shares = {name: n / of for name, (n, of) in counts.items()}
    return {
        name: ModelAnswer.model_validate(
            {"degree": degree_of(n, of, max(share for other, share in shares.items() if other != name))}
        )
        for name, (n, of) in counts.items()
    }


def evidence_share(exercise: Exercise, question: CodeQuestion, found: Filed) -> float:
    """Return how much of what the cards on offer show was found, where no reading says what counts.

    Up to two conditions of each model are asked for; where no card shows any, as many that cards
    speak against.
    """
    offered = deck.offered_conditions(exercise, question)
    of = sum(min(WHOLE, len(items)) for items in offered.values())
    if of:
        n = sum(min(WHOLE, len(items)) for items in found.shown.values())
    else:
        pairs = {pair for pairs in deck.shown(exercise, question).values() for pair in pairs}
        of, n = min(WHOLE, len(pairs)), min(WHOLE, sum(map(len, found.denied.values())))
    return found.precision * n / of if of else 0.0


def consistent_share(question: CodeQuestion, given: CodeAnswer) -> float:
    """Return how far a coding is what the codebook's rule makes of its own filed cards.

    Half for a degree that is one step off, and between no type and the residual answer.
    """
    ruled = by_rule(question, given.filings)
    mine, theirs = present(given.models), present(ruled)
    if same_reading(given.models, ruled):
        return 1.0
    if mine == theirs or not (mine | theirs) - {deck.residual(question)}:
        return STEP
    return 0.0


def _against(question, given: CodeAnswer, mine: Set[str], reading, found: Filed, offered) -> float:
    """Return the share that a coding, in which the models of `mine` hold, earns by a reading, before precision."""
    theirs = present(reading)
    if not theirs:
        denied = sum(map(len, found.denied.values()))
        return 0.0 if mine or given.empty else min(denied / WHOLE, 1.0)
    none = deck.residual(question)
    if none in theirs:
        asked = _asked(reading[none], offered[none])
        return min(len(found.shown[none]) / asked, 1.0) if mine == theirs and asked else 0.0
    weights = sum(WEIGHT[str(reading[name].degree)] for name in theirs)
    beside = sum(WEIGHT[str(given.models[name].degree)] for name in mine - theirs - {none})
    earned = 0.0
    for name in mine & theirs:
        degree = 1.0 if given.models[name].degree == reading[name].degree else STEP
        if "deviation" in reading[name].flags and "deviation" not in given.models[name].flags:
            degree *= UNFLAGGED
        shown = min(len(found.shown[name]) / _asked(reading[name], offered[name]), 1.0)
        earned += WEIGHT[str(reading[name].degree)] * degree * shown
    return earned / (weights + beside)


def _status(given: CodeAnswer, entry: CodeKey, by: str, cards_carry: bool) -> tuple[str, tuple[str, ...]]:
    known = [*entry.readings, *entry.silent]
    mine = _degrees(given.models)
    whose = tuple(item.coder for item in known if _degrees(item.models) == mine)
    if entry.reference in whose:
        return "agrees", whose
    if whose:
        return "documented", whose
    if any(same_reading(given.models, item.models) for item in entry.accepted):
        return "argued", ()
    article = entry.article
    if article is None:
        return "open", ()
    if cards_carry:
        return "differs", ()
    if present(given.models) & present(article.models) or by not in ("", OWN):
        return "partly", ()
    return "unsupported", ()
