"""What a stream cannot hold is written with what it can, and a reader who leaves early is no error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from regiolab import streams

COMMAND = [sys.executable, "-c", "from regiolab.cli import main; main()"]


def run(*arguments: str, encoding: str = "utf-8", **more) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", **more}
    return subprocess.run([*COMMAND, *arguments], capture_output=True, env=environment, timeout=120)


@pytest.fixture(scope="module")
def claim() -> str:
    done = run("claims", "C143")
    assert done.returncode == 0
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp437", "ascii", "latin-1", "cp1252"])
def test_a_claim_in_every_encoding(claim, encoding):
    assert "¶" in claim
    done = run("claims", "C143", encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode(encoding)
    assert said == streams.plain(claim, encoding) and "?" not in said.replace("2004?", "")
    assert ("¶" in said) == (encoding in ("latin-1", "cp1252"))


@pytest.mark.parametrize("encoding", ["cp437", "ascii"])
@pytest.mark.parametrize("language", ["es", "pt"])
def test_help_and_errors_in_every_encoding(encoding, language):
    done = run("--help", encoding=encoding, REGIOLAB_LANG=language)
    assert (done.returncode, done.stderr) == (0, b"") and b"regiolab" in done.stdout
    done.stdout.decode(encoding)
    done = run("check", "/ningún/“sitio”", encoding=encoding, REGIOLAB_LANG=language)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert '"sitio"' in done.stderr.decode(encoding)


@pytest.mark.parametrize("sign", list(streams.PLAIN))
def test_every_replacement_is_ascii(sign):
    assert streams.PLAIN[sign].isascii() and streams.plain(sign, "ascii") == streams.PLAIN[sign]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("“a” – b → ● S1 ¶4", "ascii", '"a" - b -> * S1 par. 4'),
        ("“a” – b → ¶", "latin-1", '"a" - b -> ¶'),
        ("São Tomé Žižek e\u0301", "ascii", "Sao Tome Zizek e"),
        ("日本", "cp1252", "??"),
        ("\udce9", "utf-8", "\\xe9"),
    ],
)
def test_what_cannot_be_held_keeps_its_meaning(text, encoding, said):
    assert streams.plain(text, encoding) == said


def test_the_users_own_choice_stays(monkeypatch):
    done = run("claims", "C143", encoding="ascii:ignore")
    assert done.returncode == 0 and b"par." not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("arguments", [["claims"], ["--help"], ["schema"], ["check"]])
def test_a_reader_who_leaves_is_no_error(arguments):
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) in (0, 141)
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_that_cannot_be_written_is_a_sentence():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "claims", "C143"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2 and b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"regiolab: ") and len(done.stderr.splitlines()) == 1
