"""The command line, and the working copy that it makes: nothing of the reader's is ever written over."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import regiolab
from regiolab import cli, companion, course, exercises, files, lab, workcopy
from regiolab.data import schema, sourcing
from regiolab.exercises.session import Session

FIRST = "notebooks/01_trajectory.ipynb"


@pytest.fixture
def run(capsys):
    """Return a function that runs the command line: exit status, lines out, lines of errors."""

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        with pytest.raises(SystemExit) as caught:
            cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return caught.value.code, said.out.splitlines(), said.err.splitlines()

    return run


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A course of two small files, which a test may renew."""
    root = tmp_path / "house"
    for name in (FIRST, "exercises/one.ipynb"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("first", encoding="utf-8")
    monkeypatch.setattr(workcopy, "course_root", lambda: root)
    return root


@pytest.fixture
def copy(tmp_path) -> Path:
    return tmp_path / "copy"


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder with its text, but for the manifest's folder and the companion."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".regiolab" not in path.parts)
    found = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {name: text for name, text in found.items() if name != companion.PLACE}


# -- the working copy ----------------------------------------------------------------------------


def test_the_first_copy_holds_the_whole_course(run, copy):
    status, said, errors = run("lab", copy, "--copy-only")
    assert (status, errors) == (0, [])
    assert "files were copied to" in said[0]
    for source in workcopy._course_files(False):
        name = source.relative_to(course.course_root()).as_posix()
        assert (copy / name).read_bytes() == companion.with_links(name, source.read_bytes())
    assert (copy / FIRST).exists() and (copy / companion.PLACE).read_bytes() == companion.page()
    names = set(tree(copy / "exercises"))
    assert names == {f"{name}.ipynb" for name in exercises.names()}  # nothing that gives an answer away
    status, said, _errors = run("lab", copy, "--copy-only")
    assert status == 0 and said == [f"{copy} is up to date."]


def test_an_instructors_copy_holds_guide_exercises_and_keys_and_keeps_them(run, copy):
    assert run("lab", copy, "--copy-only", "--instructor")[0] == 0
    for name in ("instructor.ipynb", "instructor_guide.md", "WRITING.md", "3_classify.json", "keys/3_classify.json"):
        assert (copy / "exercises" / name).is_file()
    assert run("lab", copy, "--copy-only")[1] == [f"{copy} is up to date."]


def test_what_an_earlier_version_gave_to_everybody_is_taken_back_unless_changed(run, copy):
    run("lab", copy, "--copy-only", "--instructor")
    (copy / workcopy.INSTRUCTOR).unlink()  # copies of earlier versions have no such mark
    changed = copy / "exercises/3_classify.json"
    changed.write_text("mine", encoding="utf-8")
    _status, said, _errors = run("lab", copy, "--copy-only")
    assert "files for instructors were removed" in said[0] and "exercises/instructor_guide.md" in said[0]
    assert changed.read_text(encoding="utf-8") == "mine"
    assert not (copy / "exercises/WRITING.md").exists() and not (copy / "exercises/keys/3_classify.json").exists()


@pytest.fixture
def older(house, copy):
    """A copy that an earlier version made for a student, with the guide and an exercise's file in it."""
    for name in ("exercises/instructor_guide.md", "exercises/one.json"):
        (house / name).write_text("first", encoding="utf-8")
    workcopy.renew(copy, instructor=True)
    (copy / workcopy.INSTRUCTOR).unlink()
    return copy


def test_a_changed_file_for_instructors_stays_and_is_said_once(older, run):
    own = {"exercises/one.answers.json": "answers", "exercises/mine.json": "mine", "exercises/one.json": "changed"}
    for name, text in own.items():
        (older / name).write_text(text, encoding="utf-8")
    _status, said, _errors = run("lab", older, "--copy-only")
    assert tree(older) == {FIRST: "first", "exercises/one.ipynb": "first", **own}
    assert len(said) == 2 and said[1].startswith("You changed exercises/one.json") and "stays as it is" in said[1]
    assert run("lab", older, "--copy-only")[1] == [f"{older} is up to date."]
    # whoever wants the material after all gets it, and the changed file still stays
    assert workcopy.renew(older, instructor=True).new == ["exercises/instructor_guide.md"]
    assert tree(older)["exercises/one.json"] == "changed"


def test_a_lesson_that_the_course_gave_up_is_not_taken_from_the_reader(older, house):
    (house / FIRST).unlink()
    assert FIRST not in workcopy.renew(older).removed and FIRST in tree(older)


def test_a_checkout_opened_as_its_own_copy_keeps_its_files(older, house):
    shutil.copytree(older / ".regiolab", house / ".regiolab")
    before = tree(house)
    assert workcopy.renew(house).removed == [] and tree(house) == before


def test_answers_of_whoever_works_in_the_checkout_are_not_handed_out(house, copy):
    (house / "exercises/one.answers.json").write_text("theirs", encoding="utf-8")
    workcopy.renew(copy, instructor=True)
    assert "exercises/one.answers.json" not in tree(copy)


def test_every_exercise_opens_in_a_students_copy_with_question_and_key(copy, monkeypatch):
    workcopy.renew(copy)
    monkeypatch.chdir(copy / "exercises")
    for name in exercises.names():
        session = Session(name)
        assert session.exercise.questions and session.key
        assert not Path(f"{name}.json").exists()


def test_files_that_the_reader_has_not_changed_are_renewed(house, copy, run):
    workcopy.renew(copy)
    (house / FIRST).write_text("second", encoding="utf-8")
    (house / "exercises" / "two.ipynb").write_text("new", encoding="utf-8")
    _status, said, _errors = run("lab", copy, "--copy-only")
    assert any("you had not changed was renewed" in line and FIRST in line for line in said)
    assert tree(copy) == {FIRST: "second", "exercises/one.ipynb": "first", "exercises/two.ipynb": "new"}


def test_a_changed_file_stays_and_the_new_version_lies_beside_it(house, copy, run):
    workcopy.renew(copy)
    (copy / FIRST).write_text("mine", encoding="utf-8")
    assert workcopy.renew(copy).kept == {}  # nothing new to lay beside it yet
    (house / FIRST).write_text("second", encoding="utf-8")
    _status, said, _errors = run("lab", copy, "--copy-only")
    beside = f"notebooks/01_trajectory.regiolab-{regiolab.__version__}.ipynb"
    assert any(line.startswith(f"You changed {FIRST}") and beside in line for line in said)
    assert tree(copy) == {FIRST: "mine", beside: "second", "exercises/one.ipynb": "first"}
    # once said and laid, it is not repeated
    assert workcopy.renew(copy).kept == {}


def test_an_earlier_version_laid_beside_is_kept_too(house, copy):
    workcopy.renew(copy)
    (copy / FIRST).write_text("mine", encoding="utf-8")
    (house / FIRST).write_text("second", encoding="utf-8")
    beside = copy / workcopy.renew(copy).kept[FIRST]
    beside.write_text("mine as well", encoding="utf-8")
    (house / FIRST).write_text("third", encoding="utf-8")
    other = copy / workcopy.renew(copy).kept[FIRST]
    assert other != beside
    assert other.read_text(encoding="utf-8") == "third"
    assert beside.read_text(encoding="utf-8") == "mine as well"


def test_answers_and_files_of_the_readers_own_are_untouched(house, copy):
    workcopy.renew(copy)
    own = {"exercises/answers.json": "answers", "notes.txt": "notes", "exercises/answers/one.json": "more"}
    for name, text in own.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    times = {name: (copy / name).stat().st_mtime_ns for name in own}
    (house / FIRST).write_text("second", encoding="utf-8")
    workcopy.renew(copy)
    assert {name: tree(copy)[name] for name in own} == own
    assert {name: (copy / name).stat().st_mtime_ns for name in own} == times


def test_a_file_that_stood_there_before_the_course_is_kept(house, copy):
    (copy / "notebooks").mkdir(parents=True)
    (copy / FIRST).write_text("older work", encoding="utf-8")
    report = workcopy.renew(copy)
    assert tree(copy)[FIRST] == "older work"
    assert report.kept[FIRST] in tree(copy)


def test_a_file_that_the_reader_removed_stays_away(house, copy):
    workcopy.renew(copy)
    (copy / FIRST).unlink()
    (house / FIRST).write_text("second", encoding="utf-8")
    workcopy.renew(copy)
    assert FIRST not in tree(copy)


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "\xff"])
def test_a_damaged_manifest_costs_no_work(house, copy, text):
    workcopy.renew(copy)
    (copy / FIRST).write_text("mine", encoding="utf-8")
    (copy / workcopy.MANIFEST).write_text(text, encoding="latin-1")
    (house / FIRST).write_text("second", encoding="utf-8")
    workcopy.renew(copy)
    assert tree(copy)[FIRST] == "mine"
    json.loads((copy / workcopy.MANIFEST).read_text(encoding="utf-8"))


def test_no_half_written_file_is_left(copy, monkeypatch):
    def fail(self, target):
        raise OSError(28, "No space left on device")

    copy.mkdir()
    (copy / "a.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        files.write_atomically(copy / "a.txt", b"new")
    assert tree(copy) == {"a.txt": "old"}


# -- what goes wrong -----------------------------------------------------------------------------


def one_line(errors: list[str]) -> str:
    assert len(errors) == 1 and errors[0].startswith("regiolab: "), errors
    return errors[0]


def test_a_folder_that_cannot_be_written(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "/proc/regionalism"):
        status, said, errors = run("lab", folder, "--copy-only")
        assert (status, said) == (2, [])
        assert "cannot be written" in one_line(errors) and "name a folder of your own" in errors[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission(run, copy):
    copy.mkdir(mode=0o500)
    status, _said, errors = run("lab", copy, "--copy-only")
    assert status == 2 and "Permission denied" in one_line(errors)


def test_a_port_that_is_taken(run, copy):
    with socket.socket() as other:
        other.bind(("localhost", 0))
        other.listen()
        port = other.getsockname()[1]
        status, said, errors = run("lab", copy, "--port", port)
    assert (status, said) == (2, [])
    assert f"Port {port} is taken" in one_line(errors) and "--port" in errors[0]
    assert not copy.exists()


@pytest.mark.parametrize(("system", "shared"), [("linux", True), ("win32", False)])
def test_a_port_is_asked_for_as_the_system_needs_it(monkeypatch, system, shared):
    """Windows gives a port that is shared in this way to two programs; elsewhere it is only used again sooner."""
    options = []
    monkeypatch.setattr(lab.sys, "platform", system)
    monkeypatch.setattr(socket.socket, "setsockopt", lambda self, *option: options.append(option[:2]))
    lab.check_port(0)
    assert ((socket.SOL_SOCKET, socket.SO_REUSEADDR) in options) is shared


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frobnicate"], "No such command"),
        (["lab", "--prot", "1"], "--port"),
        (["lab", "--port", "99999"], "65535"),
        (["lab", "--port", "http"], "--port"),
        (["lab", "a", "b"], "extra argument"),
        (["check", "/nowhere"], "is not a folder"),
        (["check", "~nobody of this name/tables"], "~nobody of this name/tables is not a folder"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run, arguments, words):
    status, said, errors = run(*arguments)
    assert (status, said) == (2, [])
    assert words in one_line(errors)


def test_help_gives_every_command_a_line(run):
    for arguments in ([], ["--help"]):
        status, said, errors = run(*arguments)
        assert (status, errors) == (0, [])
        text = "\n".join(said)
        for name, command in cli.commands.commands.items():
            assert command.help and f"  {name} " in text
        assert "..." not in text.split("Commands:")[1]


def test_the_version(run):
    status, said, _errors = run("--version")
    assert status == 0 and said == [f"regiolab, version {regiolab.__version__}"]


# -- check ---------------------------------------------------------------------------------------


def test_check_prints_the_shares(run):
    status, said, errors = run("check")
    assert (status, errors) == (0, [])
    assert said[-1] == "No findings."
    assert any("memberships" in line and "read" in line and "%" in line for line in said)
    counts = sourcing.shares().values()
    rows, read = sum(sum(count.values()) for count in counts), sum(count["read"] for count in counts)
    assert re.search(rf"Of {rows} .* {read} were read at the source \({read / rows:.0%}\)", said[-2])


def test_check_prints_a_line_a_finding(run, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(schema.data_folder(), folder, ignore=shutil.ignore_patterns("build", "geometry"))
    path = folder / "memberships.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("oas,ARG,full", "oas,ARG,ful", 1), encoding="utf-8")
    status, said, errors = run("check", folder)
    assert (status, errors) == (1, [])
    assert said[0].startswith("memberships.csv, line 2, status: 'ful' is none of:")
    assert said[-1] == "1 finding."


# -- JupyterLab ----------------------------------------------------------------------------------


def test_the_command_that_starts_jupyterlab(copy, monkeypatch):
    monkeypatch.setattr(lab.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(lab, "has_display", lambda: False)
    words = lab.command(copy, 8999, True)
    assert "--allow-root" in words and "--no-browser" in words
    assert "--ServerApp.port=8999" in words and "--ServerApp.port_retries=0" in words
    monkeypatch.setattr(lab.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(lab, "has_display", lambda: True)
    words = lab.command(copy, None, True)
    assert "--allow-root" not in words and "--no-browser" not in words
    assert not any("port" in word for word in words)


def test_the_copy_asks_no_question_about_news(copy, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/etc/own")
    environment = lab.environment(copy)
    first, second = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert second == "/etc/own"
    settings = json.loads((Path(first) / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> dict:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def test_jupyterlab_starts_on_the_first_notebook(copy, tmp_path):
    port = free_port()
    environment = {**os.environ, "JUPYTER_TOKEN": "secret", "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    program = Path(sysconfig.get_path("scripts")) / "regiolab"
    words = [str(program), "lab", str(copy), "--no-browser", "--port", str(port)]
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    with subprocess.Popen(words, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=tmp_path) as server:
        try:
            base = f"http://localhost:{port}"
            deadline = time.monotonic() + 60
            while True:
                try:
                    found = fetch(f"{base}/api/contents/{FIRST}?token=secret&content=0")
                    break
                except (urllib.error.URLError, ConnectionError):
                    assert server.poll() is None and time.monotonic() < deadline, Path(log.name).read_text()
                    time.sleep(0.3)
            assert found["type"] == "notebook"
            with urllib.request.urlopen(f"{base}/?token=secret", timeout=10) as page:
                assert f"/lab/tree/{FIRST}" in page.geturl()
            assert f"localhost:{port}/lab" in Path(log.name).read_text(encoding="utf-8")  # the address is printed
        finally:
            server.terminate()
            server.wait(20)
            log.close()
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        fetch(f"{base}/api")
