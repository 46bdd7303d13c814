"""OCRmyPDF, really run, with show-off as its engine."""

import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from ocrmypdf.exceptions import MissingDependencyError
from tests.documents import papers
from tests.servers.http_stand_in import FakeService, serving
from werkzeug.wrappers import Request, Response

from ocrmypdf_show_off import answers, local
from ocrmypdf_show_off import server as server_reader

pytestmark = pytest.mark.slow

PLUGIN = Path(__file__).parents[1]
KEY = "key-of-a-test"
STREET = [[150, 140], [450, 140], [450, 170], [150, 170]]
BELOW = [[150, 300], [250, 300], [250, 330], [150, 330]]
ANSWER = {
    "text": "Straße №5\n\nbelow",
    "lines": [
        {"text": "Straße №5", "confidence": 0.9, "points": STREET},
        {"text": "below", "confidence": 0.8, "points": BELOW},
    ],
}


class Server:
    """A show-off server that reads the same on each page, after it was busy once."""

    def __init__(self) -> None:
        self.busy = 1
        self.forms: list[dict[str, str]] = []

    def answer(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            told = {"title": "No key", "detail": "Send a valid key."}
            return Response(json.dumps(told), 401, content_type="application/problem+json")
        if self.busy:
            self.busy -= 1
            return Response("", 503, headers={"Retry-After": "0"})
        assert request.path == "/api/read"
        assert request.files["image"].read(4) in {b"\x89PNG", b"\xff\xd8\xff\xe0"}
        self.forms.append(request.form.to_dict())
        return Response(json.dumps(ANSWER), content_type="application/json")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Server, str]]:
    server = Server()
    with serving(FakeService(server.answer)) as service:
        yield server, f"{service.url}/api"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(papers.scan())
    return path


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n")
    return path


def ocrmypdf(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ocrmypdf", "--optimize", "0", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def said(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        return str(document[0].get_textpage().get_text_bounded()).split()


def test_pages_are_read_by_a_server(
    server: tuple[Server, str], scan: Path, key_file: Path, tmp_path: Path
) -> None:
    running, url = server
    out = tmp_path / "out.pdf"

    ran = ocrmypdf("--show-off-url", url, "--show-off-key-file", key_file, scan, out)

    assert ran.returncode == 0, ran.stderr
    assert said(out) == ["Straße", "№5", "below"]
    assert running.forms == [{"words": "1", "keep": "0"}]
    with pikepdf.open(out) as pdf:
        assert "show-off" in str(pdf.docinfo.get("/Creator"))


def test_what_the_server_refuses_is_said(
    server: tuple[Server, str], scan: Path, tmp_path: Path
) -> None:
    _, url = server
    out = tmp_path / "out.pdf"

    ran = ocrmypdf("--show-off-url", url, scan, out)

    assert ran.returncode != 0
    assert "No key: Send a valid key." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not out.exists()


def test_an_address_of_something_else_is_said_so(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    picture.write_bytes(papers.encoded(papers.sheet()))
    with serving(FakeService(lambda _: Response("<p>Hello</p>"))) as service:
        for url in (service.url, "http://show-off:port/api", "show-off.lan/api"):
            with pytest.raises(server_reader.ServerError, match="show-off"):
                server_reader.read(picture, url, None, 5)


def test_a_turned_scan_is_read_in_process_and_stands_upright(tmp_path: Path) -> None:
    lines = ["Dear Ms Miller,", "thank you for the two", "parcels. They came", "on Monday."]
    path, out = tmp_path / "turned.pdf", tmp_path / "out.pdf"
    path.write_bytes(papers.changed(papers.scan([lines]), _turn))

    ran = ocrmypdf("--ocr-engine", "show-off", "--rotate-pages", path, out)

    assert ran.returncode == 0, ran.stderr
    assert sorted(said(out)) == sorted(" ".join(lines).split())
    with pdfium.PdfDocument(out) as document:
        width, height = document[0].get_size()
        assert width < height
        picture = document[0].render(scale=1, grayscale=True).to_pil()
    inked = picture.point(lambda shade: 255 * (shade < 128)).getbbox()
    assert inked
    assert inked[1] < height / 3, "print begins at the top"


def _turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 90


# What paperless-ngx hands to ocrmypdf.ocr by default, with what its user set for
# PAPERLESS_OCR_USER_ARGS merged into it: construct_ocrmypdf_parameters in its parsers/tesseract.py.
_AS_PAPERLESS = """
import json, sys
import ocrmypdf
arguments = {
    "input_file_or_options": sys.argv[1],
    "output_file": sys.argv[2],
    "sidecar": sys.argv[3],
    "use_threads": True,
    "jobs": 1,
    "language": "deu+eng",
    "output_type": "pdfa",
    "progress_bar": False,
    "color_conversion_strategy": "RGB",
    "skip_text": True,
    "deskew": True,
    "rotate_pages": True,
    "rotate_pages_threshold": 12.0,
}
arguments = {**arguments, **json.loads(sys.argv[4])}
sys.exit(ocrmypdf.ocr(**arguments))
"""


def environment_with_the_plugin(folder: Path) -> Path:
    """A virtual environment's Python, where OCRmyPDF was before and the plugin was installed."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    (there,) = folder.glob("lib/python*/site-packages")
    # Packages are shared, but not what is installed for editing: that needs files of its own there.
    (there / "others.pth").write_text(sysconfig.get_path("purelib"))
    uv = Path(sys.executable).parent / "uv"
    install = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation"]
    subprocess.run([*map(str, install), "--python", python, PLUGIN], check=True)
    return python


def test_installed_in_an_environment_it_reads_for_paperless(
    server: tuple[Server, str], scan: Path, key_file: Path, tmp_path: Path
) -> None:
    _, url = server
    python = environment_with_the_plugin(tmp_path / "venv")
    out, text = tmp_path / "out.pdf", tmp_path / "out.txt"
    without_ghostscript = {"rasterizer": "pypdfium", "pdfa_backend": "internal"}
    user = json.dumps(
        {"show_off_url": url, "show_off_key_file": str(key_file), **without_ghostscript}
    )

    ran = subprocess.run(
        [python, "-c", _AS_PAPERLESS, scan, out, text, user],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert said(out) == ["Straße", "№5", "below"]
    assert text.read_text().split() == ["Straße", "№5", "below"]


def test_without_models_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "entry_points", lambda group: [])  # noqa: ARG005 - its name is given

    with pytest.raises(MissingDependencyError, match="--show-off-url"):
        local.reader.__wrapped__()


def test_paragraphs_are_those_of_the_whole_text() -> None:
    first, second = answers.lines(ANSWER)

    assert (first.text, second.text, second.begins_paragraph) == ("Straße №5", "below", True)
    assert second.words[0].points[2] == (250.0, 330.0)
