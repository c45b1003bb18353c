"""Make the script with which a live chart draws, so that no kernel has to make it.

Usage: python .tools/livescript.py [NODE_MODULES]

Needs vl-convert, which holds the sources. The script depends on nothing but the versions in its head.
The licences that travel with it are collected anew if a folder of npm's is named:
npm install --force --ignore-scripts vega@V vega-lite@V vega-embed@V lodash@4, the versions from the head.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import files, version
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "regiolab" / "charts" / "js" / "live_chart.js"
LICENCES = SCRIPT.with_name("live_chart.LICENCES.txt")
# what the bundle is made from; what else npm brings is for command lines and type checkers
BUNDLED = (
    "d3-",
    "delaunator",
    "fast-json-patch",
    "internmap",
    "json-stringify",
    "lodash",
    "robust-",
    "semver",
    "topojson-client",
    "tslib",
    "vega",
)
NOT_BUNDLED = ("vega-typings",)


def script() -> str:
    """Return the script with a head that says what it was made from."""
    import altair
    import vl_convert

    # a class of its own, so that the switch is thrown for nobody else
    made = type("Made", (altair.JupyterChart,), {"_is_offline": False})
    made.enable_offline()
    body = made._esm + "\n"
    made_from = {
        "altair": altair.__version__,
        "vl-convert-python": version("vl-convert-python"),
        "vega": vl_convert.get_vega_version(),
        "vega-lite": altair.SCHEMA_VERSION.lstrip("v"),
        "vega-embed": vl_convert.get_vega_embed_version(),
    }
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    head = "/*! Made by .tools/livescript.py; licences: live_chart.LICENCES.txt. "
    return head + json.dumps({**made_from, "sha256": sha256}) + " */\n" + body


def licences(folder: Path) -> str:
    """Return the licences of what the script was bundled from, each text once."""
    altair = next(path for path in files("altair") if path.name == "LICENSE")
    by_text = {altair.locate().read_text(encoding="utf-8").strip(): ["altair (BSD-3-Clause)"]}
    for path in sorted(folder.glob("*/package.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        if not about["name"].startswith(BUNDLED) or about["name"] in NOT_BUNDLED:
            continue
        texts = sorted(path.parent.glob("LICEN[CS]E*")) or [None]
        text = texts[0].read_text(encoding="utf-8").strip() if texts[0] else f"Licence: {about['license']}"
        by_text.setdefault(text, []).append(f"{about['name']} ({about['license']})")
    head = "live_chart.js holds code of the packages below, which their authors license as follows.\n"
    rule = "\n" + "-" * 80 + "\n"
    return head + "".join(f"{rule}{', '.join(names)}\n\n{text}\n" for text, names in by_text.items())


def main(arguments: list[str]) -> None:
    SCRIPT.write_text(script(), encoding="utf-8")
    if arguments:
        LICENCES.write_text(licences(Path(arguments[0])), encoding="utf-8")
    print(SCRIPT.read_text(encoding="utf-8").splitlines()[0])


if __name__ == "__main__":
    main(sys.argv[1:])
