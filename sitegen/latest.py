"""What was made last, for whoever makes the same over and over in one process, as a preview does with every build."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Keeps one value, and what it was made from."""

    def __init__(self) -> None:
        self._made: tuple[object, T] | None = None

    def of(self, made_from: object, make: Callable[[], T]) -> T:
        """The value as it is kept, if it was made from an equal thing; else made now."""
        if self._made is None or self._made[0] != made_from:
            self._made = (made_from, make())
        return self._made[1]
