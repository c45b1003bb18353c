"""Files are written whole and as the system and the user want them; a lock is a lock, whatever its age."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time

import pytest

import regiolab
from regiolab import charts, files
from regiolab.errors import RegiolabError
from regiolab.files import ENDING, locked, replacing, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


@pytest.fixture
def umask():
    """Return a function that sets the umask until the test ends."""
    before = os.umask(0)
    os.umask(before)
    yield os.umask
    os.umask(before)


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("mask", [0o077, 0o002, 0o022, 0o027])
def test_a_new_file_gets_the_mode_of_the_umask(tmp_path, umask, mask):
    umask(mask)
    write_atomically(tmp_path / "new", b"x")
    assert mode(tmp_path / "new") == 0o666 & ~mask


@posix
@pytest.mark.parametrize("given", [0o600, 0o640, 0o664, 0o755, 0o444])
def test_an_existing_file_keeps_its_mode_and_owner(tmp_path, umask, given, monkeypatch):
    umask(0o022)
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(given)
    if os.geteuid() == 0:
        os.chown(path, 4242, 4243)
    owner = path.stat().st_uid, path.stat().st_gid
    if given & 0o200 or os.geteuid() == 0:
        with replacing(path) as file:
            # never more open than the file was, not even while it is written
            assert mode(path.with_name(f".a.1{ENDING}")) & ~given == 0
            file.write(b"new")
        assert path.read_bytes() == b"new"
    else:
        with pytest.raises(PermissionError):
            write_atomically(path, b"new")
    assert mode(path) == given and (path.stat().st_uid, path.stat().st_gid) == owner


@posix
def test_a_file_that_is_protected_is_not_got_round(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(files.os, "access", lambda *_a: False)
    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


@posix
def test_what_a_link_points_to_is_replaced(tmp_path):
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "real"
    for path in (tmp_path / "link", tmp_path / "chain"):
        path.symlink_to(tmp_path / "link" if path.name == "chain" else "far/real")
        write_atomically(path, path.name.encode())
        assert path.is_symlink() and target.read_bytes() == path.name.encode() and not target.is_symlink()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["chain", "far", "link"]
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OSError):
        write_atomically(loop, b"x")


@posix
def test_a_device_is_written_to_and_a_folder_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_atomically(tmp_path / "pipe", b"x")
    reader.join(5)
    assert got == [b"x"] and stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, b"x")


def refuse(number):
    def call(*_arguments, **_named):
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS])
@pytest.mark.parametrize("wish", ["fsync", "chown", "chmod", "flock", "replace"])
def test_saving_goes_on_where_a_wish_is_refused(tmp_path, monkeypatch, wish, number):
    path = tmp_path / "a"
    path.write_bytes(b"a longer old content")
    if wish == "flock" and files.fcntl is None:
        pytest.skip("no flock here")
    owner = {"fsync": files.os, "chown": files.os, "flock": files.fcntl}.get(wish, files.Path)
    monkeypatch.setattr(owner, wish, refuse(number), raising=False)
    write_atomically(path, b"new")
    write_atomically(tmp_path / "other", b"new")
    assert path.read_bytes() == (tmp_path / "other").read_bytes() == b"new"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a", "other"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, where, number):
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(files.os if where == "fsync" else files.Path, where, refuse(number))
    with pytest.raises(OSError, match=os.strerror(number)):
        write_atomically(tmp_path / "a", b"new")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a", b"old")]


def test_an_error_while_writing_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError), replacing(tmp_path / "a") as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_can_be_written(tmp_path):
    path = tmp_path / ("ñ" * 127)
    write_atomically(path, b"x")
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


HALF = """
import pathlib, sys, time
from regiolab.files import replacing
with replacing(pathlib.Path(sys.argv[1])) as file:
    file.write(b"half"); file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def writers(tmp_path):
    """Return a function that starts a process which writes and does not end."""
    found = []

    def start(path):
        process = subprocess.Popen([sys.executable, "-c", HALF, str(path)], stdout=subprocess.PIPE, text=True)
        found.append(process)
        assert process.stdout.readline() == "writing\n"
        return process

    yield start
    for process in found:
        process.kill()
        process.wait()
        process.stdout.close()


@posix
def test_what_a_killed_process_left_is_removed_and_what_a_living_one_writes_is_not(tmp_path, writers):
    path = tmp_path / "gradebook.csv"
    killed, living = writers(path), writers(path)
    left, under_way = sorted(tmp_path.iterdir())
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    write_atomically(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert not left.exists() and under_way.read_bytes() == b"half"
    living.send_signal(signal.SIGKILL)
    living.wait()
    write_atomically(path, b"again")
    assert [item.name for item in tmp_path.iterdir()] == ["gradebook.csv"]


@posix
def test_many_at_once_lose_no_file_and_leave_none(tmp_path):
    path, failed = tmp_path / "a", []

    def write(number):
        try:
            for turn in range(40):
                write_atomically(path, f"{number}:{turn},".encode() * 5000, sync=False)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and [item.name for item in tmp_path.iterdir()] == ["a"]
    assert len(set(path.read_text().strip(",").split(","))) == 1


# -- locks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize("ahead", [-3600, 0, 3600])
def test_one_holds_a_lock_at_a_time_whatever_the_clock_says(tmp_path, monkeypatch, native, ahead):
    if not native:
        monkeypatch.setattr(files, "_native", lambda *_a: (None, False))
    path = tmp_path / "a.json"
    with locked(path, 1) as firm:
        assert firm == (native and os.name == "posix") or os.name != "posix"
        [lock] = tmp_path.iterdir()
        os.utime(lock, (time.time() + ahead,) * 2)
        begun = time.monotonic()
        with pytest.raises(TimeoutError) as caught, locked(path, 0.2):
            pass
        assert str(lock) in caught.value.strerror and time.monotonic() - begun > 0.1
    with locked(path, 0.2):
        pass
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_where_the_file_system_has_no_locks_another_stands_in(tmp_path, monkeypatch, number):
    import fcntl

    def flock(_handle, how):
        if how != fcntl.LOCK_UN:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with locked(tmp_path / "a", 0.2) as firm:
        assert firm is False
        with pytest.raises(TimeoutError), locked(tmp_path / "a", 0.1):
            pass
    with locked(tmp_path / "a", 0.2):
        pass


def test_a_lock_excludes_threads_and_loses_no_count(tmp_path):
    path, count = tmp_path / "a", [0, 0]

    def work():
        for _turn in range(30):
            with locked(path, 20):
                seen = count[0]
                time.sleep(0)
                count[0] = seen + 1

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count[0] == 120


@pytest.mark.parametrize(
    "write",
    [
        lambda: regiolab.notes("no/such/folder").save("~nobody of this name/sheet.html"),
        lambda: charts.timeline().save("~nobody of this name/picture.json"),
        lambda: regiolab.data.use("~nobody of this name/rows"),
    ],
    ids=["sheet", "figure", "tables"],
)
def test_a_home_that_is_nobodys_is_told_in_a_sentence(write):
    with pytest.raises(RegiolabError, match="~nobody of this name"):
        write()
