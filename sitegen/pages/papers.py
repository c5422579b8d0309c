"""Where printed papers and QR codes stand in the site: pages link to them, the press puts them there."""

from sitegen.pages.edition import Edition, region_name


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


def _path(edition: Edition, name: str, ending: str) -> str:
    return edition.path("print", name).removesuffix("html") + ending
