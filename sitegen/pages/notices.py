"""Notices of the network, as a page shows them. Which ones still hold is decided on the device, by date."""

from sitegen.hours import Notice
from sitegen.model import Centre
from sitegen.pages.edition import Edition
from sitegen.pages.values import NoticeEntry


def notices_of(edition: Edition, centre: Centre) -> tuple[Notice, ...]:
    """The notices that are meant for a centre and that it has not opted out of."""
    location = centre.location
    return tuple(
        notice
        for notice in edition.shared.notices
        if notice.id not in centre.ignore_notices
        and notice.scope.covers(centre.id, location.region_code, centre.legal_status)
    )


def notice_entries(edition: Edition, notices: tuple[Notice, ...]) -> tuple[NoticeEntry, ...]:
    return tuple(
        NoticeEntry(
            title=edition.words(notice.title),
            text=edition.rich(notice.text),
            when=edition.t.date_range(notice.first, notice.last),
            first=notice.first.isoformat(),
            last=notice.last.isoformat(),
        )
        for notice in notices
    )
