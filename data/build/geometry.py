"""Derive the outlines of the 33 states from Natural Earth.

Usage: python data/build/geometry.py RAW_FOLDER

RAW_FOLDER holds ``natural_earth/ne_50m_latin_america.geojson``: the 33 states of Latin America and
the Caribbean cut from Natural Earth's 1:50m countries (public domain, naturalearthdata.com), with
``id`` set to the ISO 3166-1 alpha-3 code. Shared borders are simplified once, so that neighbours
still touch; islands too small to simplify are kept as they are. Each state gets a point inside its
largest part, where a label or a dot can stand. Needs the ``geometry`` extra.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import shapely
import topojson

TARGET = Path(__file__).parents[1] / "geometry" / "latin_america.topojson"
GRID = 20_000  # steps of the quantised grid in each direction
TOLERANCE = 0.06  # degrees: a pixel and a half on a map 500 pixels high


def main(raw: Path) -> None:
    features = json.loads((raw / "natural_earth" / "ne_50m_latin_america.geojson").read_text(encoding="utf-8"))
    for feature in features["features"]:
        point = label_point(shapely.geometry.shape(feature["geometry"]))
        feature["properties"] = {"lon": round(point.x, 2), "lat": round(point.y, 2)}
    topology = topojson.Topology(
        features,
        object_name="states",
        prequantize=GRID,
        toposimplify=TOLERANCE,
        prevent_oversimplify=True,
    )
    TARGET.write_text(json.dumps(topology.to_dict(), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size / 1000:.0f} kB")


def label_point(shape: shapely.Geometry) -> shapely.Point:
    """Return the point farthest from the border of a state's largest part."""
    parts = getattr(shape, "geoms", [shape])
    largest = max(parts, key=lambda part: part.area)
    return shapely.Point(shapely.maximum_inscribed_circle(largest).coords[0])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
