"""Values of strangers as a review shows them: in Markdown's code spans, where nothing is carried out or linked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import takewhile

from sitegen.hours import Span, Week, clock, week_entries, write_days
from sitegen.i18n import Translator
from sitegen.problem_words import quotable

MAX_LENGTH = 60_000  # characters of a review; GitHub takes 65,536
MAX_WHOLE = 160  # characters of a text that is told whole when a part of it changed
MANY_WORDS = 3_000  # from which on only where the changes begin and end is looked for: all of them would take minutes
AROUND = 5  # words shown beside what changed in a long text
MAX_NAMED = 6  # characters named that are not ASCII
_RUNS = re.compile(r"`+")


def code(text: str, *, mark: bool = True, limit: int = MAX_LENGTH) -> str:
    """A code span that holds the text, whatever is in it, on one line; what is not ASCII is named behind it."""
    shown = quotable(" ".join(text.split()), limit)
    fence = "`" * (max((len(run) for run in _RUNS.findall(shown)), default=0) + 1)
    pad = " " if shown[:1] in ("`", "") or shown[-1:] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}{_marked(shown) if mark else ''}"


def _marked(text: str) -> str:
    """The characters that may look like others; an ellipsis is of our own cutting."""
    odd = sorted({character for character in text if not character.isascii() and character != "…"})
    names = ", ".join(f"U+{ord(character):04X}" for character in odd[:MAX_NAMED])
    return f" ⚠ {names}{' …' if len(odd) > MAX_NAMED else ''}" if odd else ""


def changed_parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Of two long texts only what changed, with the words beside it: what is cut off can't be reviewed.

    Nothing where they differ in blanks and line ends alone.
    """
    old, new = before.split(), after.split()
    if old == new:
        return
    if max(len(before), len(after)) <= MAX_WHOLE:
        yield before, after
        return
    if max(len(old), len(new)) > MANY_WORDS:
        start = _same(old, new)
        end = _same(old[start:][::-1], new[start:][::-1])
        yield _part(old, start, len(old) - end), _part(new, start, len(new) - end)
        return
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND):
        (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = group[0], group[-1]
        yield _part(old, old_start, old_end), _part(new, new_start, new_end)


def _same(words: list[str], others: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))


def _part(words: list[str], start: int, end: int) -> str:
    before, after = "… " if start else "", " …" if end < len(words) else ""
    return f"{before}{' '.join(words[start:end])}{after}"


def several(values: Sequence[str], t: Translator, limit: int) -> str:
    """Values after one another; of very many only how many more there are."""
    rest = len(values) - limit
    return ", ".join([*values[:limit], *([t("review.more", count=rest)] if rest > 0 else [])])


def told_date(value: date, t: Translator) -> str:
    """ "24 Desember 2026", "24 Desember 2026 09.00"."""
    if isinstance(value, datetime):
        return f"{t.date(value.date())} {clock(value.hour * 60 + value.minute, t('hours.point'))}"
    return t.date(value)


def choice_words(field: str, value: str, t: Translator) -> str:
    """The words of a choice, or of the block that an assurance or a source is about; any other text as it is."""
    keys = [f"{field}.{value}", f"form.choice.{field}.{value}", f"holidays.{field}.{value}"]
    if field in ("about", "supports"):
        keys.append(f"field.centre.{value}.label")
    return next((t(key) for key in keys if t.has(key)), value)


def spans_words(spans: Iterable[Span], t: Translator) -> str:
    """ "08.00–11.30, 13.00–16.30"; "tutup" for none."""
    point = t("hours.point")
    return ", ".join(f"{clock(opens, point)}–{clock(closes, point)}" for opens, closes in spans) or t("review.closed")


def week_words(week: Week, t: Translator) -> str:
    """ "Senin-Kamis 08.00–16.00; Jumat 08.00–11.30": the open days of a week."""
    told = [f"{write_days(days, t.language)} {spans_words(spans, t)}" for days, spans in week_entries(week)]
    return "; ".join(told) or t("review.closed")


def day_changes(before: Week, after: Week, t: Translator) -> list[str]:
    """ "Jumat 13.00–16.00 → 13.00–16.30": only what changed of a day, days with the same change together."""
    days: dict[tuple[str, str], list[int]] = {}
    for day, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            gone = [span for span in old if span not in new]
            come = [span for span in new if span not in old]
            # Where a session only comes or goes, the whole day tells more than the session.
            told = (gone, come) if gone and come else (old, new)
            days.setdefault((spans_words(told[0], t), spans_words(told[1], t)), []).append(day)
    return [f"{write_days(which, t.language)} {old} → {new}" for (old, new), which in days.items()]
