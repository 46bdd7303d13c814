import cProfile
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from tests.events import corrected, read, taken
from tests.storage import Storage

from image_api.database import Database
from image_api.files import PictureFiles, path_of
from image_api.handlers import MessageStore
from image_api.history import Entry
from image_api.records import Records
from image_api.tables import Image, ImageBox, TextCorrection
from image_api.view import detail, summary
from showoff_common.messaging.events import (
    Event,
    InvalidMessage,
    LaidLine,
    Unavailable,
    Word,
    new_image_id,
    now,
)
from showoff_common.messaging.wire import (
    Message,
    pack,
)


def test_a_picture_its_lines_and_its_correction_are_kept(storage: Storage) -> None:
    picture = taken(data=b"the picture")
    storage.keep(
        picture, read(picture.image_id, "one", "tvvo"), corrected(picture.image_id, "one\ntwo")
    )

    entry = storage.entry(picture.image_id)

    assert (storage.files.root / path_of(picture)).read_bytes() == b"the picture"
    assert entry.image.path == path_of(picture)
    assert [box.text for box in entry.boxes] == ["one", "tvvo"]
    assert detail(entry).text == "one\ntwo"
    assert detail(entry).state == "stored"
    assert detail(entry).model.recognition == "crnn-1"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_and_any_repetition_end_the_same(storage: Storage, order: Sequence[int]) -> None:
    picture = taken()
    messages = [
        pack(picture),
        pack(read(picture.image_id, "a", "b", created=picture.created)),
        pack(corrected(picture.image_id, "A\nb", {0: "A"}, created=picture.created)),
    ]

    for index in (*order, *order):
        storage.messages.store(messages[index])

    shown = detail(storage.entry(picture.image_id))
    assert shown.created == picture.created
    assert [(line.text, line.recognized) for line in shown.lines] == [("A", "a"), ("b", "b")]
    assert [row.text for row in shown.corrections] == ["A\nb", "A"]
    assert storage.paths() == {path_of(picture)}


def test_a_layout_adds_moves_and_removes_lines(storage: Storage) -> None:
    picture = taken()
    storage.keep(picture, read(picture.image_id, "Total", "Cafe", "leaf"))
    place = ((5.0, 40.0), (25.5, 40.0), (25.5, 52.0), (5.0, 52.0))
    layout = [
        LaidLine(ord_num=1, text="Café"),
        LaidLine(text="Table 4", points=place),
        LaidLine(ord_num=0, text="Total", points=place),
        LaidLine(text="written at home"),
    ]
    storage.keep(corrected(picture.image_id, "Café\nTable 4\nTotal", layout=layout))

    shown = detail(storage.entry(picture.image_id))

    assert [(line.ord_num, line.text, line.recognized) for line in shown.lines] == [
        (1, "Café", "Cafe"),
        (3, "Table 4", ""),
        (0, "Total", "Total"),
    ]
    assert shown.lines[0].points is None
    assert shown.lines[1].points == list(place)
    assert shown.lines[2].box.model_dump() == {
        "start_x": 5, "start_y": 40, "width": 21, "height": 12
    }  # fmt: skip


def test_a_later_correction_without_a_layout_lays_the_lines_out_as_they_were_read(
    storage: Storage,
) -> None:
    picture, moment = taken(), now()
    storage.keep(picture, read(picture.image_id, "a", "b"))
    gone = [LaidLine(ord_num=0, text="A")]
    storage.keep(corrected(picture.image_id, "A", created=moment, layout=gone))
    later = moment + timedelta(seconds=1)
    storage.keep(corrected(picture.image_id, "A\nB", {1: "B"}, created=later))

    assert [line.text for line in detail(storage.entry(picture.image_id)).lines] == ["a", "B"]


def test_the_latest_correction_wins_and_all_are_kept(storage: Storage) -> None:
    picture, moment = taken(), now()
    late = corrected(picture.image_id, "late", {0: "late"}, created=moment + timedelta(seconds=1))
    early = corrected(picture.image_id, "early", {0: "early"}, created=moment)

    storage.keep(picture, read(picture.image_id, "raw"), late, early)

    shown = detail(storage.entry(picture.image_id))
    assert (shown.text, shown.lines[0].text) == ("late", "late")
    assert [row.text for row in shown.corrections if row.ord_num is None] == ["early", "late"]


def test_a_correction_of_an_unknown_picture_is_kept_and_visible_as_such(storage: Storage) -> None:
    image_id = new_image_id()

    storage.keep(corrected(image_id, "first"))

    shown = detail(storage.entry(image_id))
    assert (shown.state, shown.text, shown.lines) == ("pending", "first", [])
    assert storage.history.page(10) == []


def test_lines_without_their_picture_are_visible_as_pending(storage: Storage) -> None:
    image_id = new_image_id()

    storage.keep(read(image_id, "text"))

    (entry,) = storage.history.page(10)
    assert (summary(entry).state, summary(entry).text) == ("pending", "text")


def test_a_deleted_picture_is_not_brought_back_by_what_comes_late(storage: Storage) -> None:
    picture = taken()
    events: list[Event] = [
        picture,
        read(picture.image_id, "secret"),
        corrected(picture.image_id, "secret"),
    ]
    storage.keep(events[0], events[1])
    storage.forget(picture.image_id)

    storage.keep(*events)

    assert storage.history.find(picture.image_id) is None
    assert storage.history.page(10) == []
    assert storage.paths() == set()


def test_what_nobody_can_read_is_refused_and_leaves_no_trace(storage: Storage) -> None:
    with pytest.raises(InvalidMessage):
        storage.messages.store(Message("imageQueue", b"x", "image/png", "1", {}))

    assert storage.paths() == set()


def test_a_database_without_tables_is_unavailable_not_the_messages_fault(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    store = MessageStore(Records(database), PictureFiles(tmp_path))

    assert not database.answers()
    with pytest.raises(Unavailable):
        store.store(pack(taken()))


def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none")

    assert not database.answers()
    with pytest.raises(Unavailable):
        MessageStore(Records(database), PictureFiles(tmp_path)).store(pack(read(new_image_id())))


def test_a_picture_deleted_while_only_its_correction_is_here_does_not_come_later(
    storage: Storage,
) -> None:
    picture = taken()
    storage.keep(corrected(picture.image_id, "secret"))

    assert storage.history.delete(picture.image_id, now()) == []
    storage.keep(picture, read(picture.image_id, "secret"), corrected(picture.image_id, "secret"))

    assert storage.history.find(picture.image_id) is None
    assert storage.history.page(10) == []
    assert storage.paths() == set()


def test_a_correction_that_a_deletion_overtakes_is_not_shown(storage: Storage) -> None:
    picture = taken()
    storage.keep(picture)
    storage.forget(picture.image_id)

    with storage.database.transaction() as session:  # as one that looked before the deletion
        session.add(
            TextCorrection(
                value="secret", image_id=picture.image_id, message_id="m", creation_timestamp=now()
            )
        )

    assert storage.history.find(picture.image_id) is None


def many_corrected(count: int) -> Entry:
    """A picture of so many lines, each corrected."""
    box = {"start_x": 1, "start_y": 1, "width": 1, "height": 1, "text": "raw", "joint": " "}
    return Entry(
        Image(id=new_image_id(), creation_timestamp=now()),
        [ImageBox(ord_num=number, **box) for number in range(count)],
        [
            TextCorrection(ord_num=number, value=f"v{number}", creation_timestamp=now())
            for number in range(count)
        ],
    )


def test_twice_as_many_corrected_lines_are_twice_the_work() -> None:
    def calls(count: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(detail, many_corrected(count))
        return sum(it.callcount for it in profile.getstats())

    assert calls(400) < 2.5 * calls(200)
    shown = detail(many_corrected(400))
    assert (shown.lines[-1].text, shown.lines[-1].recognized) == ("v399", "raw")
    assert shown.text.split(" ")[-1] == "v399"


def test_words_are_kept_beside_their_lines_and_not_missed_where_there_are_none(
    storage: Storage,
) -> None:
    picture = taken()
    reading = read(picture.image_id, "two words", "none")
    words = (
        Word(text="two", confidence=0.5, start=0, end=0.3),
        Word(text="words", start=0.4, end=1),
    )
    with_words = reading.lines[0].model_copy(update={"words": words})
    reading = reading.model_copy(update={"lines": (with_words, reading.lines[1])})

    storage.keep(picture, reading, corrected(picture.image_id, "too words", {0: "too words"}))

    first, second = detail(storage.entry(picture.image_id)).lines
    assert first.words is not None
    assert [word.model_dump() for word in first.words] == [word.model_dump() for word in words]
    assert second.words is None
    assert (first.text, first.recognized) == ("too words", "two words")
