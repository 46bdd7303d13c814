"""A set as a tar, to the byte the same each time: crops, what they say, and a manifest.

manifest.json            of the set, and of each line: file, digest, picture, corners
crops/gold/DIGEST.png
crops/gold/labels.tsv    labels: file, a tab, text
crops/gold/DIGEST.page.xml, .alto.xml        page, alto: a file a line
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image

from image_api.gold.files import GoldFiles
from image_api.gold.sets import Members
from image_api.gold.tables import GoldLineRow
from showoff_common.contracts.formats import FormatName
from showoff_common.contracts.gold import Form
from showoff_common.contracts.history import Models
from showoff_common.contracts.pages import PageLine, PageReading
from showoff_common.formats import render

_FOLDER: Final = "crops/gold"
_CONSENT: Final = (
    "Lines of pictures whose senders let them be kept to teach and to measure readers of this "
    "installation. What is trained on them, or made of them, stays there."
)


def tar(members: Members, files: GoldFiles, form: Form) -> Iterator[bytes]:
    """The parts of the tar, a few a line."""
    yield from _file("manifest.json", _manifest(members))
    labels = []
    for digest, line in members.lines:
        png = files.read(line.path or "")
        yield from _file(f"{_FOLDER}/{digest}.png", png)
        labels.append(f"{digest}.png\t{line.text}\n")
        if form != "labels":
            yield from _file(*_page(digest, line, png, members, form))
    yield from _file(f"{_FOLDER}/labels.tsv", "".join(labels).encode())
    yield b"\0" * 2 * tarfile.BLOCKSIZE


def _manifest(members: Members) -> bytes:
    told = members.told
    manifest = {
        "number": told.number,
        "digest": told.digest,
        "created": told.created.isoformat(),
        "note": told.note,
        "consent": _CONSENT,
        "lines": [_line(digest, line) for digest, line in members.lines],
        "withdrawn": list(members.withdrawn),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _line(digest: str, line: GoldLineRow) -> dict[str, Any]:
    return {
        "file": f"{_FOLDER}/{digest}.png",
        "digest": digest,
        # Not its id: whoever knows that may see and delete the picture.
        "picture": hashlib.sha256(line.image_id.encode()).hexdigest()[:16],
        "share": line.share,
        "quad": line.quad,
    }


def _page(
    digest: str, line: GoldLineRow, png: bytes, members: Members, form: Form
) -> tuple[str, bytes]:
    with Image.open(io.BytesIO(png)) as picture:
        width, height = picture.size
    page = PageReading.model_validate(
        {
            "number": 1,
            "width": width,
            "height": height,
            "source": "read",
            "lines": [
                PageLine.model_validate(
                    {"text": line.text, "separator": "", "confidence": None, "points": line.quad}
                )
            ],
            "model": Models(detection=None, recognition=None),
        }
    )
    name: FormatName = "page" if form == "page" else "alto"
    rendered = render(f"{digest}.png", [page], name, created=members.told.created)
    return f"{_FOLDER}/{digest}.{rendered.suffix}", rendered.content


def _file(name: str, content: bytes) -> Iterator[bytes]:
    """A member of a tar: nobody's, of 1970, filled up to whole blocks."""
    head = tarfile.TarInfo(name)
    head.size = len(content)
    yield head.tobuf(tarfile.USTAR_FORMAT)
    yield content
    yield b"\0" * (-len(content) % tarfile.BLOCKSIZE)
