"""What lies between a reply and the answer that it is held against, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from regiolab import words
from regiolab.data import labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue, shown
from regiolab.i18n import _, format_list, ngettext
from regiolab.lessons import record as at
from regiolab.lessons.prompts import AnyPrompt
from regiolab.lessons.replies import measured, said, texts
from regiolab.lessons.territory import states


def answer(prompt: AnyPrompt) -> Any:
    """Return the answer that a reply is held against, in the form of a reply; None where there is none.

    Raises
    ------
    InvalidValue, UnknownName
        If the record has no such answer.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> from regiolab.lessons.record import Record
    >>> forums = Record(table="blocs", where={"kind": ["forum"]}, count=True)
    >>> asked = NumberPrompt(kind="number", id="n", prompt="?", most=9, record=forums, reveal=[Shown(text="See.")])
    >>> answer(asked) == len(at.rows(forums))
    True
    """
    found = _ANSWERS.get(prompt.kind)
    if found is not None:
        return found(prompt)
    record = getattr(prompt, "record", None)
    return getattr(prompt, "right", None) if record is None else _recorded(prompt, record)


def sentence(prompt: AnyPrompt, value: Any) -> str:
    """Return what lies between a reply and the answer; empty where a reply is held against nothing.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> asked = NumberPrompt(kind="number", id="n", prompt="?", most=9, right=4, reveal=[Shown(text="See.")])
    >>> sentence(asked, 6.0)
    'You said 6; the record has 4: 2 too many.'
    """
    right = answer(prompt)
    return "" if right is None else _SENTENCES[prompt.kind](prompt, value, right)


def told(prompt: AnyPrompt) -> str:
    """Return the answer itself, for who passed over; empty where a figure shows it or there is none.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> see = [Shown(text="See.")]
    >>> told(NumberPrompt(kind="number", id="n", prompt="?", most=9, right=4, unit="bodies", reveal=see))
    'The answer of the record: 4 bodies.'
    """
    right = None if prompt.kind in ("line", "states", "place") else answer(prompt)
    if right is None:
        return ""
    text = {
        "record": _("The answer of the record: {answer}."),
        "article": _("The answer of the article: {answer}."),
        "course": _("The answer by this course’s reading: {answer}."),
    }[prompt.whose]
    return text.format(answer=said(prompt, right).rstrip("."))


def _recorded(prompt: AnyPrompt, record: at.Record) -> Any:
    if prompt.kind == "number":
        return at.number(record)
    if prompt.kind == "choice":
        found = at.names(record)
        return next((item.id for item in prompt.options if item.id in found), None)
    if prompt.kind == "several":
        found = at.names(record)
        return [item.id for item in prompt.options if item.id in found]
    known = at.by_key(record)
    if lacking := [item.id for item in prompt.items if item.id not in known]:
        raise _none_of(prompt, lacking[0], _("The record has no row of {name}."))
    if prompt.kind == "groups":
        grouped = {item.id: str(known[item.id]) for item in prompt.items}
        groups = texts(prompt.groups)
        if strange := [name for name in grouped.values() if name not in groups]:
            raise _none_of(prompt, strange[0], _("The record has {name}, which is none of the groups."))
        return grouped
    return sorted((item.id for item in prompt.items), key=lambda name: known[name])


def _none_of(prompt: AnyPrompt, name: str, text: str) -> InvalidValue:
    """Return what is wrong with a question whose record does not fit its items."""
    return InvalidValue(f"{prompt.id}: {text.format(name=shown(name, 60))}")


def readings(unit: str, coder: str = ARTICLE) -> list[str]:
    """Return the models that a coder reads in a unit, the dominant ones first.

    Examples
    --------
    >>> readings("unasur_2008_economic")
    ['not_classifiable']
    """
    rows = load("codings")
    rows = rows[rows["unit"].eq(unit) & rows["coder"].eq(coder) & rows["model"].notna()]
    held = rows["degree"].isin(words.HELD) | rows["model"].isin(words.RESIDUALS)
    found = rows[held].sort_values("degree", key=lambda column: column.ne("dominant"), kind="stable")
    return found["model"].astype(str).tolist()


def _places(prompt: AnyPrompt) -> dict[str, list[list[str]]]:
    """Return for each bloc the models that the article reads in it, by dimension."""
    return {bloc: [readings(unit) for unit in units] for bloc, units in prompt.units.items()}


_ANSWERS: dict[str, Callable[[AnyPrompt], Any]] = {
    "line": lambda prompt: at.series(prompt.record),
    "states": lambda prompt: sorted(set(at.names(prompt.record)) & set(states(prompt.states))),
    "place": _places,
    "probability": lambda prompt: None,
    "words": lambda prompt: None,
}


def _against(prompt: AnyPrompt) -> str:
    return {"record": _("the record"), "article": _("the article"), "course": _("this course’s reading")}[prompt.whose]


def _number(prompt: AnyPrompt, value: float, right: float) -> str:
    told = {"you": measured(prompt, value), "right": measured(prompt, right), "against": _against(prompt)}
    if value == right:
        return _("You said {you}, and so has {against}.").format(**told)
    gap = abs(value - right)
    if gap < prompt.step:
        return _("You said {you}; {against} has {right}: as near as one can say.").format(**told)
    # without the unit, which has just been named
    near = _bare(prompt, gap)
    counted = float(prompt.step).is_integer()  # a place on a scale is no number of things
    if value > right:
        more = _("{n} too many").format(n=near) if counted else _("{n} too high").format(n=near)
    else:
        more = _("{n} too few").format(n=near) if counted else _("{n} too low").format(n=near)
    return _("You said {you}; {against} has {right}: {gap}.").format(gap=more, **told)


def _choice(prompt: AnyPrompt, value: str, right: str) -> str:
    known = texts(prompt.options)
    if value == right:
        text = _("You chose “{you}”, and so has {against}.")
        return text.format(you=known[value], against=_against(prompt))
    text = _("You chose “{you}”; {against} has “{right}”.")
    return text.format(you=known[value], right=known[right], against=_against(prompt))


def _set(prompt: AnyPrompt, value: list[str], right: list[str]) -> str:
    known = texts(prompt.options) if prompt.kind == "several" else states(prompt.states)
    missed = [known[name] for name in known if name in right and name not in value]
    wrong = [known[name] for name in known if name in value and name not in right]
    hit = len(set(value) & set(right))
    text = ngettext("You found {hit} of {n}.", "You found {hit} of {n}.", len(right))
    told = [text.format(hit=hit, n=len(right))]
    if missed:
        told.append(_("Not chosen: {names}.").format(names=format_list(missed)))
    if wrong:
        told.append(
            _("Chosen, and not in {against}: {names}.").format(against=_against(prompt), names=format_list(wrong))
        )
    return " ".join(told)


def _order(prompt: AnyPrompt, value: list[str], right: list[str]) -> str:
    place = {name: number for number, name in enumerate(right)}
    pairs = [(one, other) for one, other in combinations(value, 2)]
    good = sum(place[one] < place[other] for one, other in pairs)
    if good == len(pairs):
        return _("Your order is that of {against}.").format(against=_against(prompt))
    text = _("{good} of {n} pairs stand as in {against}: {order}.")
    known = texts(prompt.items)
    order = " → ".join(known[name] for name in right)
    return text.format(good=good, n=len(pairs), against=_against(prompt), order=order)


def _groups(prompt: AnyPrompt, value: Mapping[str, str], right: Mapping[str, str]) -> str:
    items, groups = texts(prompt.items), texts(prompt.groups)
    wrong = [name for name in items if value[name] != right[name]]
    text = _("{good} of {n} as in {against}.")
    told = [text.format(good=len(items) - len(wrong), n=len(items), against=_against(prompt))]
    told += [f"{items[name]}: {groups[right[name]]}." for name in wrong]
    return " ".join(told)


def _line(prompt: AnyPrompt, value: Mapping[str, float], right: Mapping[int, float]) -> str:
    gaps = {int(year): point - right[int(year)] for year, point in value.items()}
    mean = sum(map(abs, gaps.values())) / len(gaps)
    year = max(gaps, key=lambda one: (abs(gaps[one]), -one))
    text = _("On average your line lies {gap} from the record, farthest in {year}: {you}, and {right} in the record.")
    return text.format(
        gap=_apart(prompt, mean),
        year=year,
        you=measured(prompt, value[str(year)]),
        right=measured(prompt, right[year]),
    )


def _apart(prompt: AnyPrompt, gap: float) -> str:
    """Return how far two values of a question lie apart; what lies between two shares is no share."""
    if not prompt.unit.startswith(("%", "per cent")):
        return measured(prompt, gap)
    text = ngettext("{n} percentage point", "{n} percentage points", 1 if gap == 1 else 2)
    return text.format(n=_bare(prompt, gap))


def _bare(prompt: AnyPrompt, value: float) -> str:
    """Return a number as fine as the question asks, without its unit."""
    return measured(prompt.model_copy(update={"unit": "", "unit_one": ""}), value)


def _place(prompt: AnyPrompt, value: Mapping[str, list[str]], right: Mapping[str, list[list[str]]]) -> str:
    blocs = labels.short_names()
    apart = [
        bloc
        for bloc, cell in value.items()
        if not all(one in held for one, held in zip(cell, right[bloc], strict=True))
    ]
    n = len(value)
    if not apart:
        return _("All your placings are among the article’s.")
    text = _("Placed as the article has it: {good} of {n}; you part on {blocs}.")
    return text.format(good=n - len(apart), n=n, blocs=format_list([blocs[bloc] for bloc in apart]))


_SENTENCES: dict[str, Callable[[AnyPrompt, Any, Any], str]] = {
    "number": _number,
    "choice": _choice,
    "several": _set,
    "states": _set,
    "order": _order,
    "groups": _groups,
    "line": _line,
    "place": _place,
}
