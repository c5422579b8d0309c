"""The same work on many things, on every core where that pays.

Workers are forked, so they have everything the parent has without copying it; only results travel back.
Where there is no fork, one process does it all: the results are the same.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNKS_PER_CORE = 8
LARGEST_CHUNK = 100
"""Small enough that no core waits long for another, and that progress can be told; each costs as much as some items."""


class WorkerLostError(Exception):
    """A worker was killed from outside, as when memory runs out; what it did is lost."""


_job: tuple[Callable[..., object], Sequence[object]] | None = None


def spread(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    worth: int,
    done: Callable[[int], None] = lambda count: None,
) -> list[R]:
    """`work` on each item; the results in the items' order.

    Fewer than `worth` items are not worth a fork. `done` is told how many items are finished. What a
    worker raises is raised here; `WorkerLostError` where one was killed.
    """
    return list(stream(work, items, worth=worth, done=done))


def stream(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    worth: int,
    done: Callable[[int], None] = lambda count: None,
) -> Iterator[R]:
    """As `spread`, each result as soon as it and all before it are there: what is made of one is made meanwhile."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    alone = len(items) < worth or cores < 2 or not _may_fork()
    parts = ([work(item)] for item in items) if alone else _forked(work, items, cores)
    count = 0
    for part in parts:
        yield from part
        count += len(part)
        done(count)


def _may_fork() -> bool:
    """Only from a process of one thread: a lock that another thread holds would stay shut in the copy for ever.

    The typesetter has threads of its own, which only the system can count.
    """
    if not hasattr(os, "fork"):
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:  # a system without /proc: Python's own threads can be counted
        return threading.active_count() == 1


def _forked(work: Callable[[T], R], items: Sequence[T], cores: int) -> Iterator[list[R]]:
    import multiprocessing  # with the next, 20 ms that only much work costs
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    global _job
    size = min(max(1, len(items) // (cores * CHUNKS_PER_CORE)), LARGEST_CHUNK)
    starts = range(0, len(items), size)
    _job = (work, items)  # forked workers find it here: neither functions nor items have to travel
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), _end_with_parent) as pool:
            yield from pool.map(_work_on, ((start, start + size) for start in starts))  # type: ignore[misc]
    except BrokenProcessPool as error:
        raise WorkerLostError from error
    finally:
        _job = None
        _until_alone()


def _until_alone() -> None:
    """A thread that has ended is listed for a moment longer, and would keep the next work in one process."""
    for _ in range(200):
        if _may_fork():
            return
        time.sleep(0.005)


def _end_with_parent() -> None:
    """A worker whose parent is killed would wait for work for ever, and keep what the parent had locked."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work_on(bounds: tuple[int, int]) -> list[object]:
    assert _job is not None
    work, items = _job
    return [work(item) for item in items[slice(*bounds)]]
