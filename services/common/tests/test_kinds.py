import pytest

from showoff_common.pictures.kinds import media_type


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\r\n" * 400 + b"%PDF-1.4", "application/pdf"),
        (b"\0" * 1024 + b"%PDF-1.4", None),
        (b"\xff\xd8\xff\xfe\0\x0c made of %PDF-", "image/jpeg"),
        (b"II*\0 made of %PDF-", "image/tiff"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypavif", None),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"", None),
    ],
)
def test_how_a_file_begins_tells_what_it_is(head: bytes, kind: str | None) -> None:
    assert media_type(head) == kind
