"""Values of strangers as a review shows them: in Markdown's code spans, where nothing is carried out or linked."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from difflib import SequenceMatcher

import msgspec

from sitegen.hours import Span, Week, clock, in_language, write_days
from sitegen.i18n import Translator
from sitegen.problem_words import quotable

MAX_VALUE = 160  # characters shown of one value
MAX_TEXT = 800  # of a text of several sentences, or of a part of it that changed
AROUND = 5  # words shown beside what changed in a long text
MAX_ITEMS = 6  # values shown of one list
_RUNS = re.compile(r"`+")


def code(text: str, *, mark: bool = True, limit: int = MAX_VALUE) -> str:
    """A code span that holds the text, whatever is in it, on one line; what is not ASCII is named behind it."""
    shown = quotable(" ".join(text.split()), limit)
    fence = "`" * (max((len(run) for run in _RUNS.findall(shown)), default=0) + 1)
    pad = " " if shown[:1] in ("`", "") or shown[-1:] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}{_marked(shown) if mark else ''}"


def _marked(text: str) -> str:
    """The characters that may look like others; an ellipsis is of our own cutting."""
    odd = sorted({character for character in text if not character.isascii() and character != "…"})
    names = ", ".join(f"U+{ord(character):04X}" for character in odd[:MAX_ITEMS])
    return f" ⚠ {names}{' …' if len(odd) > MAX_ITEMS else ''}" if odd else ""


def changed_parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Of two long texts only what changed, with the words beside it: what is cut off can't be reviewed.

    Nothing where they differ in blanks and line ends alone.
    """
    if max(len(before), len(after)) <= MAX_VALUE or not before or not after:
        yield before, after
        return
    old, new = before.split(), after.split()
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = group[0], group[-1]
        yield _part(old, old_start, old_end), _part(new, new_start, new_end)


def _part(words: list[str], start: int, end: int) -> str:
    before, after = "… " if start else "", " …" if end < len(words) else ""
    return f"{before}{' '.join(words[start:end])}{after}"


def several(values: Iterable[str], t: Translator) -> str:
    """Values as `code` gives them, after one another; of very many only how many more there are."""
    shown = list(values)
    rest = len(shown) - MAX_ITEMS
    return ", ".join([*shown[:MAX_ITEMS], *([t("review.more", count=rest)] if rest > 0 else [])])


def plain(value: object, t: Translator, field: str = "", *, all_languages: bool = False) -> str:
    """A value as text; of a record its values after one another. A choice of `field` is told as the form tells it.

    `all_languages`: words with what they are in every other language, so that no change of those goes unseen.
    """
    if isinstance(value, str):
        return choice_words(field, value, t)
    if isinstance(value, datetime):
        return f"{t.date(value.date())} {clock(value.hour * 60 + value.minute, t('hours.point'))}"
    if isinstance(value, date):
        return t.date(value)
    if isinstance(value, dict):
        shown = in_language(value, t.language)
        others = [f"{language}: {words}" for language, words in sorted(value.items()) if words != shown]
        return f"{shown} ({', '.join(others)})" if all_languages and others else shown
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        parts = (plain(getattr(value, name), t, name, all_languages=all_languages) for name in fields)
        return ", ".join(part for part in parts if part)
    if isinstance(value, tuple):
        return ", ".join(plain(item, t, field, all_languages=all_languages) for item in value)
    return "" if value is None else str(value)


def choice_words(field: str, value: str, t: Translator) -> str:
    """The words of a choice, or of the block that an assurance or a source is about; any other text as it is."""
    keys = [f"form.choice.{field}.{value}", f"holidays.{field}.{value}"]
    if field in ("about", "supports"):
        keys.append(f"field.centre.{value}.label")
    return next((t(key) for key in keys if t.has(key)), value)


def spans_words(spans: Iterable[Span], t: Translator) -> str:
    """ "08.00–11.30, 13.00–16.30"; "tutup" for none."""
    point = t("hours.point")
    return ", ".join(f"{clock(opens, point)}–{clock(closes, point)}" for opens, closes in spans) or t("review.closed")


def week_words(week: Week, t: Translator) -> str:
    """ "Senin-Kamis 08.00–16.00; Jumat 08.00–11.30": the open days of a week."""
    days: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate(week):
        if spans:
            days.setdefault(spans, []).append(day)
    told = [f"{write_days(which, t.language)} {spans_words(spans, t)}" for spans, which in days.items()]
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
