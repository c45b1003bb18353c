"""What a notebook shows of a thing, as bundles of mime types: a figure has two, a listing one."""

from __future__ import annotations

from typing import Any

from regiolab.charts import Figure


def bundles(item: Any) -> list[dict[str, Any]]:
    """Return what a notebook shows of a text in Markdown, a figure or a listing.

    Examples
    --------
    >>> bundles("**4** members")
    [{'text/markdown': '**4** members', 'text/plain': '**4** members'}]
    """
    if isinstance(item, str):
        return [{"text/markdown": item, "text/plain": item}]
    if isinstance(item, Figure):
        return item.bundles()
    return [{"text/html": item._repr_html_(), "text/plain": str(item)}]
