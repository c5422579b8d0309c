"""The same results with one process or several, in the same order."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from sitegen import workers
from sitegen.workers import WorkerLostError, spread, stream


@pytest.mark.parametrize("worth", [1, 1000])
def test_results_come_in_the_order_of_the_things(worth: int) -> None:
    told: list[int] = []
    things = list(range(100))
    assert spread(lambda thing: thing * thing, things, worth=worth, done=told.append) == [n * n for n in things]
    assert told == sorted(told)
    assert told[-1] == 100


def test_a_result_is_given_before_the_next_thing_is_worked_on() -> None:
    begun: list[int] = []
    results = stream(begun.append, [1, 2, 3], worth=1000)
    next(results)
    assert begun == [1]


@pytest.mark.parametrize("worth", [1, 1000])
def test_what_goes_wrong_is_raised_here(worth: int) -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda thing: 1 // thing, [1, 0, 2], worth=worth)


def test_a_killed_worker_is_no_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_may_fork", lambda: True)  # whatever other tests have left running
    with pytest.raises(WorkerLostError):
        spread(lambda thing: os.kill(os.getpid(), signal.SIGKILL) if thing == 7 else thing, list(range(20)), worth=1)


def test_a_process_with_threads_is_not_forked() -> None:
    """Its copy would wait for ever for a lock that some other thread held."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert set(spread(lambda _: os.getpid(), list(range(50)), worth=1)) == {os.getpid()}
    finally:
        end.set()
        thread.join()


AGAIN = """
import os
os.sched_getaffinity = lambda pid: {0, 1}
from sitegen.workers import spread
for _ in range(20):
    assert os.getpid() not in spread(lambda item: os.getpid(), range(4), worth=1)
"""


def test_work_is_forked_again_right_after_other_work() -> None:
    """A pool's threads are listed for a moment after their end; in a process of its own, for pytest may have others."""
    subprocess.run([sys.executable, "-c", AGAIN], check=True)


def test_nothing_to_do() -> None:
    assert spread(str, [], worth=0) == []


LONG = """
import os, time
os.sched_getaffinity = lambda pid: {0, 1}
from sitegen.workers import spread
def work(item):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(600)
spread(work, range(2), worth=1)
"""


def test_workers_end_with_the_process_that_began_them() -> None:
    with subprocess.Popen([sys.executable, "-c", LONG], stdout=subprocess.PIPE, encoding="ascii") as parent:
        try:
            assert parent.stdout is not None
            begun = {int(parent.stdout.readline()) for _ in range(2)}
            assert parent.pid not in begun
        finally:
            parent.kill()
        assert parent.stdout.read() == ""  # ends when the last that could write has ended
