"""What has to be assured again, by centre and by who runs it, and when the calendar of holidays runs out.

Pure: a checked network and a date in, records out. sitegen/commands/due.py says them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from sitegen.holiday_calendar import last_year
from sitegen.model import HELPING, Assurance, Centre, Network, Record, Site, Text

BLOCKS = ("location", "contacts", "opening_hours", "services", "consultants", "facilities", "partners", "programmes")
"""The fields of a centre's file that change as time goes by. What is history (awards, sources) is never due."""


class DueBlock(Record, frozen=True, kw_only=True):
    """A block that nobody has assured, or so long ago that it is old, or soon will be."""

    about: str  # one of BLOCKS
    state: Literal["never", "old", "soon"]
    assured: date | None = None  # None: never
    due: date | None = None  # the date on which it gets old; None: it is due now


class DueCentre(Record, frozen=True, kw_only=True):
    id: str
    name: Text
    operator: Text | None  # None: nobody knows who runs it
    blocks: tuple[DueBlock, ...]


class Due(Record, frozen=True, kw_only=True):
    """All that falls due up to a date."""

    until: date
    centres: tuple[DueCentre, ...]  # by operator, then by id
    calendar: date | None = None  # the last date of the holidays, if that is by then


def find_due(network: Network, site: Site, today: date, days: int) -> Due:
    """What is due today or within so many days."""
    until = today + timedelta(days)
    last = last_year(network.holidays)
    calendar = date(last, 12, 31) if last else None
    found = []
    for centre in network.centres:
        if centre.status not in HELPING:
            continue
        blocks = tuple(_due_blocks(centre, site.freshness.old_days, today, until))
        if blocks:
            found.append(DueCentre(id=centre.id, name=centre.name, operator=centre.operator, blocks=blocks))
    return Due(
        until=until,
        centres=tuple(sorted(found, key=lambda centre: (owner(centre), centre.id))),
        calendar=calendar if calendar and calendar <= until else None,
    )


def owner(centre: DueCentre) -> str:
    """Whom to ask, in the first language; "" where nobody knows, so that these come first."""
    return next(iter(centre.operator.values())) if centre.operator else ""


def run_out(centre: Centre, old_days: int, today: date) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Which of a centre's assurances are old, by position, and the fields for which nobody has given a newer one."""
    told = tuple(about for about in BLOCKS if getattr(centre, about))
    for at, word in enumerate(centre.assured if centre.status in HELPING else ()):
        if word.date + timedelta(old_days) > today:
            continue
        fields = told if word.about == "all" else (word.about,)
        left = tuple(about for about in fields if _newest(centre, about) is word)
        if left:
            yield at, left


def _newest(centre: Centre, about: str) -> Assurance | None:
    """The last word on a field of a centre's file, or on all of the file."""
    words = (word for word in centre.assured if word.about in (about, "all"))
    return max(words, key=lambda word: word.date, default=None)


def _due_blocks(centre: Centre, old_days: int, today: date, until: date) -> Iterator[DueBlock]:
    for about in BLOCKS:
        if not getattr(centre, about):
            continue  # nothing is told that could be wrong
        word = _newest(centre, about)
        if word is None:
            yield DueBlock(about=about, state="never")
            continue
        due = word.date + timedelta(old_days)
        if due <= until:
            yield DueBlock(about=about, state="old" if due <= today else "soon", assured=word.date, due=due)
