"""Where something is wrong in a file that a teacher writes: by the names of its parts, counted from one."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from regiolab.errors import shown
from regiolab.exercises import breaches
from regiolab.i18n import _

NAMES = ("id", "card", "coder", "title")  # by which a part of a list is known


def faults(error: ValidationError, data: object) -> list[str]:
    """Return every thing in which data break their format, each with its place, in one sentence.

    Examples
    --------
    >>> from pydantic import BaseModel
    >>> class Item(BaseModel):
    ...     id: str
    ...     worth: int
    >>> class Whole(BaseModel):
    ...     questions: list[Item]
    >>> data = {"questions": [{"id": "treaty", "worth": 1}, {"id": "members"}]}
    >>> try:
    ...     Whole.model_validate(data)
    ... except ValidationError as error:
    ...     faults(error, data)
    ['question “members” (number 2), worth: it is missing']
    """
    found = []
    for item in error.errors(include_url=False, include_input=False):
        told = [place(item["loc"], data), shown(breaches.sentence(item), 400)]
        found.append(": ".join(filter(None, told)))
    return list(dict.fromkeys(found))


def place(loc: Sequence[int | str], data: object) -> str:
    """Return where a part of data stands, as their author knows it.

    Examples
    --------
    >>> place(("keys", "treaty", "judge", "choice"), {"keys": {"treaty": {"kind": "judge"}}})
    'the key of “treaty”, choice'
    """
    said: list[str] = []
    here = data
    field = ""
    for n, step in enumerate(loc):
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else None
            said.append(_numbered(field, step + 1, _name(here)))
        elif isinstance(here, dict) and field == "keys":
            here = here.get(step)
            said.append(_("the key of “{name}”").format(name=shown(step, 60)))
        elif isinstance(here, dict) and step not in here and step == here.get("kind"):
            continue  # which of several kinds was tried
        else:
            here = here.get(step) if isinstance(here, dict) else None
            follows = loc[n + 1] if n + 1 < len(loc) else None
            if not isinstance(follows, int) and not (step == "keys" and follows is not None):
                said.append(shown(step, 60))
        field = step if isinstance(step, str) else ""
    return ", ".join(said)


def _name(part: object) -> str:
    named = part if isinstance(part, dict) else {}
    return next((shown(named[key], 60) for key in NAMES if isinstance(named.get(key), str)), "")


def _numbered(field: str, n: int, name: str) -> str:
    noun = {
        "questions": _("question"),
        "cards": _("card"),
        "units": _("unit"),
        "types": _("type"),
        "conditions": _("condition"),
        "items": _("item"),
        "options": _("option"),
        "rows": _("row"),
        "readings": _("reading"),
        "accepted": _("accepted coding"),
    }.get(field, shown(field, 60))
    if name:
        return _("{what} “{name}” (number {n})").format(what=noun, name=name, n=n)
    return _("{what} {n}").format(what=noun, n=n)
