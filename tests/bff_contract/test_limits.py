from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import Start
from tests.bff_contract.stand_ins import PICTURE


def test_what_may_be_sent_is_told_in_full(bff: Bff) -> None:
    assert bff.client.get("/limits").json() == {
        "picture_types": [
            *("image/jpeg", "image/png", "image/webp", "image/tiff"),
            *("image/bmp", "image/gif", "image/heic"),
        ],
        "picture_bytes": 10 * 2**20,
        "document_types": ["application/pdf", "image/tiff"],
        "document_bytes": 100 * 2**20,
        "scripts": ["latin"],
    }


def test_a_picture_as_large_as_is_told_is_taken_and_none_much_larger(start_bff: Start) -> None:
    most = len(PICTURE) + 100_000
    bff = start_bff(max_request_bytes=most)
    pictures = [PICTURE.ljust(size, b"\0") for size in (most, most + 2**16)]

    answers = [bff.client.post("/read", files={"image": ("a.png", one)}) for one in pictures]

    assert bff.client.get("/limits").json()["picture_bytes"] == most
    assert [answer.status_code for answer in answers] == [200, 413]
