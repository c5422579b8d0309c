"""Printed papers and QR codes as pages see them: where they stand in the site, and the links that lead there."""

from sitegen.model import Centre
from sitegen.pages.edition import Edition, region_name, relative
from sitegen.pages.values import Link
from sitegen.regions import Region

LARGEST_BOOK = 1000
"""Centres in one file. A larger network has a file for each region of the highest level, and none of the whole."""


def book_path(edition: Edition, region_code: str | None) -> str:
    """The catalogue of a region; None: of the whole network."""
    name = edition.t("print.file.catalogue")
    region = edition.regions.get(region_code) if region_code else None
    return _path(edition, f"{name}-{region_name(region)}" if region else name, "pdf")


def poster_path(edition: Edition, centre_id: str) -> str:
    return _path(edition, f"{edition.t('print.file.poster')}/{centre_id}", "pdf")


def handout_path(edition: Edition, centre_id: str) -> str:
    return _path(edition, f"{edition.t('print.file.handout')}/{centre_id}", "pdf")


def form_path(edition: Edition) -> str:
    return _path(edition, edition.t("print.file.form"), "pdf")


def qr_image_path(edition: Edition, centre_id: str) -> str:
    """The QR code that opens a centre's page."""
    return _path(edition, f"qr/{centre_id}", "svg")


def has_papers(edition: Edition, centre: Centre) -> bool:
    """A closed centre has no door to put a poster on."""
    return edition.shared.printed and centre.status != "closed"


def home_papers(edition: Edition, path: str, centres: int) -> tuple[Link, ...]:
    """As seen from the page `path`: the book of the whole network, if there is one, and the form."""
    if not edition.shared.printed:
        return ()
    book = (_link(edition, path, "book", book_path(edition, None)),) if 0 < centres <= LARGEST_BOOK else ()
    return (*book, _link(edition, path, "form", form_path(edition)))


def region_papers(edition: Edition, path: str, region: Region, centres: int) -> tuple[Link, ...]:
    """The book of a region of the highest level, where it has a centre."""
    if not edition.shared.printed or not centres:
        return ()
    return (_link(edition, path, "book_of", book_path(edition, region.code), region=region.name),)


def centre_papers(edition: Edition, path: str, centre: Centre) -> tuple[Link, ...]:
    if not has_papers(edition, centre):
        return ()
    return (
        _link(edition, path, "poster", poster_path(edition, centre.id)),
        _link(edition, path, "handout", handout_path(edition, centre.id)),
        _link(edition, path, "form", form_path(edition)),
    )


def _link(edition: Edition, path: str, key: str, target: str, **values: str) -> Link:
    return Link(text=edition.t(f"print.link.{key}", **values), href=relative(path, target))


def _path(edition: Edition, name: str, ending: str) -> str:
    return edition.path("print", name).removesuffix("html") + ending
