"""The columns of the table, made from the field list.

A column is named as its field is, with the fields around it: `location.region_code`, `contacts.phone`. Words for
readers have a column for each language; that of the main language has no ending: `name`, `name.en`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sitegen.i18n import Translator
from sitegen.schema.fields import CENTRE
from sitegen.schema.shapes import Either, Field, ListOf, RecordOf, Shape, Words

ID = "id"
SEPARATOR = " / "  # between the labels of a heading in words: "Kontak / Telepon"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    name: str
    shape: Shape | None  # of one cell's value; None for the centre's id
    labels: tuple[str, ...] = ()  # where the words of the fields on its way stand: RECORD.FIELD
    also: tuple[tuple[str, ...], ...] = ()  # what people also call the fields on its way
    language: str | None = None  # None: it has none, or the main one
    list_name: str | None = None  # of the list whose items stand below each other in this column

    def heading(self, t: Translator) -> str:
        """The column in words, as people read it: "Kontak / Telepon", "Nama (en)"."""
        if self.shape is None:
            return t("table.id")
        words = SEPARATOR.join(t(f"field.{label}.label") for label in self.labels)
        return f"{words} ({self.language})" if self.language else words


def make_columns(languages: tuple[str, ...]) -> tuple[Column, ...]:
    """All columns, in the order of the field list. The first language is the main one."""
    return (Column(ID, None), *_columns(CENTRE, languages, Column("", CENTRE)))


def _columns(record: RecordOf, languages: tuple[str, ...], above: Column) -> Iterator[Column]:
    for field in record.fields:
        name = f"{above.name}.{field.name}" if above.name else field.name
        here = Column(
            name,
            field.shape,
            (*above.labels, f"{record.name}.{field.name}"),
            (*above.also, (field.name, *field.also)),
            list_name=above.list_name,
        )
        yield from _below(field, here, languages)


def _below(field: Field, here: Column, languages: tuple[str, ...]) -> Iterator[Column]:
    shape = field.shape
    list_name = here.list_name
    if isinstance(shape, ListOf) and list_name is None:
        shape, list_name = shape.item, here.name  # its items stand below each other
    if isinstance(shape, Either):
        shape = shape.mapping
    here = Column(here.name, shape, here.labels, here.also, list_name=list_name)
    if isinstance(shape, RecordOf):
        yield from _columns(shape, languages, here)
        return
    yield here
    if isinstance(shape.item if isinstance(shape, ListOf) else shape, Words):
        for language in languages[1:]:
            yield Column(f"{here.name}.{language}", shape, here.labels, here.also, language, list_name)


def headings(columns: Iterable[Column], translators: Iterable[Translator]) -> Mapping[str, Column]:
    """Every heading that is understood, folded: the columns' names, their words, and what else people call them.

    A short heading counts where only one column can be meant.
    """
    known = {fold(column.name): column for column in columns}
    for t in translators:
        known = {**{fold(column.heading(t)): column for column in columns}, **known}
    short: dict[str, Column | None] = {}
    for column in columns:
        for name in _short_names(column, translators):
            short[name] = column if short.get(name, column) is column else None
    return {**{name: column for name, column in short.items() if column is not None}, **known}


def guess_column(heading: str, columns: Iterable[Column], translators: Sequence[Translator]) -> Column | None:
    """The column that was most likely meant by a heading that is not understood: the first with those words in it."""
    known = dict(headings(columns, translators))
    for column in columns:
        for name in sorted(_short_names(column, translators)):
            known.setdefault(name, column)
    words = fold(heading).split()
    runs = (" ".join(words[at : at + size]) for size in range(len(words), 0, -1) for at in range(len(words) - size + 1))
    said = next((run for run in runs if run in known), None) or next(
        iter(get_close_matches(fold(heading), known, n=1, cutoff=0.75)), None
    )
    return known[said] if said else None


def _short_names(column: Column, translators: Iterable[Translator]) -> set[str]:
    if column.shape is None:
        return set()
    ending = f" ({column.language})" if column.language else ""
    labels = [t(f"field.{column.labels[-1]}.label") for t in translators]
    return {fold(name + ending) for name in (*labels, *column.also[-1])}


def fold(heading: str) -> str:
    """A heading without what people vary: case, and blanks, underscores, dots and slashes between the words."""
    return " ".join(heading.casefold().translate(str.maketrans("_./-", "    ")).split())
