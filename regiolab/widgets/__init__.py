"""Widgets: views on the analysis, with plain methods for all that a mouse can do."""

from regiolab.widgets.explorer import MembersExplorer, explorer

__all__ = ["MembersExplorer", "explorer"]
