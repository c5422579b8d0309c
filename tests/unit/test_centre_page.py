"""Whatever a centre's file says of doubts and sources can be read on its page."""

import shutil
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from sitegen.content import Source, read_content
from sitegen.model import Centre, Site
from sitegen.pipeline import Job, build
from support.building import NOW, PROJECT


@pytest.fixture(scope="module")
def centres(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, tuple[Centre, ...], Path]:
    """The real centres, and the folder in which their pages are published."""
    folder = tmp_path_factory.mktemp("centres")
    for name in ("content", "site_config.yaml"):
        (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, folder / name)
    now = datetime.fromisoformat(NOW)
    job = Job(project=PROJECT, root=folder, now=now, out=folder / "out", catalogue=False)
    build(job, lambda step, done, total: None)
    content, _ = read_content(Source(project=PROJECT, root=folder, now=now), lambda step, done, total: None)
    assert content is not None
    return content.site, content.network.centres, job.out


def test_every_note_and_every_source_is_on_the_page(centres: tuple[Site, tuple[Centre, ...], Path]) -> None:
    site, network, out = centres
    assert len(network) >= 76
    for centre in network:
        page = unescape((out / site.routes["centres"]["id"] / f"{centre.id}.html").read_text("utf-8"))
        for note in centre.notes:
            assert note.text["id"] in page, (centre.id, note.about)
        for source in centre.sources:
            assert source.title in page, centre.id
            assert source.url is None or source.url in page, centre.id
