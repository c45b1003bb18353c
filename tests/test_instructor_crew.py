"""A class shared out among processes: the same bytes, and no process that hangs or stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from regiolab.instructor import crew, grade_class, simulation
from regiolab.instructor.crew import Crew

KILL = 7  # a job that ends the process that does it
SCRIPT = """
    import sys
    from pathlib import Path
    from regiolab.instructor import crew, grade_class

    if __name__ == "__main__":
        crew.START = 4
        receive = crew.Line._receive

        def told(line):
            (Path(sys.argv[2]).parent / "at work").write_text(" ".join(map(str, line._crew._pool._processes)))
            receive(line)

        crew.Line._receive = told
        grade_class(sys.argv[1], sys.argv[2], processes=2)
"""


def outputs(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".regiolab" not in path.parts
    }


def doubling(parent: int):
    """Return what doubles a number elsewhere, and dies of one."""

    def double(number: int) -> int:
        if number == KILL and os.getpid() != parent:
            os._exit(9)
        return 2 * number

    return double


def done(numbers, trade, processes=2):
    taken = []
    with Crew({"it": trade}, processes) as workers:
        with workers.line("it", doubling(os.getpid()), lambda *all_: taken.append(all_)) as line:
            for note, number in enumerate(numbers):
                line.put(note, number)
        begun = workers.begun
    return taken, begun


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(crew, "START", 4)
    monkeypatch.setattr(crew, "CHUNK", 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "submissions"
    simulation.write_class(folder, 12)
    simulation.write_class(folder, 3, ["1_trajectory"])
    first = sorted(folder.rglob("*.json"))[0]
    shutil.copy(first, first.with_name("z copy.json"))
    (folder / "bad.json").write_text("{")
    (folder / "note.txt").write_text("a stray")
    return folder


@pytest.mark.usefixtures("soon")
def test_results_are_taken_in_the_order_of_the_jobs():
    numbers = [None if n % 5 == 0 else 100 + n for n in range(40)]
    taken, begun = done(numbers, (doubling, (os.getpid(),)))
    assert taken == [(at, n, n and 2 * n) for at, n in enumerate(numbers)] and begun


@pytest.mark.usefixtures("soon")
def test_a_process_that_dies_costs_nothing():
    numbers = list(range(40))
    taken, begun = done(numbers, (doubling, (0,)))
    assert taken == [(n, n, 2 * n) for n in numbers] and not begun


@pytest.mark.usefixtures("soon")
def test_processes_that_cannot_begin_cost_nothing(monkeypatch):
    def none(*_all):
        raise PermissionError("no semaphores here")

    monkeypatch.setattr(crew, "ProcessPoolExecutor", none)
    taken, begun = done(range(40), (doubling, (0,)))
    assert [made for _note, _job, made in taken] == [2 * n for n in range(40)] and not begun


def test_few_jobs_begin_no_process():
    taken, begun = done(range(10, 30), (doubling, (0,)))
    assert [made for _note, _job, made in taken] == [2 * n for n in range(10, 30)] and not begun


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_several_processes_write_the_same_bytes(folder, tmp_path, monkeypatch):
    one = grade_class(folder, tmp_path / "one")
    handed, begin = [], crew.Crew.handed
    monkeypatch.setattr(crew.Crew, "handed", lambda self, *job: handed.append(job[0]) or begin(self, *job))
    several = grade_class(folder, tmp_path / "several", processes=2)
    assert set(handed) == {"grading", "page"}
    assert outputs(tmp_path / "several") == outputs(tmp_path / "one")
    assert (several.files, several.students, several.unread) == (one.files, one.students, one.unread)
    assert list(map(str, several.findings)) == list(map(str, one.findings))
    handed.clear()
    grade_class(folder, tmp_path / "several", processes=2)
    assert not handed  # only the file that cannot be read is read again: too little to begin a process


@pytest.mark.linux
@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_stays_when_a_run_is_ended(folder, tmp_path, how):
    script = tmp_path / "grading.py"
    script.write_text(textwrap.dedent(SCRIPT))
    place = tmp_path / "at work"
    command = [sys.executable, script, folder, tmp_path / "out"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (place.is_file() and place.read_text()):
        assert run.poll() is None, run.stderr.read()
        time.sleep(0.01)
    at_work = list(map(int, place.read_text().split()))
    assert len(at_work) >= 1
    if how == signal.SIGINT:
        os.killpg(run.pid, how)  # as a terminal does: all of them are sent it
    else:
        run.kill()
    said = run.communicate(timeout=60)[1]
    assert run.returncode != 0
    if how == signal.SIGINT:
        assert said.rstrip().endswith("KeyboardInterrupt") and said.count("Traceback") == 1
    ends = time.monotonic() + 30
    while any(Path(f"/proc/{process}").exists() for process in at_work):
        assert time.monotonic() < ends
        time.sleep(0.05)
    grade_class(folder, tmp_path / "out")
    grade_class(folder, tmp_path / "whole")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


# Told by the process itself which signals are held back from it when it begins.
HEARS = """
import functools, signal
from regiolab.instructor.crew import Crew
with Crew({"held": (functools.partial, (signal.pthread_sigmask, signal.SIG_BLOCK))}, 2) as crew:
    print(signal.SIGINT in crew.handed("held", [()]).result()[0])
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


@pytest.mark.posix
def test_no_process_hears_ctrl_c_while_it_begins():
    """Not the first either: what Python starts beside it, once in a run, lets Ctrl-C through again."""
    done = subprocess.run([sys.executable, "-c", HEARS], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["True", "False"]
