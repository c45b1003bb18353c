"""The outlines of the states as the data of a map."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable

from regiolab.data.geometry import OBJECT, outlines

FORMAT = {"type": "topojson", "feature": OBJECT}


class Shapes:
    """The outlines of the region's states, held by a chart without being copied.

    Altair copies what a chart holds with each change of the chart, but not an object like this. A
    specification of ours takes the small form, :meth:`topology`; Altair, when a reader saves a map by
    Altair's own methods, asks for ``__geo_interface__``.

    Examples
    --------
    >>> len(Shapes().__geo_interface__["features"])
    33
    """

    def topology(self) -> dict:
        """Return the outlines as TopoJSON, the caller's own."""
        return json.loads(_text())

    @property
    def __geo_interface__(self) -> dict:
        """The outlines as GeoJSON, each with its ISO code as ``id``."""
        topology = self.topology()
        arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
        features = [
            {
                "type": "Feature",
                # Altair keeps of a feature only its properties and its geometry
                "properties": {**item["properties"], "id": item["id"]},
                "geometry": {"type": item["type"], "coordinates": _placed(item["arcs"], item["type"], arcs)},
            }
            for item in topology["objects"][OBJECT]["geometries"]
        ]
        return {"type": "FeatureCollection", "features": features}


@functools.cache
def _text() -> str:
    return json.dumps(outlines())


def _decoded(arc: list, transform: dict) -> list[list[float]]:
    """Return the points of an arc, each of which is written as a step from the one before."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for right, up in arc:
        x, y = x + right, y + up
        points.append([x * wide + left, y * high + low])
    return points


def _placed(found: list, kind: str, arcs: list) -> list:
    if kind == "MultiPolygon":
        return [_placed(polygon, "Polygon", arcs) for polygon in found]
    return [_ring(ring, arcs) for ring in found]


def _ring(indexes: Iterable[int], arcs: list) -> list[list[float]]:
    """Return a ring as one line; a negative index is an arc run backwards."""
    line: list[list[float]] = []
    for index in indexes:
        piece = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += piece[1:] if line else piece  # the first point is the last one of the piece before
    return line
