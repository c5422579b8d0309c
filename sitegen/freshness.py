"""How old an assurance is: in words, and in three looks. static/js/lib/freshness.js reckons the same on the device.

tests/cases/freshness.json holds both to one table. `today` is always an argument: a page says when it was assured,
and how long ago that is only the reader's device knows.
"""

from datetime import date
from typing import Literal

from sitegen.i18n import Catalogue, Translator

Look = Literal["fresh", "ageing", "old"]

DAYS_ARE_TOLD = 14
"""Days from which an age is told in weeks."""


def look(assured: date, today: date, *, ageing_days: int, old_days: int) -> Look:
    """How an assurance of that day looks today."""
    days = (today - assured).days
    return "old" if days >= old_days else "ageing" if days >= ageing_days else "fresh"


def age(assured: date, today: date) -> tuple[str, int]:
    """An age as unit and count: ("months", 3). A date to come counts as today: clocks differ by zone."""
    days = (today - assured).days
    months = (today.year - assured.year) * 12 + today.month - assured.month - (today.day < assured.day)
    if days <= 0:
        return "today", 0
    if days == 1:
        return "yesterday", 1
    if days < DAYS_ARE_TOLD:
        return "days", days
    if months < 2:
        return "weeks", days // 7
    if months < 24:
        return "months", months
    return "years", months // 12


def age_words(assured: date, today: date, t: Translator) -> str:
    """ "3 bulan lalu", "3 months ago"."""
    unit, count = age(assured, today)
    return t(f"freshness.{unit}", count=count)


def browser_texts(t: Translator) -> Catalogue:
    """The words for static/js/lib/freshness.js, by key without "freshness."."""
    return t.below("freshness")
