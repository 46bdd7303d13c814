"""What the documents name is there: links, headings, paths, modules, commands, folders, figures."""

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from showoff_training.measure import chart

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SOURCES = [*ROOT.glob("services/*/src"), ROOT / "cli" / "src", ROOT / "training" / "src"]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"(?:^|[\s`])make ([a-z][a-z-]*)")
_MODULE = re.compile(
    r"\b((?:show_off|showoff|detection|recognition|image)_?[a-z]*(?:\.[a-z_]+)+)\b"
)
_ENDINGS = (".py", ".ts", ".tsx", ".md", ".yaml", ".yml", ".sh", ".json", ".lock", ".txt", ".toml")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda it: str(it.relative_to(ROOT)))


@cache
def tracked() -> set[str]:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return set(listed.stdout.splitlines())


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def code(page: Path) -> Iterator[str]:
    """What stands in back quotes, outside of blocks."""
    text = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    yield from _CODE.findall(text)


@each_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"https?:|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in headings(target), link


@each_page
def test_every_path_that_is_named_exists(page: Path) -> None:
    names = {Path(name).name for name in tracked()}
    tops = {name.split("/")[0] for name in tracked()}
    packages = {package.name for source in SOURCES for package in source.iterdir()}
    for path in code(page):
        if not re.fullmatch(r"[\w.@-]+(/[\w.@-]+)*/?", path):
            continue
        top, _, below = path.partition("/")
        if below and top in tops:
            assert (ROOT / path).exists(), path
        elif top in packages and "/" in path:
            assert any((source / path).exists() for source in SOURCES), path
        elif not below and path.endswith(_ENDINGS):
            assert path in names, path


@each_page
def test_every_module_that_is_named_exists(page: Path) -> None:
    for name in _MODULE.findall(page.read_text(encoding="utf-8")):
        top, *rest = name.split(".")
        if importlib.util.find_spec(top) is None:
            continue
        module = importlib.import_module(top)
        while rest and hasattr(module, "__path__"):
            if importlib.util.find_spec(below := f"{module.__name__}.{rest[0]}") is None:
                break
            module, rest = importlib.import_module(below), rest[1:]
        if rest:
            assert hasattr(module, rest[0]), name


@each_page
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    blocks = re.findall(r"^    (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    for command in [*code(page), *blocks]:
        for target in _MAKE.findall(command):
            assert target in targets, command


def test_the_readme_names_every_folder() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| (`.+?`) \|", readme, re.MULTILINE))
    named = {folder for cell in named for folder in re.findall(r"`([^`]+)`", cell)}
    folders = {name.split("/")[0] for name in tracked() if "/" in name} - {"services"}
    services = {
        "/".join(name.split("/")[:2]) for name in tracked() if re.match("services/[^/]+/", name)
    }

    assert named == folders | services


def test_every_decision_is_listed() -> None:
    decisions = ROOT / "docs" / "decisions"
    listed = set(_LINK.findall((decisions / "README.md").read_text(encoding="utf-8")))

    assert listed == {page.name for page in decisions.glob("*.md")} - {"README.md"}


def test_the_table_of_readers_has_the_figures_of_the_chart() -> None:
    page = (ROOT / "docs" / "measurements.md").read_text(encoding="utf-8")
    for pictures in chart.read(ROOT / "docs" / "figures.json").pictures:
        (row,) = re.findall(rf"^\| {pictures.kind}\b.*$", page, re.MULTILINE)
        figures = [float(it) for it in re.findall(r"\d+\.\d+|(?<=\()\d+(?= ×)", row)]
        scores = [it for it in pictures.scores if it is not None]
        times = [it for it in pictures.times[1:] if it is not None]

        assert sorted(figures) == sorted([*scores, *times])


def test_the_chart_is_drawn_from_its_figures(tmp_path: Path) -> None:
    chart.draw(chart.read(ROOT / "docs" / "figures.json"), tmp_path / "figures.svg")

    drawn = (tmp_path / "figures.svg").read_bytes()
    assert drawn == (ROOT / "docs" / "images" / "figures.svg").read_bytes(), "run: make chart"
