"""Notices of the network, as a page shows them. Which ones still hold is decided on the device, by date."""

from sitegen.hours import Notice
from sitegen.model import Centre
from sitegen.pages.edition import Edition
from sitegen.pages.hours import span_words
from sitegen.pages.values import NoticeEntry


def notices_of(edition: Edition, centre: Centre) -> tuple[Notice, ...]:
    """The notices that hold for a centre."""
    return tuple(notice for notice in edition.shared.notices if centre.heeds(notice))


def notices_named(edition: Edition, ids: tuple[str, ...]) -> tuple[NoticeEntry, ...]:
    """The notices with these ids, as a list of centres shows them."""
    return notice_entries(edition, tuple(notice for notice in edition.shared.notices if notice.id in ids))


def notice_entries(edition: Edition, notices: tuple[Notice, ...], zone: str | None = None) -> tuple[NoticeEntry, ...]:
    """By date; `zone` is that of the one centre that they are shown for."""
    return tuple(
        NoticeEntry(
            title=edition.words(notice.title),
            text=edition.rich(notice.text),
            when=edition.t.date_range(notice.first, notice.last),
            first=notice.first.isoformat(),
            last=notice.last.isoformat(),
            hours=None if notice.spans is None else span_words(edition, notice.spans),
            zone=zone,
        )
        for notice in sorted(notices, key=lambda notice: (notice.first, notice.last))
    )
