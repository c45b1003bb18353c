"""Draw the pictures that the README shows.

Usage: python .tools/pictures.py
"""

from __future__ import annotations

from pathlib import Path

from regiolab import charts

FOLDER = Path(__file__).parents[1] / ".github" / "pictures"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    pictures = {
        "timeline": charts.timeline(),
        "axes": charts.members_map(["mercosur", "alba", "pacific_alliance"], on="2012-12-31"),
        "forces": charts.union_and_fragmentation(),
    }
    for name, figure in pictures.items():
        # a map is smaller as a picture of pixels
        suffix = "png" if name == "axes" else "svg"
        print(figure.save(FOLDER / f"{name}.{suffix}"))


if __name__ == "__main__":
    main()
