"""One's own answer beside the readings, part by part, with a sign for each: ✓ as it is, ½ in part, ✗ not."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from regiolab import words
from regiolab.exercises import coding, deck
from regiolab.exercises.key import AnyKey, CodeKey
from regiolab.exercises.material import coder_name
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Answer, CodeAnswer, ModelAnswer
from regiolab.i18n import _, worded

RIGHT, HALF, WRONG = "✓", "½", "✗"


def beside(exercise: Exercise, question: AnyQuestion, entry: AnyKey | None, answer: Answer | None) -> dict:
    """Return an answer beside the readings.

    Parameters
    ----------
    exercise, question
    entry : AnyKey or None
    answer : Answer or None
        The one that counts.

    Returns
    -------
    dict
        ``columns`` (list of str: whose the cells are, one's own first), ``rows`` (dicts of ``name``,
        ``sign``, ``cells``), and ``cards`` (dicts of ``card``, ``text``, ``condition``, ``side``,
        ``sign``, ``says``; of a coding only).

    Examples
    --------
    >>> from regiolab.exercises import key, model
    >>> exercise = model.read("3_classify")
    >>> entry = key.read("3_classify").keys["unasur_2008_economic"]
    >>> given = coding.answer({"not_classifiable": None})
    >>> found = beside(exercise, exercise.question("unasur_2008_economic"), entry, given)
    >>> [(row["name"], row["sign"]) for row in found["rows"]][-1]
    ('not classifiable', '✓')
    """
    if entry is None:
        return {}
    found: Any = entry  # of the question's kind: a key of another is refused where it is read
    if isinstance(question, CodeQuestion):
        given = answer if isinstance(answer, CodeAnswer) else coding.answer({})
        return _coding(exercise, question, found, given)
    given_: Any = answer
    columns = [_("You"), _("The record")]
    if question.kind == "order":
        order = list(given_.order) if given_ else []
        items = {item.id: _(item.text) for item in question.items}
        places = {name: n for n, name in enumerate(order, 1)}
        # as the mark does, an order in part is compared with that of what was placed
        among = {name: n for n, name in enumerate((name for name in found.order if name in places), 1)}
        rows = [
            _row(items[name], name in places and places[name] == among[name], [str(places.get(name, "–")), str(n)])
            for n, name in enumerate(found.order, 1)
        ]
        if order and len(order) < len(rows):
            columns.insert(1, _("The record, of those placed"))
            for name, row in zip(found.order, rows, strict=True):
                row["cells"].insert(1, str(among.get(name, "–")))
        return {"columns": columns, "rows": rows, "cards": []}
    options = {option.id: _(option.text) for option in question.options}
    if question.kind == "match":
        pairs = given_.pairs if given_ else {}
        rows = [
            _row(
                _(item.text),
                pairs.get(item.id) == found.pairs[item.id],
                [options.get(pairs.get(item.id, ""), "–"), options[found.pairs[item.id]]],
            )
            for item in question.items
        ]
        return {"columns": columns, "rows": rows, "cards": []}
    choice = (given_.choice if given_ else None) or ""
    row = _row(_("Answer"), choice == found.choice, [options.get(choice, "–"), options[found.choice]])
    if choice in found.also:
        row["sign"] = HALF
    rows = [row]
    if lines := {item.id: _(item.text) for item in getattr(question, "rows", [])}:
        mine = (given_.row if given_ else None) or ""
        rows.append(_row(_("The row that decides"), mine == found.row, [lines.get(mine, "–"), lines[found.row]]))
    return {"columns": columns, "rows": rows, "cards": []}


def _row(name: str, right: bool, cells: list[str]) -> dict:
    return {"name": name, "sign": RIGHT if right else WRONG, "cells": cells}


def _coding(exercise: Exercise, question: CodeQuestion, entry: CodeKey, given: CodeAnswer) -> dict:
    readings = [(coder_name(item.coder, question), item.models) for item in (*entry.readings, *entry.silent)]
    readings += [(_("The key argues"), item.models) for item in entry.accepted]
    measured = coding.measure(exercise, question, entry, given)
    against = measured.reading
    if against is None or measured.by == coding.OWN:  # a sign says how one's own compares with somebody else's
        against = readings[0][1] if readings else {}
    # the one by which the signs are given stands beside one's own
    readings.sort(key=lambda item: item[1] is not against)
    # what was left open is not right because the reading leaves it out
    held = coding.present(against)
    signed = [name for name in deck.models(question) if readings and (given.models or name in held)]
    rows = [
        {
            "name": deck.model_name(name, question),
            "sign": _sign(given.models.get(name), against.get(name)) if name in signed else "",
            "cells": [_cell(given.models.get(name)), *(_cell(models.get(name)) for _who, models in readings)],
        }
        for name in deck.models(question)
    ]
    return {
        "columns": [_("You"), *(who for who, _models in readings)],
        "rows": rows,
        "cards": _cards(exercise, question, given, measured.filed),
    }


def _sign(mine: ModelAnswer | None, theirs: ModelAnswer | None) -> str:
    """Return the sign of a model: what is not given is absent."""
    one, other = ("absent" if item is None else item.degree for item in (mine, theirs))
    if one == other:
        return RIGHT
    return WRONG if "absent" in (one, other) else HALF


def _cell(item: ModelAnswer | None) -> str:
    if item is None:
        return "–"
    told = [words.degree_name(item.degree)] if item.degree else [_("yes")]
    # what a scholar only implies is no flag that a student can give
    return ", ".join([*told, *(words.flag_name(flag) for flag in item.flags if flag != "implied")])


def _cards(exercise: Exercise, question: CodeQuestion, given: CodeAnswer, found: coding.Filed) -> list[dict]:
    names = deck.condition_names(question)
    texts = {card.card: card for card in deck.cards(exercise, question)}
    truth = deck.shown(exercise, question)
    rows = []
    for item in given.filings:
        if item.card not in texts or item.condition not in names:
            continue
        right = (item.condition, item.side) in truth[item.card]
        other = (item.condition, "against" if item.side == "for" else "for") in truth[item.card]
        rows.append(
            {
                "card": item.card,
                "text": texts[item.card].text,
                "condition": names[item.condition],
                "side": _("for") if item.side == "for" else _("against"),
                "sign": RIGHT if right else WRONG,
                "says": _says(question, right, other, truth[item.card], names, texts[item.card].unit),
                "comment": texts[item.card].comment if texts[item.card].unit in ("", question.unit) else "",
            }
        )
    return rows


def _says(
    question: CodeQuestion, right: bool, other: bool, shows: Set[tuple[str, str]], names: dict[str, str], unit: str
) -> str:
    """Say why a card is right or wrong where it lies."""
    if right:
        return _("It shows this.")
    if other:
        return _("It speaks to this condition, but on the other side.")
    if unit and unit != question.unit and not shows:
        return _("It is of another scheme or another period, and shows nothing here.")
    if not shows:
        return _("It tells of the circumstances, and shows none of the conditions.")
    places = sorted({names[condition] for condition, _side in shows})
    return worded(_("It shows something else: {conditions}."), conditions="; ".join(places))
