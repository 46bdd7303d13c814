"""Page, documentation, a read, the history and a correction, by a port that is not the door's."""

import time

import httpx
from tests.cluster.cluster import Cluster
from tests.cluster.readers import PICTURE
from tests.cluster.report import Report
from tests.servers.processes import wait_until

_CORRECTION = "Corrected by the cluster's test"


def check(cluster: Cluster, report: Report) -> None:
    with (
        cluster.forwarded("show-off", "show-off-api-lb", 80) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        page = client.get("/")
        report.hold("page at /", "<title>" in page.text, page.status_code)
        docs = client.get("/docs")
        where = docs.headers.get("Location", "")
        report.hold("/docs by this port", where == "/docs/", f"{docs.status_code} {where}")
        shown = client.get("/docs/")
        report.hold("documentation at /docs/", shown.is_success, shown.status_code)
        hidden = client.get("/api/metrics")
        report.hold("/api/metrics from outside", hidden.status_code == 404, hidden.status_code)
        check_read(client, report)


def check_read(client: httpx.Client, report: Report) -> None:
    begin = time.monotonic()
    read = client.post("/api/read", files={"image": PICTURE.read_bytes()})
    seconds = time.monotonic() - begin
    good = read.is_success and bool(read.json()["text"].strip())
    report.hold("a picture read", good, f"{read.status_code} in {seconds:.1f} s")
    if not good:
        return
    address = f"/api/images/{read.json()['id']}"
    client.post("/api/correct-text", json={"id": read.json()["id"], "text": _CORRECTION})
    begin = time.monotonic()
    try:
        wait_until(lambda: _CORRECTION in client.get(address).text, 60)
    except TimeoutError:
        report.hold("picture and correction in the history", False, "not within 60 s")
    else:
        seconds = time.monotonic() - begin
        report.hold("picture and correction in the history", True, f"after {seconds:.1f} s")
    gone = client.delete(address)
    left = client.get(address)
    report.hold("deleted", left.status_code == 404, f"{gone.status_code}, then {left.status_code}")
