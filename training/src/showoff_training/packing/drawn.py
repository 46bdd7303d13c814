"""What drawn pictures are made of, as `synthesis.materials` finds it in a packed folder."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

import cv2

from showoff_training.packing.faces import cut_face, cut_faces
from showoff_training.synthesis import corpora
from showoff_training.synthesis.backgrounds import load_wallpapers
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.icons import icons

MOST_PROSE, PIECE = 7_000_000, 20_000  # characters, and those of a piece
MOST_WORDS = {"american-english": 1_000_000}  # of a language; of others,
MOST_OTHER_WORDS = 60_000
LONGEST_SIDE, QUALITY = 640, 60  # px and WebP's, of photographs behind signs
Files = Iterator[tuple[str, bytes]]


def drawn() -> Files:
    """Names in the folder, and contents."""
    yield from _faces()
    yield from _icons()
    yield "prose.txt", _thinned(corpora.prose()).encode()
    for path in sorted(corpora.DICTIONARIES.iterdir() if corpora.DICTIONARIES.exists() else ()):
        if path.is_file() and not path.is_symlink() and not path.suffix:
            yield f"words/{path.name}", "\n".join(_words(path.name)).encode()
    for number, picture in enumerate(load_wallpapers()):
        share = min(1.0, LONGEST_SIDE / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        shown = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
        code = cv2.imencode(".webp", shown, (cv2.IMWRITE_WEBP_QUALITY, QUALITY))[1]
        yield f"backgrounds/{number:03}.webp", code.tobytes()


def _faces() -> Files:
    kept: dict[str, list[tuple[str, str, str]]] = {"training": [], "held out": []}
    numbers = count()
    for kind, faces in zip(kept, load_faces(), strict=True):
        for face, content in zip(faces, cut_faces([x.path for x in faces]), strict=True):
            if content is not None:
                name = f"fonts/{next(numbers):04}.{face.path[-3:].lower()}"
                kept[kind].append((name, face.family, "".join(sorted(face.characters))))
                yield name, content
    yield "faces.json", json.dumps(kept, ensure_ascii=False).encode()


def _icons() -> Files:
    said: dict[str, str] = defaultdict(str)
    for icon in icons():
        said[icon.path] += icon.character
    kept = {}
    for number, (path, characters) in enumerate(said.items()):
        if (content := cut_face(path, characters)) is not None:
            name = f"fonts/icons-{number}.ttf"
            kept[name] = characters
            yield name, content
    yield "icons.json", json.dumps(kept).encode()


def _thinned(prose: str) -> str:
    """Pieces from everywhere, if it is too long."""
    pieces = max(1, MOST_PROSE // PIECE)
    if len(prose) <= MOST_PROSE:
        return prose
    step = len(prose) // pieces
    return " ".join(prose[start : start + PIECE] for start in range(0, len(prose), step))


def _words(language: str) -> Sequence[str]:
    known = corpora.words(language)
    most = MOST_WORDS.get(language, MOST_OTHER_WORDS)
    return known if len(known) <= most else sorted(random.Random(1).sample(known, most))
