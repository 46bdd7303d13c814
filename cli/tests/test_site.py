import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from show_off.pages import NOT_BUILT
from show_off.site import create_site

SCRIPT = "const page = 1;\n" * 1000


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>built page</title>")
    (folder / "assets" / "app-1a2b.js").write_text(SCRIPT)
    (folder / "assets" / "photo-3c4d.png").write_bytes(b"\x89PNG" + bytes(4096))
    return folder


@pytest.fixture
def documentation(tmp_path: Path) -> Path:
    folder = tmp_path / "documentation"
    folder.mkdir()
    (folder / "index.html").write_text("<title>all APIs</title>")
    return folder


@pytest.fixture
def client(page: Path, documentation: Path) -> FlaskClient:
    return create_site(page, documentation).test_client()


def test_root_is_the_built_page(client: FlaskClient) -> None:
    assert "built page" in client.get("/").text


def test_docs_are_the_built_documentation(client: FlaskClient) -> None:
    assert "all APIs" in client.get("/docs", follow_redirects=True).text


def test_assets_are_kept_by_browsers_and_the_page_is_not(client: FlaskClient) -> None:
    assert "immutable" in client.get("/assets/app-1a2b.js").headers["Cache-Control"]
    assert "no-cache" in client.get("/").headers["Cache-Control"]


def test_what_is_not_there_is_404(client: FlaskClient) -> None:
    assert client.get("/nothing.js").status_code == 404
    assert client.get("/docs/nothing.js").status_code == 404


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/docs/..%2f..%2fsecret"])
def test_nothing_outside_is_served(client: FlaskClient, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret")

    assert client.get(path).status_code == 404


def test_without_a_built_page_root_tells_how_to_use_the_api(tmp_path: Path) -> None:
    client = create_site(tmp_path, tmp_path).test_client()

    page = client.get("/", base_url="http://host.lan:8081").text

    assert "curl -F image=@picture.jpg http://host.lan:8081/api/read" in page
    assert 'http-equiv="refresh"' not in page
    assert client.get("/docs/").headers["Location"] == "/api/doc"


def test_a_page_that_is_being_built_comes_by_itself(tmp_path: Path) -> None:
    log = tmp_path / "page.log"
    log.write_text("added 102 packages")
    client = create_site(tmp_path, tmp_path, log=log).test_client()

    waiting = client.get("/")

    assert "being built" in waiting.text
    assert '<meta http-equiv="refresh" content="2">' in waiting.text
    assert waiting.headers["Cache-Control"] == "no-store"
    (tmp_path / "index.html").write_text("<title>built page</title>")
    assert "built page" in client.get("/").text


def test_a_page_that_could_not_be_built_says_where_the_reason_is(tmp_path: Path) -> None:
    log = tmp_path / "page.log"
    log.write_text(f"npm error code ENOTFOUND\n{NOT_BUILT}\n")
    client = create_site(tmp_path, tmp_path, log=log).test_client()

    page = client.get("/").text

    assert NOT_BUILT in page
    assert str(log) in page
    assert 'http-equiv="refresh"' not in page


def test_text_travels_compressed_to_those_who_take_it(client: FlaskClient) -> None:
    packed = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip, br"})
    plain = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip;q=0"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).decode() == plain.text == SCRIPT
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(SCRIPT) / 10
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "immutable" in packed.headers["Cache-Control"]


def test_what_a_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    asked = {"Accept-Encoding": "gzip"}
    tag = client.get("/assets/app-1a2b.js", headers=asked).headers["ETag"]

    again = client.get("/assets/app-1a2b.js", headers={**asked, "If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/assets/photo-3c4d.png", "/"])
def test_what_would_not_get_smaller_travels_as_it_is(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_a_file_that_changed_is_compressed_anew(client: FlaskClient, page: Path) -> None:
    (page / "large.css").write_text("a" * 2000)
    client.get("/large.css", headers={"Accept-Encoding": "gzip"})
    (page / "large.css").write_text("b" * 2000)

    packed = client.get("/large.css", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.data) == b"b" * 2000


@pytest.mark.parametrize("path", ["/", "/assets/app-1a2b.js", "/docs/", "/nothing.js"])
def test_no_other_site_may_frame_it_or_learn_of_it(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_documentation_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/docs/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "http" not in policy
