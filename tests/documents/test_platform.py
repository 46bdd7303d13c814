"""Documents through the whole platform: sent as a job, read, and fetched as searchable PDFs."""

import io
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import img2pdf
import pikepdf.pdfa
import pypdfium2 as pdfium
import pytest
from tests.documents import papers
from tests.load.process_figures import forget_peak, name, peak_mb, resident_mb
from tests.servers.platform import python_process, running
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.servers.show_off import ShowOff

from image_api import migrations
from image_api.database import Database

MIB = 2**20
PAGES = [papers.LETTER, ["The second page says more."]]


def finished(url: str, seconds: float = 120) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job: dict[str, Any] = httpx.get(url, timeout=60).json()
        if job["finished"]:
            return job
        time.sleep(0.3)
    raise TimeoutError(url)


def said(pdf: bytes, page: int) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())


def test_a_scan_goes_in_and_a_searchable_pdf_comes_out(show_off: ShowOff) -> None:
    jobs = f"{show_off.url}/api/jobs"
    pages = [papers.encoded(papers.noisy(papers.sheet(lines)), dpi=(150, 150)) for lines in PAGES]
    scan = img2pdf.convert(pages)
    assert len(scan) > 500_000, "no file that fits into anybody's buffer"
    files = {"file": ("two.pdf", scan, "application/pdf")}

    answer = httpx.post(jobs, files=files, timeout=60)

    assert answer.status_code == 202
    job = finished(f"{jobs}/{answer.json()['id']}")
    assert (job["state"], job["pages"]) == ("succeeded", {"total": 2, "done": 2, "failed": 0})
    (document,) = job["documents"]
    assert document["pdfa"] == "2b"
    made = httpx.get(f"{show_off.url}/api{document['formats']['pdf']}", timeout=60).content
    assert pikepdf.pdfa.validate_written(io.BytesIO(made), "2b").passed
    assert said(made, 1).split() == PAGES[1][0].split()
    text = httpx.get(f"{show_off.url}/api{document['formats']['text']}", timeout=60).text
    assert [page.split()[0] for page in text.split("\f")] == ["Dear", "The"]


def test_nobody_holds_a_file_in_memory_that_is_sent(show_off: ShowOff) -> None:
    jobs, large = f"{show_off.url}/api/jobs", 80 * MIB
    services = [it for it in show_off.processes() if name(it) in {"show_off.front", "image_api"}]
    before = {it: resident_mb(it) for it in services}
    for process in services:
        forget_peak(process)

    files = {"file": ("large.pdf", b"%PDF-1.7\n" + bytes(large), "application/pdf")}
    answer = httpx.post(jobs, files=files, timeout=60)

    assert answer.status_code == 202
    httpx.delete(f"{jobs}/{answer.json()['id']}").raise_for_status()
    assert len(services) >= 2
    grown = {name(it): peak_mb(it) - resident for it, resident in before.items()}
    assert max(grown.values()) < large / MIB / 4, grown


def test_a_picture_of_several_pages_is_read_and_tells_how_many(show_off: ShowOff) -> None:
    first, second = (papers.sheet(lines) for lines in PAGES)
    tiff = papers.encoded(first, "TIFF", save_all=True, append_images=[second])

    answer = httpx.post(
        f"{show_off.url}/api/read", files={"image": ("pages.tiff", tiff)}, timeout=60
    ).json()

    assert answer["pages"] == 2
    assert answer["text"].split() == " ".join(papers.LETTER).split()


@pytest.mark.slow
def test_the_same_over_the_broker_and_postgres(
    broker: RabbitMq, postgres_url: str, tmp_path: Path
) -> None:
    migrations.upgrade(Database(postgres_url).engine)
    kept = {"database_url": postgres_url, "files_dir": tmp_path / "kept"}
    with ExitStack() as stack:
        detection = stack.enter_context(running(tmp_path, "detection_api"))
        recognition = stack.enter_context(running(tmp_path, "recognition_api"))
        storage = stack.enter_context(running(tmp_path, "image_api", **kept))
        dispatcher = python_process(
            tmp_path, "-m", "image_api", "dispatch", amqp_url=broker.url, metrics_port=0, **kept
        )
        worker = python_process(
            tmp_path,
            "-m",
            "document_worker",
            amqp_url=broker.url,
            port=0,
            work_dir=tmp_path / "work",
            detection_url=detection,
            recognition_url=recognition,
            storage_url=storage,
        )
        for process in (dispatcher, worker):
            process.start()
            stack.callback(process.kill)
        files = {"file": ("two.pdf", papers.scan(PAGES), "application/pdf")}
        job = httpx.post(f"{storage}/api/jobs", files=files, timeout=60).json()["id"]

        told = finished(f"{storage}/api/jobs/{job}")

        assert (told["state"], told["pages"]["done"]) == ("succeeded", 2)
        made = httpx.get(f"{storage}/api/jobs/{job}/documents/1/pdf", timeout=60).content
        assert said(made, 1).split() == PAGES[1][0].split()
        worker.signal(signal.SIGTERM)
        assert worker.wait(60) == 0, "told to stop, it stops in order"
        wait_until(lambda: broker.depth("pageQueue") == 0)
