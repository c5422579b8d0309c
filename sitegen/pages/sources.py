"""Sources as numbered entries."""

from collections.abc import Iterable

from sitegen.model import Source
from sitegen.pages.edition import Edition
from sitegen.pages.values import SourceEntry


def source_entries(edition: Edition, sources: Iterable[Source]) -> tuple[SourceEntry, ...]:
    return tuple(
        SourceEntry(
            number=number,
            title=source.title,
            date=edition.t.partial_date(source.date) if source.date else None,
            href=source.url,
            note=edition.maybe(source.note),
        )
        for number, source in enumerate(sources, start=1)
    )
