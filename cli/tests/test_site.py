from pathlib import Path

import pytest
from flask.testing import FlaskClient

from show_off.site import create_site


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>built page</title>")
    (folder / "assets" / "app-1a2b.js").write_text("1")
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

    assert "curl -F image=@picture.jpg" in client.get("/").text
    assert client.get("/docs/").headers["Location"] == "/api/doc"


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
