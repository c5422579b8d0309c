"""All photos of a network, made ready: their published sizes, the files, and what is wrong with any."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from sitegen.load import ContentFolder
from sitegen.model import Centre
from sitegen.pages.subjects import PhotoSize
from sitegen.photos import MAX_BYTES, publish_photo
from sitegen.problems import Place, Problem, WrongValueError

PHOTOS = "content/photos"


class Album(msgspec.Struct, frozen=True):
    """`sizes`: by the photo's path below content/photos/. `files`: bytes by path in the site."""

    sizes: dict[str, tuple[PhotoSize, ...]]
    files: dict[str, bytes]


def make_album(folder: ContentFolder, centres: Iterable[Centre], cache: Path) -> tuple[Album, list[Problem]]:
    """Every photo that a centre shows."""
    album = Album({}, {})
    problems: list[Problem] = []
    for name in sorted({photo.file for centre in centres for photo in centre.photos}):
        path = f"{PHOTOS}/{name}"
        if not folder.exists(path):
            continue  # told where the centre's file names it
        data = folder.read(path, problems, MAX_BYTES)
        if data is None:
            continue
        try:
            files = publish_photo(name, data, cache)
        except WrongValueError as error:
            problems.append(Problem(code=error.code, place=Place(path), values={"typed": name, **error.values}))
            continue
        album.sizes[name] = tuple(PhotoSize(f"assets/{file.path}", file.width, file.height) for file in files)
        album.files.update({f"assets/{file.path}": file.data for file in files})
    return album, problems
