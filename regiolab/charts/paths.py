"""The outlines of the states as paths of an SVG, for a picture that is drawn without Vega."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

from regiolab.charts.shapes import Shapes
from regiolab.data.geometry import label_points

CENTRE = (-76.0, -12.0)  # that of the maps
HEIGHT = 1000.0
STEP = 1.6  # of those units: points nearer to each other cannot be told apart on a screen

Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Return a place on the plane, as an azimuthal equal-area projection has it; y grows downwards.

    Examples
    --------
    >>> projected(*CENTRE)
    (0.0, 0.0)
    >>> [round(value, 3) for value in projected(-76, 33)]
    [0.0, -0.765]
    """
    across, up = math.radians(longitude - CENTRE[0]), math.radians(latitude)
    middle = math.radians(CENTRE[1])
    cosine = math.sin(middle) * math.sin(up) + math.cos(middle) * math.cos(up) * math.cos(across)
    scale = math.sqrt(2 / (1 + cosine))
    x = scale * math.cos(up) * math.sin(across)
    y = scale * (math.cos(middle) * math.sin(up) - math.sin(middle) * math.cos(up) * math.cos(across))
    return (x, -y) if x or y else (0.0, 0.0)


@functools.cache
def outlined() -> tuple[int, dict[str, dict]]:
    """Return the width of the picture and, for each state, its path and where a label can stand.

    Returns
    -------
    int
        The width that goes with a height of 1000.
    dict
        ISO code to ``path`` (SVG), ``x``, ``y`` (of a label) and ``wide`` (of the outline).

    Examples
    --------
    >>> width, states = outlined()
    >>> 500 < width < 1000, len(states), states["BRA"]["wide"] > 10 * states["SLV"]["wide"]
    (True, 33, True)
    """
    features = Shapes().__geo_interface__["features"]
    rings = {item["properties"]["id"]: list(_rings(item["geometry"])) for item in features}
    drawn = [point for own in rings.values() for ring in own for point in ring]
    left, right = min(x for x, _y in drawn), max(x for x, _y in drawn)
    top, bottom = min(y for _x, y in drawn), max(y for _x, y in drawn)
    scale = HEIGHT / (bottom - top)

    def placed(point: Point) -> Point:
        return (point[0] - left) * scale, (point[1] - top) * scale

    states = {}
    for iso3, own in sorted(rings.items()):
        here = [[placed(point) for point in ring] for ring in own]
        x, y = placed(projected(*label_points()[iso3]))
        # of the largest piece: islands far away would make a state seem wide
        largest = max(here, key=len)
        wide = max(a for a, _b in largest) - min(a for a, _b in largest)
        path = "".join(_path(ring) for ring in here)
        states[iso3] = {"path": path, "x": round(x, 1), "y": round(y, 1), "wide": round(wide)}
    return round((right - left) * scale), states


def _rings(geometry: dict) -> Iterable[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [projected(*point) for point in ring]


def _path(ring: list[Point]) -> str:
    kept = ring[:1]
    for point in ring[1:]:
        if math.dist(point, kept[-1]) >= STEP:
            kept.append(point)
    if len(kept) < 3:
        kept = ring
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept) + "Z"
