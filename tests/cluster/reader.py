"""What reads through the Service while the cluster is disturbed: runs in show-off-api's image.

`python reader.py URL PICTURE CLIENTS STOP` prints a line of JSON for each answer, until the file
STOP is there. Needs Python and httpx, and nothing of ours.
"""

import itertools
import json
import sys
import threading
import time
from pathlib import Path

import httpx

_READS_A_JOB = 20
_print = threading.Lock()


def tell(**what: object) -> None:
    with _print:
        print(json.dumps(what), flush=True)  # noqa: T201 - this is its output


def ask(client: httpx.Client, what: str, method: str, path: str, **sent: object) -> None:
    begin = time.time()
    try:
        answer = client.request(method, path, **sent)  # type: ignore[arg-type]
    except httpx.HTTPError as error:
        status, kept_as = type(error).__name__, None
    else:
        status = str(answer.status_code)
        kept = answer.is_success and what in {"read", "job"}
        kept_as = answer.json()["id"] if kept else None
    tell(what=what, status=status, id=kept_as, at=begin, seconds=time.time() - begin)


def work(url: str, picture: bytes, stop: Path) -> None:
    # A connection each: one that is kept open would stay with one load balancer.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=url, timeout=60, limits=limits) as client:
        for number in itertools.count():
            if stop.exists():
                return
            ask(client, "read", "POST", "/api/read", files={"image": picture})
            ask(client, "history", "GET", "/api/images?limit=5")
            if number % _READS_A_JOB == 0:
                ask(client, "job", "POST", "/api/jobs", files={"file": ("page.png", picture)})
            time.sleep(0.2)


def main() -> None:
    url, picture, clients, stop = sys.argv[1:]
    told = (url, Path(picture).read_bytes(), Path(stop))
    threads = [threading.Thread(target=work, args=told) for _ in range(int(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
