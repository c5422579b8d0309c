"""What publishers may ask for: security.txt, and a configuration of Sveltia CMS."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from sitegen.config import load_site, load_translator
from sitegen.exports import cms
from sitegen.exports.hosting import hosting_files
from sitegen.exports.security_txt import security_files
from sitegen.model import Security, Site
from sitegen.schema.fields import CENTRE

PROJECT = Path(__file__).parents[2]
WORDS = load_translator(PROJECT, "id", with_fields=True)


@pytest.fixture
def site() -> Site:
    found, _, _ = load_site(PROJECT, PROJECT)
    assert found is not None
    return found


def test_nothing_is_published_unasked(site: Site) -> None:
    assert security_files(site) == {}
    assert cms.cms_files(site, WORDS, {}) == {}


def test_security_txt(site: Site) -> None:
    """RFC 9116: Contact and Expires are required, and the time is a moment, not a day."""
    security = Security(expires=date(2027, 10, 31), email="keamanan@example.org", policy="https://example.org/p")
    told = security_files(msgspec.structs.replace(site, security=security))
    assert told == {
        ".well-known/security.txt": (
            "Contact: mailto:keamanan@example.org\n"
            "Expires: 2027-11-01T00:00:00Z\n"
            "Preferred-Languages: id, en\n"
            f"Canonical: {site.base_url}.well-known/security.txt\n"
            "Policy: https://example.org/p\n"
        ).encode()
    }


@pytest.fixture
def config(site: Site) -> Any:
    wanted = msgspec.structs.replace(site, cms=True, repository="https://github.com/organisasi/direktori")
    return yaml.safe_load(cms.cms_files(wanted, WORDS, {})["admin/config.yml"])


def test_cms_knows_every_field_but_hours(config: Any) -> None:
    """It keeps what it does not know, but writes an empty week where a centre has none, which the check refuses."""
    centres, notices = config["collections"]
    assert [field["name"] for field in centres["fields"]] == [name for name in CENTRE.by_key if name != "opening_hours"]
    services = next(field for field in centres["fields"] if field["name"] == "services")
    assert "weekly" not in [field["name"] for field in services["fields"]]
    assert (centres["folder"], notices["folder"]) == ("content/centres", "content/notices")
    assert config["backend"] == {"name": "github", "repo": "organisasi/direktori", "branch": "main"}
    status = next(field for field in centres["fields"] if field["name"] == "status")
    assert status["options"] == ["planned", "active", "temporarily_closed", "closed"]


def test_cms_writes_nothing_that_nobody_filled_in(config: Any) -> None:
    assert config["output"] == {"omit_empty_optional_fields": True}


def test_a_file_keeps_its_name(config: Any) -> None:
    assert [collection["slug"] for collection in config["collections"]] == [{"editable": ["create"]}] * 2


def test_every_widget_is_one_of_the_cms(config: Any) -> None:
    known = {"string", "text", "boolean", "datetime", "number", "select", "object", "list"}

    def widgets(fields: list[Any]) -> set[str]:
        below = [part for field in fields for part in [*field.get("fields", []), *filter(None, [field.get("field")])]]
        return {field["widget"] for field in fields} | (widgets(below) if below else set())

    for collection in config["collections"]:
        assert widgets(collection["fields"]) <= known


def test_cms_page_loads_what_the_publisher_brought(site: Site) -> None:
    wanted = msgspec.structs.replace(site, cms=True)
    names = {"vendor/sveltia-cms-0.221.1/sveltia-cms.js": "assets/vendor/sveltia-cms.1234.js"}
    page = cms.cms_files(wanted, WORDS, names)["admin/index.html"].decode()
    assert '<script src="../assets/vendor/sveltia-cms.1234.js"></script>' in page
    assert "<script" not in cms.cms_files(wanted, WORDS, {})["admin/index.html"].decode()


def test_pages_of_others_have_their_own_policy() -> None:
    rules = hosting_files("https://direktori.example/", own_policies={"panduan": "default-src 'none'"})["_headers"]
    assert rules.decode().endswith(
        "/panduan/*\n  ! Content-Security-Policy\n  Content-Security-Policy: default-src 'none'\n"
    )


def test_config_is_json_too(config: Any) -> None:
    assert json.loads(json.dumps(config)) == config
