"""Page, documentation, a read, its correction and a job, by a port that is not the door's."""

import time

import httpx
from tests.cluster.cluster import Cluster
from tests.cluster.readers import PICTURE
from tests.cluster.report import Report
from tests.servers.processes import wait_until

from showoff_common.contracts.jobs import FINISHED

_CORRECTION = "Corrected by the cluster's test"
_JOB_SECONDS = 120


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
        check_job(client, report)


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


def check_job(client: httpx.Client, report: Report) -> None:
    """A picture becomes a searchable PDF, and is gone when it is told to."""
    begin = time.monotonic()
    told = client.post("/api/jobs", files={"file": (PICTURE.name, PICTURE.read_bytes())})
    if told.status_code != 202:
        report.hold("a job", False, told.status_code)
        return
    address = f"/api/jobs/{told.json()['id']}"
    job = told.json()
    while job["state"] not in FINISHED and time.monotonic() - begin < _JOB_SECONDS:
        job = client.get(address, params={"wait": 10}).json()
    seconds = time.monotonic() - begin
    report.hold("a job", job["state"] == "succeeded", f"{job['state']} after {seconds:.1f} s")
    made = client.get(f"{address}/documents/1/pdf")
    report.hold("its PDF", made.content.startswith(b"%PDF-"), made.status_code)
    gone = client.delete(address)
    left = client.get(address)
    good = left.status_code == 404
    report.hold("the job deleted", good, f"{gone.status_code}, then {left.status_code}")
