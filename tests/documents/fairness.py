"""A large job and a small one, of two owners: how workers are shared while both have pages.

    python -m tests.documents.fairness --large 2000 --small 20

RabbitMQ, Postgres, image-api, dispatchers and workers are real, the models stand-ins. When the
large job is under way the small one is sent. Goal: when the small one's last page is read, the
large one has had as many since, within 10 % of all that were read.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.jobs_platform import JobsPlatform, scan
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMq

from image_api import migrations
from image_api.database import Database

GOAL = 0.1


def shares(jobs: JobsPlatform, large: int, small: int) -> tuple[int, int]:
    """Pages of the large job and of the small one, read while the small one had any to be read."""
    first = jobs.send(scan(large), owner="ada")
    jobs.wait_for(first, large // 20)
    second = jobs.send(scan(small), owner="bob")
    jobs.wait_for(second, 1)
    before = jobs.done(first), jobs.done(second)
    jobs.wait_for(second, small)
    return jobs.done(first) - before[0], jobs.done(second) - before[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=2000)
    parser.add_argument("--small", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as data:
        folder = Path(name)
        broker, postgres = RabbitMq(folder / "rabbitmq"), Postgres(Path(data))
        for server in (broker, postgres):
            server.start()
        url = postgres.new_database()
        migrations.upgrade(Database(url).engine)
        jobs = JobsPlatform(folder, broker, postgres, url, document_pages=options.large)
        try:
            jobs.make_whole()
            large, small = shares(jobs, options.large, options.small)
        finally:
            jobs.kill()
            broker.stop()
            postgres.kill()
    off = abs(large / (large + small) - 0.5) / 0.5
    sys.stdout.write(
        f"pages read meanwhile: {large} of {options.large} and {small} of {options.small}; "
        f"shares differ from a half by {off:.0%} (goal {GOAL:.0%})\n"
    )
    sys.exit(0 if off <= GOAL else 1)


if __name__ == "__main__":
    main()
