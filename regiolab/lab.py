"""Start JupyterLab on a working copy of the course."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.files import write_atomically
from regiolab.i18n import _

FIRST = "notebooks/01_trajectory.ipynb"

# No question about news that would cover the page at the first start, and no call home.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def command(folder: Path, port: int | None, browser: bool, first: str = FIRST) -> list[str]:
    """Build the command line that starts JupyterLab on a folder."""
    words = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    words.append(f"--LabApp.default_url=/lab/tree/{first}")
    if port is not None:
        words += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")
    if not browser or not has_display():
        words.append("--no-browser")
    return words


def environment(folder: Path) -> dict[str, str]:
    """Return the environment in which JupyterLab runs: the course's settings before the user's."""
    config = folder / ".regiolab" / "jupyter"
    write_settings(config / "labconfig", "default_setting_overrides.json")
    paths = [str(config), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def write_settings(folder: Path, name: str = "overrides.json") -> None:
    """Write JupyterLab's settings for the course into a folder where it looks for them."""
    write_atomically(folder / name, json.dumps(SETTINGS, indent=1).encode() + b"\n")


def has_display() -> bool:
    """Say whether a browser could be shown on this machine."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check_port(port: int) -> None:
    """Raise a RegiolabError if a port is taken."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # where it would let two programs have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except (OSError, OverflowError):
            text = _("Port {port} is taken: choose another with --port, or leave the option out.")
            raise RegiolabError(text.format(port=port)) from None


def start(folder: Path, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab until it is stopped, and return its exit status."""
    if port is not None:
        check_port(port)
    folder = folder.resolve()
    words = command(folder, port, browser)
    if sys.platform != "win32":
        # the server takes this process's place: whatever stops the one stops the other
        sys.stdout.flush()
        os.execve(words[0], words, environment(folder))
    try:
        return subprocess.run(words, env=environment(folder), check=False).returncode
    except KeyboardInterrupt:
        return 0
