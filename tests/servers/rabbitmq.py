"""A private RabbitMQ from Debian's package; RABBITMQ_SERVER names another one's start script."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pika
from pika.exceptions import AMQPError
from tests.servers.processes import Process, free_port, listens, wait_until

from showoff_common.messaging.tasks import TASK_QUEUES, declare_task_queues
from showoff_common.messaging.topology import DEAD_LETTER_QUEUE, declare
from showoff_common.messaging.wire import (
    QUEUES,
)

_SERVER = Path(os.environ.get("RABBITMQ_SERVER", "/usr/lib/rabbitmq/bin/rabbitmq-server"))
_ALL = (*QUEUES, DEAD_LETTER_QUEUE, *TASK_QUEUES)


class RabbitMq:
    """A broker with a data folder of its own, which outlives kills and restarts.

    Args:
        folder: Takes data, logs, cookie and settings.
    """

    def __init__(self, folder: Path) -> None:
        if not _SERVER.exists():
            raise FileNotFoundError(f"{_SERVER}: install Debian's rabbitmq-server")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.port, distribution, epmd = free_port(), free_port(), free_port()
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            "disk_free_limit.absolute = 50MB\n"
            "max_message_size = 16777216\n"  # what 4.x takes by default; 3.x would take 128 MiB
        )
        (folder / "enabled_plugins").write_text("[].")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),  # its Erlang cookie lies there
            "LANG": "C.UTF-8",
            "ERL_EPMD_PORT": str(epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_NODENAME": f"test{self.port}@localhost",
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none "
            "-kernel inet_dist_use_interface {127,0,0,1}",
            "detached": "1",  # the script becomes the server instead of watching over it
        }
        # Erlang's port mapper would stay behind as a daemon; this one is ours to stop.
        self._epmd = Process(
            ["epmd", "-port", str(epmd), "-address", "127.0.0.1"], folder / "epmd.log", environment
        )
        self.process = Process(
            [str(_SERVER)], folder / "server.log", environment, folder=folder
        )  # where it leaves its dump, should it crash

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/%2F"

    def start(self) -> None:
        """Start, or start again, and wait until it answers and has its queues."""
        if not self._epmd.runs():
            self._epmd.start()
        self.process.start()
        wait_until(self._answers)
        self._declare()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def pause(self) -> None:
        """Let it hang: connections stay, nothing is answered."""
        self.process.signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after a pause, if there was one."""
        self.process.signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it for good; its data is not wanted any more."""
        self.process.kill()
        self._epmd.kill()

    def depth(self, queue: str) -> int | None:
        """How many messages are ready in a queue; None where it can't tell now."""
        try:
            with pika.BlockingConnection(pika.URLParameters(self.url)) as connection:
                channel = connection.channel()
                declared = channel.queue_declare(queue, passive=True)
                if count := int(declared.method.message_count):
                    return count
                # 0 is also what a queue says that is too busy to count; taking one tells.
                method, _, _ = channel.basic_get(queue)
                if method is not None:
                    channel.basic_nack(method.delivery_tag)
                return int(method is not None)
        except AMQPError:
            return None

    def purge(self, queues: Sequence[str]) -> None:
        """Empty queues."""
        with pika.BlockingConnection(pika.URLParameters(self.url)) as connection:
            channel = connection.channel()
            for queue in queues:
                channel.queue_purge(queue)

    def _declare(self) -> None:
        """Declare all queues, and wait until the broker knows them after a kill, too.

        A queue's name comes to disk about a second after the answer.
        """
        with pika.BlockingConnection(pika.URLParameters(self.url)) as connection:
            channel = connection.channel()
            declare(channel)
            declare_task_queues(channel)
        (names,) = self._folder.glob("data/*/quorum/*/names.dets")
        wait_until(lambda: all(queue.encode() in names.read_bytes() for queue in _ALL))

    def _answers(self) -> bool:
        if not self.process.runs():
            raise RuntimeError(f"RabbitMQ ended: {self.process.last_words()}")
        if not listens(self.port):
            return False
        try:
            pika.BlockingConnection(pika.URLParameters(self.url)).close()
        except AMQPError:
            return False
        return True
