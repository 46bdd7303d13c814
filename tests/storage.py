"""image-api's parts together, for tests that look at what was kept."""

from dataclasses import dataclass

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.proposals import Proposals
from image_api.handlers import MessageStore
from image_api.history import Entry, History
from image_api.records import Records
from showoff_common.messaging.events import (
    Event,
    now,
)
from showoff_common.messaging.wire import (
    pack,
)


@dataclass
class Storage:
    """All of image-api's parts on one database and one folder."""

    database: Database
    files: PictureFiles

    @property
    def messages(self) -> MessageStore:
        cut_gold = Proposals(self.database, self.files).collect
        return MessageStore(Records(self.database), self.files, cut_gold=cut_gold)

    @property
    def history(self) -> History:
        return History(self.database)

    def keep(self, *events: Event) -> None:
        for event in events:
            self.messages.store(pack(event))

    def entry(self, image_id: str) -> Entry:
        """What is known of a picture that is known."""
        entry = self.history.find(image_id)
        if entry is None:
            raise LookupError(image_id)
        return entry

    def forget(self, image_id: str) -> None:
        """Delete a picture that is stored."""
        paths = self.history.delete(image_id, now())
        if not paths:
            raise LookupError(image_id)
        for path in paths:
            self.files.remove(path)

    def paths(self) -> set[str]:
        """The files there are."""
        found = [*self.files.unfinished()]
        for day in self.files.days():
            found += self.files.of_day(day)
        return {file.path for file in found}
