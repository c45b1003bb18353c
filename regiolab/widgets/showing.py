"""What a notebook shows of a thing, as bundles of mime types: a figure has two, a listing one."""

from __future__ import annotations

from typing import Any

from regiolab.charts import Figure
from regiolab.views.asides import in_place, styled


def bundles(item: Any) -> list[dict[str, Any]]:
    """Return what a notebook shows of a text in Markdown, a figure or a listing.

    What a text names, a paragraph, a card or a term, unfolds in it.

    Examples
    --------
    >>> bundles("**4** members")[0]["text/html"]
    '<div class="rl-text"><strong>4</strong> members</div>'
    """
    if isinstance(item, str):
        return [{"text/html": styled(in_place(item, markdown=True)).strip(), "text/plain": item}]
    if isinstance(item, Figure):
        return item.bundles()
    return [{"text/html": item._repr_html_(), "text/plain": str(item)}]
