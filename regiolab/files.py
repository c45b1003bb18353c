"""Files written whole and as the system and the user want them; locks; what is no file of anybody's."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from regiolab.errors import RegiolabError
from regiolab.i18n import _

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be taken away in any case
    fcntl = None  # type: ignore[assignment]  # a module elsewhere: whoever uses it asks first

ENDING = ".writing"  # of a file that is not whole yet
OLD = 86_400.0  # seconds after which one counts as left behind where the system cannot tell
MOST = 100  # files under way for one name
LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

# what a file system answers that cannot do a thing, or not here; a full disk is not among them
REFUSED = frozenset(
    {
        errno.EXDEV,
        errno.EBUSY,
        errno.EPERM,
        errno.EACCES,
        errno.EINVAL,
        errno.ENOSYS,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
    }
)
NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
LOST = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT})  # of a sync: what was written is not there


def write_atomically(path: Path, content: bytes, sync: bool = True) -> None:
    """Write a file so that a reader finds either the old or the new one whole.

    A new file gets the mode that the user's umask gives; an existing one keeps its mode, and its
    owner where the system lets it; what a symbolic link points to is replaced, and the link stays.

    Parameters
    ----------
    path : pathlib.Path
        Folders that are missing are made.
    content : bytes
    sync : bool
        Whether to wait until it is on the disk; needless for what can be made again.

    Raises
    ------
    OSError
        If it cannot be written; the old file is then as it was, and no other is left behind.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "notes.txt"
    >>> write_atomically(path, b"first")
    >>> write_atomically(path, b"second")
    >>> path.read_bytes(), [item.name for item in path.parent.iterdir()]
    (b'second', ['notes.txt'])
    """
    with replacing(path, sync) as file:
        file.write(content)


def named(path: str | os.PathLike[str]) -> Path:
    """Return a path that a reader names: ~ is one's home, and where that is nobody's it stays as it stands.

    Examples
    --------
    >>> named("~nobody-of-this-name/rows").parts
    ('~nobody-of-this-name', 'rows')
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path's own raises an error for nobody's home


def write_where_told(path: Path, content: bytes) -> Path:
    """Write a file to a place that a reader has named, and return it.

    Raises
    ------
    RegiolabError
        If it cannot be written there; a folder that is not there was misspelt.
    """
    try:
        path.parent.stat()
        write_atomically(path, content)
    except OSError as error:
        text = _("{path} cannot be written ({reason}): choose a folder of your own.")
        raise RegiolabError(text.format(path=path, reason=error.strerror)) from None
    return path


def unused(folder: Path, stem: str, ending: str = ".json") -> Path:
    """Return the path of a file that is not there yet, named by a stem and the time.

    Examples
    --------
    >>> unused(Path("no/such/folder"), "lessons.conflict").name.startswith("lessons.conflict-2")
    True
    """
    stamp = time.strftime("%Y%m%d-%H%M%S")
    names = itertools.chain([stamp], (f"{stamp}-{number}" for number in itertools.count(2)))
    places = (folder / f"{stem}-{name}{ending}" for name in names)
    return next(place for place in places if not place.exists())


@contextlib.contextmanager
def replacing(path: Path, sync: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of an older one when it is whole; see :func:`write_atomically`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    if before is not None:
        if stat.S_ISDIR(before.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(before.st_mode):
            # a device or a pipe is written to, never replaced
            with target.open("wb") as file:
                yield file
            return
        if not os.access(target, os.W_OK):
            # renaming would get round the protection that somebody gave the file
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary, handle = _temporary(target, before)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if sync:
                _sync(handle)
            _keep_mode(temporary, before)
            if fcntl is not None:
                # before the lock on it is let go: nobody takes it for one left behind
                _put(temporary, target)
        if fcntl is None:
            _put(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _temporary(target: Path, before: os.stat_result | None) -> tuple[Path, int]:
    """Open a new file beside another; one that a killed process left there is removed.

    Its writer holds a lock on it, which the system lets go when the process ends, however it ends.
    """
    # a file that was private is never open to others, not even for a moment
    mode = 0o666 if before is None else stat.S_IMODE(before.st_mode) & 0o777
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    number = 1
    while number <= MOST:  # a place that another program holds is passed over
        place = _place(target, number)
        try:
            handle = os.open(place, flags, mode)
        except FileExistsError:
            number += 0 if _remove_left_behind(place) else 1
            continue
        if not _held(handle, place):
            os.close(handle)
            continue
        for later in itertools.count(number + 1):
            if not os.path.lexists(_place(target, later)) or not _remove_left_behind(_place(target, later)):
                return place, handle
    raise FileExistsError(errno.EEXIST, _("too many programs write it at once"), str(target))


def _place(target: Path, number: int) -> Path:
    name = target.name
    if len(os.fsencode(name)) > 200:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return target.with_name(f".{name}.{number}{ENDING}")


def _held(handle: int, place: Path) -> bool:
    """Lock a file that was just made; False if another process took it away at that moment."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # no locks here; age tells what was left behind
    return _is(handle, place)


def _is(handle: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), place.lstat())
    except OSError:
        return False


def _remove_left_behind(place: Path) -> bool:
    """Remove what no living process writes; return whether the place is free."""
    try:
        handle = os.open(place, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        if not _is_left_behind(handle, place):
            return False
        if fcntl is not None:
            place.unlink()  # before the lock on it is let go
    except OSError:
        return False
    finally:
        os.close(handle)
    if fcntl is None:
        with contextlib.suppress(OSError):
            place.unlink()
    return not place.exists()


def _is_left_behind(handle: int, place: Path) -> bool:
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return _is(handle, place)
        except BlockingIOError:
            return False
        except OSError:
            pass  # no locks here
    return time.time() - os.fstat(handle).st_mtime > OLD


def sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder while they wrote files of any name there.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / ".grades.csv.1.writing").write_text("half")
    4
    >>> sweep(folder)
    >>> list(folder.iterdir())
    []
    """
    for place in folder.glob(f".*{ENDING}"):
        _remove_left_behind(place)


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in LOST:
            raise


def _keep_mode(temporary: Path, before: os.stat_result | None) -> None:
    if before is None:
        return
    now = temporary.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(temporary, before.st_uid, before.st_gid)
        except OSError:
            with contextlib.suppress(OSError):
                os.chown(temporary, -1, before.st_gid)
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IMODE(before.st_mode))


def _put(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        # a file that is mounted by itself, or held open by another program, can still be written to
        content = temporary.read_bytes()
        with target.open("r+b" if target.exists() else "xb") as file:
            file.write(content)
            file.truncate()
        temporary.unlink()


@contextlib.contextmanager
def locked(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock of a file, which no other program that asks for it then holds.

    Parameters
    ----------
    path : pathlib.Path
        The file that is guarded; the lock is a hidden file beside it.
    wait : float
        Seconds to wait for another program to let go of it.

    Yields
    ------
    bool
        Whether the file system itself keeps the lock. Where it keeps none a file that tells who
        holds it stands in, which works as long as everybody sees the folder alike.

    Raises
    ------
    TimeoutError
        If another program holds it all the while; ``strerror`` names the lock.
    OSError
        If no lock can be made there.
    """
    import filelock

    place = path.with_name(f".{path.name}.lock")
    try:
        lock, firm = _native(filelock, place, wait)
        if lock is None:
            lock, firm = filelock.SoftFileLock(place.with_name(f"{place.name}.held"), timeout=wait), False
            lock.acquire()
    except filelock.Timeout as error:
        text = _("another notebook or program holds {lock}").format(lock=error.lock_file)
        raise TimeoutError(errno.ETIMEDOUT, text) from None
    try:
        yield firm
    finally:
        if firm and fcntl is not None:
            # while it is held: who waits for it sees that it is gone, and makes a new one
            with contextlib.suppress(OSError):
                place.unlink()
        lock.release()


def _native(filelock, place: Path, wait: float):
    if filelock.FileLock is filelock.SoftFileLock:
        return None, False
    lock = filelock.FileLock(place, timeout=wait, poll_interval=0.02, fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if isinstance(error, TimeoutError) or error.errno not in NO_LOCKS:
            raise
        return None, False
    return lock, True


def is_left_by_system(name: str) -> bool:
    """Return whether a file or folder is hidden, or left behind by an operating system or a spreadsheet.

    Examples
    --------
    >>> is_left_by_system(".DS_Store"), is_left_by_system("~$blocs.csv"), is_left_by_system("blocs.csv")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or name.lower() in LEFT_BY_SYSTEMS
