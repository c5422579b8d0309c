"""Messages to whoever keeps the directory, ready to send by the first channel that the network has."""

from urllib.parse import quote, urlencode

from sitegen.pages.edition import Edition
from sitegen.pages.values import Link

MISTAKE, HOURS, NEW_CENTRE = "laporkan-kesalahan.yml", "ubah-jam.yml", "pusat-baru.yml"
"""The forms in .github/ISSUE_TEMPLATE/, whose fields the links fill in."""


def mistake_link(edition: Edition, name: str, block: str | None = None) -> Link | None:
    """Something is wrong with a centre, in a block of its page or anywhere."""
    t = edition.t
    subject = t("report.subject", name=name)
    if block is None:
        return _link(edition, t("report.link"), subject, MISTAKE, {"centre": name})
    part = t(f"block.{block}")
    subject = f"{subject} – {part}"
    if block == "opening_hours":
        return _link(edition, t("report.link"), subject, HOURS, {"centre": name})
    return _link(edition, t("report.link"), subject, MISTAKE, {"centre": name, "part": part})


def new_centre_link(edition: Edition, region: str) -> Link | None:
    """A centre is missing in a region."""
    t = edition.t
    return _link(edition, t("report.new"), t("report.new_subject", region=region), NEW_CENTRE, {"region": region})


def _link(edition: Edition, text: str, subject: str, form: str, fields: dict[str, str]) -> Link | None:
    reports = edition.site.reports
    if reports.issues:
        template = {} if "template=" in reports.issues else {"template": form}
        told = urlencode({**template, "title": subject, **fields}, quote_via=quote)
        return Link(text=text, href=f"{reports.issues}{'&' if '?' in reports.issues else '?'}{told}")
    if reports.whatsapp_e164:
        return Link(text=text, href=f"https://wa.me/{reports.whatsapp_e164.lstrip('+')}?text={quote(subject)}")
    if reports.email:
        return Link(text=text, href=f"mailto:{reports.email}?subject={quote(subject)}")
    return None
