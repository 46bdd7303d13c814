"""Faces cut to the alphabet: a few kilobytes each, without hints, kerning classes and names."""

import io
import logging
import struct
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from recognition_api.alphabet import CHARACTERS
from showoff_common.cpus import allowed_cpus

KERNED = 4000  # pairs: a face with more is packed without any
_LEFT_OUT = (
    *("GPOS", "GSUB", "GDEF", "BASE", "JSTF", "DSIG", "post", "FFTM", "PfEd", "TeX ", "gasp"),
    *("hdmx", "LTSH", "VDMX", "PCLT", "kerx", "morx", "mort", "feat", "Silf", "Glat", "Gloc"),
    *("Sill", "Feat", "prop", "lcar", "bsln", "trak", "vhea", "vmtx", "VORG", "EBDT", "EBLC"),
    *("EBSC", "CBDT", "CBLC", "sbix", "SVG ", "COLR", "CPAL", "MATH", "meta", "fvar", "gvar"),
    *("STAT", "avar", "HVAR", "MVAR", "VVAR", "cvar", "BDF "),
)
_BROKEN = (TTLibError, LookupError, AttributeError, TypeError, ValueError, struct.error)

logging.getLogger("fontTools").setLevel(logging.ERROR)


def cut_faces(paths: Sequence[str]) -> Iterator[bytes | None]:
    """Font files with the alphabet alone, in order, cut by as many processes as there are CPUs."""
    with ProcessPoolExecutor(allowed_cpus(), get_context("spawn")) as pool:
        yield from pool.map(cut_face, paths)


def cut_face(path: str, characters: Iterable[str] = CHARACTERS) -> bytes | None:
    """A font file with some characters alone; None where fontTools cannot cut it."""
    options = subset.Options(
        hinting=False, layout_features=[], glyph_names=False, legacy_kern=True, name_IDs=[]
    )
    options.drop_tables += _LEFT_OUT
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in characters])
    written = io.BytesIO()
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            if "kern" in font and any(
                len(getattr(table, "kernTable", {})) > KERNED for table in font["kern"].kernTables
            ):
                del font["kern"]
            cutter.subset(font)
            if "maxp" in font and hasattr(font["maxp"], "maxSizeOfInstructions"):
                font[
                    "maxp"
                ].maxSizeOfInstructions = 1  # with none, FreeType hints by itself: slowly
            font.save(written)
    except _BROKEN:
        return None
    return written.getvalue()
