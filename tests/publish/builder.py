"""Publishes one of two states of a made-up site, with forked workers: python builder.py PROJECT OUT STATE."""

import sys
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from sitegen.write import FileState, Publication

STATE = sys.argv[3]
SAME = 100  # pages that are the same in both states; 100 differ, and 20 are in one only


def pages() -> dict[str, bytes]:
    paths = [f"pages/{number}.html" for number in range(2 * SAME)]
    paths += [f"only-{STATE}/{number}.html" for number in range(20)]
    return {path: text_of(number, path) for number, path in enumerate(paths)}


def text_of(number: int, path: str) -> bytes:
    return (f"{'both' if number < SAME else STATE}: {path}\n" * 200).encode()


def put(item: tuple[str, bytes]) -> FileState:
    return publication.put_bytes(*item)


with Publication(Path(sys.argv[2])) as publication:
    with get_context("fork").Pool(2) as pool:
        states = pool.map(put, pages().items(), chunksize=8)
    publication.commit(states)
