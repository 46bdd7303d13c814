"""Tasks on their way to document-worker: a message is a hint, the database decides.

A lost one is sent again when its time is over, a doubled one is refused when it is claimed. So
these queues need no dead letters, and drop by themselves what nobody fetched in time.
"""

from typing import Final, Literal
from uuid import uuid4

from pydantic import Field

from showoff_common.messaging.events import ImageId, Typed
from showoff_common.messaging.topology import Channel
from showoff_common.messaging.wire import VERSION, Message

PAGE_QUEUE: Final = "pageQueue"
"""Documents to be opened and pages to be read: seconds each."""
ASSEMBLY_QUEUE: Final = "assemblyQueue"
"""Documents to be assembled: minutes each."""
TASK_QUEUES: Final = (PAGE_QUEUE, ASSEMBLY_QUEUE)

QUEUED_SECONDS: Final = 60
"""After so long in a queue a task counts as lost there, and is sent again."""

_REDELIVERIES: Final = 20


class TaskMessage(Typed):
    """A task to be claimed: the body of a message, as JSON."""

    document: ImageId
    step: Literal["open", "read", "assemble"]
    page: int = Field(ge=0, lt=2**31)
    attempt: int = Field(ge=1, lt=2**31)

    @property
    def queue(self) -> str:
        return ASSEMBLY_QUEUE if self.step == "assemble" else PAGE_QUEUE


def declare_task_queues(channel: Channel) -> None:
    """Declare both queues; declaring what is there already changes nothing."""
    for queue in TASK_QUEUES:
        channel.queue_declare(
            queue,
            durable=True,
            arguments={
                "x-queue-type": "quorum",
                "x-delivery-limit": _REDELIVERIES,
                "x-message-ttl": QUEUED_SECONDS * 1000,
            },
        )


def pack_task(task: TaskMessage, traceparent: str | None = None) -> Message:
    """Put a task into its wire form; ``traceparent`` is that of the POST that it comes of."""
    headers = {"version": VERSION, "request_id": task.document}
    if traceparent:
        headers["traceparent"] = traceparent
    body = task.model_dump_json().encode()
    return Message(task.queue, body, "application/json", uuid4().hex, headers)
