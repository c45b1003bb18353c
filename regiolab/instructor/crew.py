"""Work done by several processes, its results taken in the order in which it was given.

A process that dies, or that cannot be started, costs nothing but time: what it had is done here.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

from regiolab.i18n import language, use_language

MOST = 4  # processes: each takes 100 MB
START = 500  # jobs that are waited for, as processes take a second to start
MANY = 4 * START  # files that are waited for, whether there is something to do or not
CHUNK = 32  # jobs that are handed over at once
LARGEST = 4_000_000  # bytes that are: whatever the files, what is under way fits in memory
AHEAD = 2  # chunks under way for each process

Note = TypeVar("Note")
Job = TypeVar("Job")
Made = TypeVar("Made")
Trade = tuple[Callable[..., Callable[[Any], Any]], tuple]


def cores() -> int:
    """Return how many processes can work at once on this machine, and may.

    Examples
    --------
    >>> 1 <= cores() <= MOST
    True
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST)


class Crew:
    """Processes that work for this one, begun when there is enough to do.

    Parameters
    ----------
    trades : mapping
        By name what they can do: a function of a module, where another process finds it, that makes what does
        a job, and what it is given.
    processes : int or None
        How many there are at most, None for one on each core; with 1 everything is done here.

    Examples
    --------
    >>> with Crew({"loud": (str, ())}) as crew:
    ...     with crew.line("loud", str.upper, lambda note, job, made: print(note, job, made)) as line:
    ...         line.put(1, "a")
    1 a A
    """

    def __init__(self, trades: Mapping[str, Trade], processes: int | None = 1) -> None:
        self._trades = dict(trades)
        # a process that ends with its parent may have none itself
        alone = multiprocessing.current_process().daemon
        self.processes = 1 if alone else cores() if processes is None else processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        self.leave()

    @property
    def begun(self) -> bool:
        """Whether the processes are there."""
        return self._pool is not None

    def line(
        self, trade: str, work: Callable[[Job], Made], take: Callable[[Note, Job | None, Made | None], None]
    ) -> Line[Note, Job, Made]:
        """Return a line of jobs of one kind; see :class:`Line`."""
        return Line(self, trade, work, take)

    def handed(self, trade: str, jobs: list) -> Future[list] | None:
        """Have jobs done elsewhere; None if they cannot be."""
        if self.processes < 2:
            return None
        try:
            if self._pool is None:
                # as on every system, and safe beside threads
                context = multiprocessing.get_context("spawn")
                given = language(), self._trades
                # before Ctrl-C is held back: Python's own helper, which this starts, lets it through again
                self._pool = ProcessPoolExecutor(self.processes, context, _begin, given)
            with _unheard():  # processes are begun as jobs come
                return self._pool.submit(_do, trade, jobs)
        except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
            self.leave()
            return None

    def leave(self) -> None:
        """End the processes; what is still to do is done here."""
        pool, self._pool, self.processes = self._pool, None, 1
        if pool is not None:
            # each ends after what it has in hand: one that was killed while it sent a result would leave this
            # process waiting for the rest of it for ever
            pool.shutdown(wait=False, cancel_futures=True)


class Line(Generic[Note, Job, Made]):
    """Jobs done one after another here, or several at a time elsewhere.

    Parameters
    ----------
    crew : Crew
    trade : str
        What does a job elsewhere.
    work : function
        Does a job here.
    take : function
        Is given each note with its job and what was made of it, both None where there is nothing to do;
        always here, and in the order of :meth:`put`.
    """

    def __init__(
        self,
        crew: Crew,
        trade: str,
        work: Callable[[Job], Made],
        take: Callable[[Note, Job | None, Made | None], None],
    ) -> None:
        self._crew, self._trade, self._work, self._take = crew, trade, work, take
        self._waiting: list[tuple[Note, Job | None]] = []
        self._jobs = self._bytes = 0
        self._sent: deque[tuple[list[tuple[Note, Job | None]], Future[list[Made]] | None]] = deque()

    def __enter__(self) -> Line[Note, Job, Made]:
        return self

    def __exit__(self, error: type[BaseException] | None, *_rest: object) -> None:
        if error is None:
            self.finish()

    def put(self, note: Note, job: Job | None, size: int = 0) -> None:
        """Have a job done, of so many bytes."""
        if self._crew.processes < 2:
            self._catch_up()
            self._take(note, job, None if job is None else self._work(job))
            return
        self._waiting.append((note, job))
        self._jobs += job is not None
        self._bytes += size
        jobs, most = (CHUNK, LARGEST) if self._crew.begun else (START, 3 * LARGEST)
        if self._jobs >= jobs or self._bytes >= most:
            self._send()
        elif len(self._waiting) >= MANY:  # with little or nothing to do for them
            self.finish()

    def finish(self) -> None:
        """Take what is under way."""
        if self._crew.begun:
            self._send()
        self._catch_up()

    def _catch_up(self) -> None:
        while self._sent:
            self._receive()
        waiting, self._waiting = self._waiting, []
        self._jobs = self._bytes = 0
        for note, job in waiting:  # too few to begin processes
            self._take(note, job, None if job is None else self._work(job))

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._jobs = self._bytes = 0
        for at in range(0, len(waiting), CHUNK):
            chunk = waiting[at : at + CHUNK]
            jobs = [job for _note, job in chunk if job is not None]
            self._sent.append((chunk, self._crew.handed(self._trade, jobs) if jobs else None))
            while len(self._sent) > AHEAD * self._crew.processes:
                self._receive()

    def _receive(self) -> None:
        chunk, future = self._sent.popleft()
        made: Iterator[Made] | None = None
        if future is not None:
            try:
                made = iter(future.result())
            except (BrokenProcessPool, CancelledError):
                self._crew.leave()
        for note, job in chunk:
            done = None if job is None else self._work(job) if made is None else next(made)
            self._take(note, job, done)


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Let Ctrl-C reach this process alone: those begun meanwhile never hear it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# -- in the other processes -----------------------------------------------------------------------

_trades: dict[str, Trade] = {}


def _begin(spoken: str, trades: dict[str, Trade]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_language(spoken)
    _trades.update(trades)


def _end_with_parent() -> None:
    """End when the parent does, however it was ended: it may have been killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@functools.cache
def _learnt(trade: str) -> Callable[[Any], Any]:
    prepare, given = _trades[trade]
    return prepare(*given)


def _do(trade: str, jobs: list) -> list:
    return list(map(_learnt(trade), jobs))
