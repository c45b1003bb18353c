"""What breaks the format of a file, in the reader's language: pydantic speaks English only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from regiolab.i18n import _, language


def sentence(item: Mapping) -> str:
    """Return what a finding of a validation says, without its place.

    Examples
    --------
    >>> sentence({"type": "missing", "loc": ("exercise",), "msg": "Field required", "input": {}})
    'it is missing'
    """
    kind, context = item["type"], item.get("ctx", {})
    if kind == "value_error":  # what our own validators refuse, said in the reader's language there
        return str(context["error"])
    context = {**context, "list": ", ".join(_choices(context))}
    for known, text in _sentences().items():
        if kind == known or (known.endswith("*") and kind.startswith(known[:-1])):
            return text.format(**context)
    # a kind of finding that no part of our formats has until now
    return item["msg"] if language() == "en" else _("the value does not fit the format")


def _choices(context: dict) -> list[str]:
    """Return the values that pydantic lists as ``'a', 'b' or 3``."""
    told = str(context.get("expected") or context.get("expected_tags") or "")
    return [word or number for word, number in re.findall(r"'([^']*)'|(\d+)", told)]


def _sentences() -> dict[str, str]:
    return {
        "missing": _("it is missing"),
        "extra_forbidden": _("the format knows nothing of that name"),
        "literal_error": _("it must be one of: {list}"),
        "union_tag_not_found": _("it does not say its kind"),
        "union_tag_*": _("the kind must be one of: {list}"),
        "string_pattern_mismatch": _("it holds letters that are not allowed there"),
        "string_too_long": _("it must have at most {max_length} letters"),
        "string_too_short": _("it must have at least {min_length} letters"),
        "string_*": _("it must be a text"),
        "too_long": _("it must have at most {max_length} entries"),
        "too_short": _("it must have at least {min_length} entries"),
        "int_*": _("it must be a whole number"),
        "float_*": _("it must be a number"),
        "finite_number": _("it must be a number"),
        "bool_*": _("it must be true or false"),
        "greater_than_equal": _("it must be at least {ge}"),
        "greater_than": _("it must be more than {gt}"),
        "less_than_equal": _("it must be at most {le}"),
        "less_than": _("it must be less than {lt}"),
        "timezone_*": _("it must be a time with its zone, such as 2026-03-31T12:00:00Z"),
        "datetime_*": _("it must be a time with its zone, such as 2026-03-31T12:00:00Z"),
        "list_type": _("it must be a list"),
        "dict_type": _("it must be an object with names and values"),
        "model_*": _("it must be an object with names and values"),
    }
