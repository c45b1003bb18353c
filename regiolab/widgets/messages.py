"""What every widget of the course shares: a place for messages, and callbacks that cannot fail silently."""

from __future__ import annotations

import functools
from collections.abc import Callable

import ipywidgets
from IPython.display import HTML, display

from regiolab.errors import RegiolabError
from regiolab.i18n import _
from regiolab.views.markup import fill


class Message(ipywidgets.HTML):
    """One line in which a widget says what went wrong; a screen reader announces it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def say(self, text: str) -> None:
        """Show a sentence; an empty one clears the line."""
        self.text = text
        self.value = fill("sentences.html", kind="alert", lines=[text]) if text else ""


def guarded(method: Callable) -> Callable:
    """Show an error of a widget's callback in the widget: ipywidgets would swallow it."""

    @functools.wraps(method)
    def call(self, *arguments):
        try:
            result = method(self, *arguments)
        except RegiolabError as error:
            self.message.say(str(error))
            return None
        except Exception as error:
            self.message.say(_("Something went wrong here ({error}): please report it.").format(error=error))
            return None
        self.message.say("")
        return result

    return call


def show_or_say(widget: ipywidgets.DOMWidget, said: str) -> None:
    """Show a widget, beneath a sentence for the notebook that is opened again.

    That has no kernel, and in place of the view JupyterLab shows an error: the sentence stands above it,
    and is out of sight where the view is drawn.
    """
    display(HTML(fill("run_again.html", said=said)))
    bundle = widget._repr_mimebundle_()
    # a widget of anywidget gives metadata beside it
    display(bundle[0] if isinstance(bundle, tuple) else bundle, raw=True)
