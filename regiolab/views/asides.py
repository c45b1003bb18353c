"""Mentions that open in place: a gist, a card or a definition unfolds where it is named, without a script."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from regiolab.views.markup import fill
from regiolab.views.mentions import Entry, cited, entries, link, woven

if TYPE_CHECKING:
    from markupsafe import Markup

CITABLE = ("paragraph", "card", "statement")
HERE = "in-place:"  # stands for an address, and leads nowhere


def in_place(text: str, markdown: bool = False, kinds: Collection[str] = CITABLE) -> Markup:
    """Return HTML in which what a text mentions unfolds where it stands.

    Parameters
    ----------
    text : str
        Plain text, in which paragraphs of the article, cards and statements unfold; or Markdown.
    markdown : bool
        The text is Markdown: it is rendered, and terms of the glossary unfold as well, the first time.
    kinds : collection of str
        What unfolds in plain text: ``"paragraph"``, ``"card"``, ``"statement"``.

    Returns
    -------
    markupsafe.Markup
        Flow content: it stands in a ``div``, a table's cell or an item of a list, never in a ``p``. The look
        comes with :func:`styled`.

    Examples
    --------
    >>> in_place("By S8 ¶4 & co").count("<details"), in_place("1 < 2")
    (1, Markup('1 &lt; 2'))
    >>> in_place("*Open* `S8 ¶4`", markdown=True).startswith('<div class="rl-text"><em>Open</em> <details')
    True
    """
    from markupsafe import Markup, escape

    if markdown:
        return Markup(_writer(True)(woven(text, lambda entry, shown: link(entry, shown, HERE), HERE)))
    pieces = [
        aside(entry, piece) if entry is not None and entry.kind in kinds else escape("; " if piece == ";" else piece)
        for piece, entry in cited(text)
    ]
    return Markup("").join(pieces)


def aside(entry: Entry, shown: str) -> Markup:
    """Return the HTML of a mention that unfolds."""
    from markupsafe import Markup

    return Markup(fill("aside.html", entry=entry, shown=shown).strip())


def styled(html: str) -> str:
    """Return an output's HTML with the style sheet of asides before it, if there are any in it.

    Examples
    --------
    >>> styled("<p>none</p>"), styled(in_place("S8 ¶4")).startswith("<style>")
    ('<p>none</p>', True)
    """
    return fill("aside_style.html").strip() + str(html) if 'class="rl-term"' in html else str(html)


def rendered(text: str) -> Markup:
    """Return the HTML of a Markdown text of the course, raw HTML in it included.

    Examples
    --------
    >>> rendered("A *word* and [a place](#there)")
    Markup('<p>A <em>word</em> and <a href="#there">a place</a></p>\\n')
    """
    from markupsafe import Markup

    return Markup(_writer(False)(text))


@functools.cache
def _writer(in_outputs: bool) -> Callable[[str], str]:
    """Return what renders Markdown: for our outputs, where asides unfold, or for a page of the course's own."""
    import mistune
    from markupsafe import Markup

    class Asides(mistune.HTMLRenderer):
        """A paragraph that holds an aside is no ``p``: the browser would end it there."""

        def paragraph(self, text: str) -> str:
            return fill("paragraph.html", text=Markup(text))

        def link(self, text: str, url: str, title: str | None = None) -> str:
            if not url.startswith(HERE):
                return super().link(text, url, title)
            entry = next(entry for entry in entries().values() if entry.anchor == url.removeprefix(HERE))
            return str(aside(entry, Markup(text)))

    renderer = Asides(escape=True) if in_outputs else mistune.HTMLRenderer(escape=False)
    markdown = mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough"])
    return lambda text: str(markdown(text))
