from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from showoff_training.synthesis.face_checks import is_fit
from showoff_training.synthesis.fonts import load_faces


def rewritten(target: Path, drawn: Callable[[dict[int, str], int], str]) -> str:
    """A face that draws another glyph for each character."""
    with TTFont(load_faces()[0][0].path) as font:
        for table in font["cmap"].tables:
            glyphs = dict(table.cmap)
            table.cmap = {code: drawn(glyphs, code) for code in glyphs}
        font.save(target)
    return str(target)


def test_a_face_as_it_is_is_fit(tmp_path: Path) -> None:
    same = rewritten(tmp_path / "same.ttf", lambda glyphs, code: glyphs[code])
    assert is_fit(same)


@pytest.mark.parametrize("kind", ["marked spaces", "capitals alone"])
def test_a_face_is_refused_for(tmp_path: Path, kind: str) -> None:
    def marked(glyphs: dict[int, str], code: int) -> str:
        return glyphs[ord("x") if code == ord(" ") else code]

    def capital(glyphs: dict[int, str], code: int) -> str:
        return glyphs[code - 32 if ord("a") <= code <= ord("z") else code]

    path = rewritten(tmp_path / "face.ttf", marked if kind == "marked spaces" else capital)
    assert not is_fit(path)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(b"no font")
    assert not is_fit(str(path))
