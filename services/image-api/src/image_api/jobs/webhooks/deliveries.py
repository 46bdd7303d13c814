"""Messages of webhooks, from the end of their job until somebody has taken them.

They were written with that end (`progress.end_job`), so none is forgotten and none is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from sqlalchemy import select, update

from image_api.database import Database
from image_api.jobs.following.overview import find
from image_api.jobs.tables import DeliveryRow
from image_api.jobs.webhooks.addresses import Refused, Rules, check
from image_api.jobs.webhooks.signing import Secrets, keys_of
from showoff_common.contracts.jobs import Deliveries, Delivery, DeliveryState
from showoff_common.errors import Problem

RETRY_SECONDS: Final = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Between one try and the next, as Standard Webhooks proposes; after the last it is given up."""

_IN_HAND: Final = timedelta(seconds=60)
_SHOWN: Final = 20


@dataclass(frozen=True)
class Outgoing:
    """A message to be sent now.

    Attributes:
        attempt: Which try this is, from 1.
    """

    id: str
    owner: str
    url: str
    payload: dict[str, Any]
    attempt: int


@dataclass(frozen=True)
class Outcome:
    """What became of a try.

    Attributes:
        state: `delivered`, `off` (nobody wants it any more), or `waiting`: to be tried again.
        wait: At least so long, where whoever was asked said so.
    """

    state: DeliveryState
    status: int | None
    error: str | None
    wait: timedelta = timedelta(0)


class Outbox:
    """What the notifier asks. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, now: datetime, most: int) -> Sequence[Outgoing]:
        """Messages whose time has come; nobody else gets them for a minute."""
        due = (
            select(DeliveryRow.id)
            .where(DeliveryRow.state == "waiting", DeliveryRow.next_at <= now)
            .order_by(DeliveryRow.next_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        with self._database.transaction() as session:
            taken = (
                update(DeliveryRow)
                .where(DeliveryRow.id.in_(session.scalars(due).all()))
                .values(attempt=DeliveryRow.attempt + 1, next_at=now + _IN_HAND)
                .returning(DeliveryRow)
            )
            rows = session.scalars(taken, execution_options={"populate_existing": True}).all()
            return [Outgoing(it.id, it.owner, it.url, it.payload, it.attempt) for it in rows]

    def settle(self, message: Outgoing, outcome: Outcome, now: datetime) -> DeliveryState:
        """Note what became of a try; the state that the message is in now."""
        state, next_at = outcome.state, now
        if state == "waiting" and message.attempt > len(RETRY_SECONDS):
            state = "gave_up"
        elif state == "waiting":
            pause = timedelta(seconds=RETRY_SECONDS[message.attempt - 1])
            next_at = now + max(pause, outcome.wait)
        settled = {
            "state": state,
            "next_at": next_at,
            "status": outcome.status,
            "error": outcome.error,
        }
        same = DeliveryRow.id == message.id, DeliveryRow.attempt == message.attempt
        with self._database.transaction() as session:
            session.execute(update(DeliveryRow).where(*same).values(settled))
        return state


class WebhookDesk:
    """What clients may ask of webhooks.

    Args:
        database: The way to it.
        secrets: Whose messages can be signed: nobody else's are taken.
        rules: Where they may go.
    """

    def __init__(self, database: Database, secrets: Secrets, rules: Rules) -> None:
        self._database = database
        self._secrets = secrets
        self._rules = rules

    def check(self, owner: str, url: str) -> None:
        """Judge a webhook that somebody wants.

        Raises:
            Problem: 422 with the reason why it can't be.
        """
        if not keys_of(self._secrets, owner):
            reason = "there is no secret to sign yours with (SHOWOFF_WEBHOOK_SECRETS)"
        else:
            try:
                return check(url, self._rules)
            except Refused as error:
                reason = str(error)
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Input does not fit the schema",
            f"options.webhook.url: {reason}.",
        )

    def show(self, job_id: str, owner: str, now: datetime) -> Deliveries:
        """What became of a job's messages; raises as `Overview.show`."""
        newest = (
            select(DeliveryRow)
            .where(DeliveryRow.job_id == job_id)
            .order_by(DeliveryRow.created.desc(), DeliveryRow.id)
            .limit(_SHOWN)
            .execution_options(populate_existing=True)
        )
        with self._database.transaction() as session:
            job = find(session, job_id, owner, now)
            webhook = job.options.get("webhook")
            deliveries = [_told(row) for row in session.scalars(newest)]
        return Deliveries(url=webhook["url"] if webhook else None, deliveries=deliveries)

    def retry(self, job_id: str, owner: str, now: datetime) -> Deliveries:
        """Have a job's messages sent now; they are known by the same ids.

        Raises:
            Problem: As `Overview.show`; 409, there is none.
        """
        again = {"state": "waiting", "attempt": 0, "next_at": now}
        own = update(DeliveryRow).where(DeliveryRow.job_id == job_id).values(again)
        with self._database.transaction() as session:
            find(session, job_id, owner, now)
            sent = session.scalars(own.returning(DeliveryRow.id)).all()
        if not sent:
            raise Problem(
                HTTPStatus.CONFLICT,
                "Nothing to send",
                "The job has no webhook, or is not finished yet.",
            )
        return self.show(job_id, owner, now)


def _told(row: DeliveryRow) -> Delivery:
    return Delivery.model_validate(
        {
            "id": row.id,
            "state": row.state,
            "attempt": row.attempt,
            "next": row.next_at if row.state == "waiting" else None,
            "status": row.status,
            "error": row.error,
        }
    )
