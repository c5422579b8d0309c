"""Makes templates/catalogue/fonts/ from the fonts that packages bring: run when one of them is renewed.

    .venv/bin/python tools/make_print_fonts.py SOURCES

SOURCES is a folder into which these npm packages were unpacked, each under its own name, and into which these
files of Debian's fonts-noto-core were copied:

    @expo-google-fonts/source-sans-3  @expo-google-fonts/plus-jakarta-sans  @expo-google-fonts/noto-emoji
    @fontsource/noto-sans-arabic  @fontsource/noto-sans-javanese  @fontsource/noto-sans-balinese
    NotoSansSundanese-{Regular,Bold}.ttf  NotoSansBuginese-Regular.ttf  NotoSansBatak-Regular.ttf

"Source" is a reserved name, so Source Sans goes in as it came. The others reserve no name; of them only what
screens need (hinting) and what the book never asks for goes, and the names stay. It needs fonttools and brotli.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "templates" / "catalogue" / "fonts"

AS_IT_CAME = {
    "SourceSans3-Regular.ttf": "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "SourceSans3-Italic.ttf": "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "SourceSans3-SemiBold.ttf": "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    "PlusJakartaSans-Bold.ttf": "plus-jakarta-sans/700Bold/PlusJakartaSans_700Bold.ttf",
}
MADE_SMALLER = {
    "NotoSansArabic-Regular.ttf": "noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
    "NotoSansArabic-SemiBold.ttf": "noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2",
    "NotoSansJavanese-Regular.ttf": "noto-sans-javanese/files/noto-sans-javanese-javanese-400-normal.woff2",
    "NotoSansJavanese-SemiBold.ttf": "noto-sans-javanese/files/noto-sans-javanese-javanese-600-normal.woff2",
    "NotoSansBalinese-Regular.ttf": "noto-sans-balinese/files/noto-sans-balinese-balinese-400-normal.woff2",
    "NotoSansBalinese-SemiBold.ttf": "noto-sans-balinese/files/noto-sans-balinese-balinese-600-normal.woff2",
    "NotoSansSundanese-Regular.ttf": "NotoSansSundanese-Regular.ttf",
    "NotoSansSundanese-Bold.ttf": "NotoSansSundanese-Bold.ttf",
    "NotoSansBuginese-Regular.ttf": "NotoSansBuginese-Regular.ttf",
    "NotoSansBatak-Regular.ttf": "NotoSansBatak-Regular.ttf",
    "NotoEmoji-Regular.ttf": "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
}


def make_smaller(source: Path, target: Path) -> None:
    """The same letters, without hinting and without the names of glyphs."""
    font = TTFont(source)
    options = Options(hinting=False, glyph_names=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    font.flavor = None
    font["head"].modified = font["head"].created  # the same font each time
    font.recalcTimestamp = False
    font.save(target)


def main(sources: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, source in AS_IT_CAME.items():
        shutil.copyfile(sources / source, TARGET / name)
    for name, source in MADE_SMALLER.items():
        make_smaller(sources / source, TARGET / name)
    for path in sorted(TARGET.glob("*.ttf")):
        print(f"{path.stat().st_size:8} {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
