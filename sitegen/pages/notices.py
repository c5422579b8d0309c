"""Notices of the network, as a page shows them. Which ones still hold is decided on the device, by date."""

from datetime import date

from sitegen.hours import Notice, Scope
from sitegen.model import Centre
from sitegen.pages.edition import Edition
from sitegen.pages.hours import span_words
from sitegen.pages.values import NoticeEntry


def notices_of(edition: Edition, centre: Centre) -> tuple[Notice, ...]:
    """The notices that hold for a centre."""
    return tuple(notice for notice in edition.shared.notices if centre.heeds(notice))


def notices_named(edition: Edition, ids: tuple[str, ...]) -> tuple[NoticeEntry, ...]:
    """The notices with these ids, as a list of centres shows them."""
    return listed_notices(edition, tuple(notice for notice in edition.shared.notices if notice.id in ids))


def listed_notices(edition: Edition, notices: tuple[Notice, ...]) -> tuple[NoticeEntry, ...]:
    """Notices beside many centres, for not all of which each holds; by date."""
    return tuple(_entry(edition, notice, scope=_scope(edition, notice.scope)) for notice in sorted(notices, key=_dates))


def notice_entries(edition: Edition, notices: tuple[Notice, ...], zone: str) -> tuple[NoticeEntry, ...]:
    """The notices of one centre, in whose zone their dates are; by date."""
    return tuple(_entry(edition, notice, zone=zone) for notice in sorted(notices, key=_dates))


def _entry(edition: Edition, notice: Notice, *, zone: str | None = None, scope: str | None = None) -> NoticeEntry:
    return NoticeEntry(
        title=edition.words(notice.title),
        text=edition.rich(notice.text),
        when=edition.t.date_range(notice.first, notice.last),
        first=notice.first.isoformat(),
        last=notice.last.isoformat(),
        hours=None if notice.spans is None else span_words(edition, notice.spans),
        zone=zone,
        scope=scope,
    )


def _dates(notice: Notice) -> tuple[date, date, str]:
    return notice.first, notice.last, notice.id


def _scope(edition: Edition, scope: Scope) -> str | None:
    """ "Perpustakaan kota, Jawa Timur": the kinds and the regions that a notice is for; None: it is for all."""
    if scope.all:
        return None
    kinds = [edition.plain(edition.legal_statuses[id].name) for id in scope.legal_statuses]
    regions = [region.name for code in scope.regions if (region := edition.regions.get(code))]
    return ", ".join([*kinds, *regions]) or edition.t("notice.named")
