"""security.txt (RFC 9116): where to tell of a hole in the site, only if the settings say so."""

from datetime import timedelta

from sitegen.model import Security, Site

PATH = ".well-known/security.txt"


def security_files(site: Site) -> dict[str, bytes]:
    """The file by its path; nothing without a contact, for an address that nobody reads is worse than none."""
    return {} if site.security is None else {PATH: _text(site.security, site).encode()}


def _text(security: Security, site: Site) -> str:
    after = security.expires + timedelta(days=1)  # the day named is the last one
    lines = [
        f"Contact: mailto:{security.email}" if security.email else "",
        f"Contact: {security.website}" if security.website else "",
        f"Expires: {after.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.languages)}",
        f"Canonical: {site.base_url}{PATH}",
        f"Policy: {security.policy}" if security.policy else "",
    ]
    return "".join(f"{line}\n" for line in lines if line)
