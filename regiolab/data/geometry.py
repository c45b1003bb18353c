"""Outlines of the states, from Natural Earth (public domain)."""

from __future__ import annotations

import functools
import json

from regiolab.course import course_root

OBJECT = "states"


def outlines() -> dict:
    """Return the outlines of the 33 states as TopoJSON; each geometry's ``id`` is its ISO code.

    Returns
    -------
    dict
        A TopoJSON topology with one object, ``states``.

    Examples
    --------
    >>> len(outlines()["objects"][OBJECT]["geometries"])
    33
    """
    return json.loads(_text())  # each caller's own, and quicker than copying thousands of small lists


@functools.cache
def _text() -> str:
    return (course_root() / "data" / "geometry" / "latin_america.topojson").read_text(encoding="utf-8")


def label_points() -> dict[str, tuple[float, float]]:
    """Return a point inside each state, where a label or a dot can stand.

    Returns
    -------
    dict of str to (float, float)
        ISO code to longitude and latitude in degrees.

    Examples
    --------
    >>> label_points()["URY"]
    (-56.06, -32.95)
    """
    return dict(_points())


@functools.cache
def _points() -> dict[str, tuple[float, float]]:
    geometries = outlines()["objects"][OBJECT]["geometries"]
    return {item["id"]: (item["properties"]["lon"], item["properties"]["lat"]) for item in geometries}
