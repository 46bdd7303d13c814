import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from tests.servers.processes import wait_until

from show_off import pages, up
from show_off.front import FrontSettings
from show_off.processes import Child, module

# Node.js's edge: what npm would do, told apart by its first word.
NPM = """#!/bin/sh
echo "$1" >> "$(dirname "$0")/calls"
case $1 in
    ci) mkdir -p node_modules ;;
    run) grep -q broken src/page.ts && exit 3
         out=${4#--outDir=}; mkdir -p "$out"; cp src/page.ts "$out/index.html" ;;
esac
"""

INSTALL = f"""import pathlib
npm = pathlib.Path("wheel", "npm")
npm.write_text({NPM!r})
npm.chmod(0o755)
"""


def program(file: Path, script: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(script)
    file.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    program(folder / "npm", NPM)
    monkeypatch.setattr(pages, "_SCRIPTS", folder)
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "page.ts").write_text("first")
    (folder / "package.json").write_text("{}")
    (folder / "package-lock.json").write_text("{}")
    return folder


def runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and ") Z " not in state.read_text()


def calls(tools: Path) -> list[str]:
    """What npm was asked since this was called last."""
    file = tools / "calls"
    words = file.read_text().split() if file.exists() else []
    file.unlink(missing_ok=True)
    return words


def test_a_page_is_built_once(page: Path, tools: Path) -> None:
    pages.build(page)

    assert (page / "dist" / "index.html").read_text() == "first"
    assert calls(tools) == ["ci", "run"]
    pages.build(page)
    assert calls(tools) == []


def test_a_changed_source_is_built_with_the_tools_that_are_there(page: Path, tools: Path) -> None:
    pages.build(page)
    calls(tools)
    (page / "src" / "page.ts").write_text("second")

    pages.build(page)

    assert (page / "dist" / "index.html").read_text() == "second"
    assert calls(tools) == ["run"]


def test_changed_tools_are_installed_anew(page: Path, tools: Path) -> None:
    pages.build(page)
    calls(tools)
    (page / "package-lock.json").write_text('{"lockfileVersion": 3}')

    pages.build(page)

    assert calls(tools) == ["ci", "run"]


@pytest.mark.usefixtures("tools")
def test_a_failed_build_leaves_the_page_that_was_there(page: Path) -> None:
    pages.build(page)
    (page / "src" / "page.ts").write_text("broken")

    with pytest.raises(subprocess.CalledProcessError):
        pages.build(page)

    assert (page / "dist" / "index.html").read_text() == "first"


def test_of_two_at_once_one_builds(page: Path, tools: Path) -> None:
    both = [threading.Thread(target=pages.build, args=(page,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert calls(tools) == ["ci", "run"]


@pytest.mark.parametrize(
    ("version", "builder"),
    [
        ("v18.20.4", "wheel"),
        ("v22.12.0", "wheel"),
        ("v22.13.0", "machine"),
        ("v24.1.0", "machine"),
        ("what?", "wheel"),
    ],
)
def test_a_node_that_is_too_old_gives_way_to_the_wheels(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, builder: str
) -> None:
    program(tmp_path / "machine" / "node", f"#!/bin/sh\necho '{version}'\n")
    program(tmp_path / "machine" / "npm", NPM)
    monkeypatch.setenv("PATH", f"{tmp_path / 'machine'}{os.pathsep}{os.environ['PATH']}")
    # Stands in for our installer, at its edge: a wheel brings npm into Python's own folder.
    program(tmp_path / "tools" / "install.py", INSTALL)
    (tmp_path / "wheel").mkdir()
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    monkeypatch.setattr(pages, "_SCRIPTS", tmp_path / "wheel")

    pages.build(page)

    assert calls(tmp_path / builder) == ["ci", "run"]


def needed(lock: Path) -> Iterator[tuple[str, str]]:
    """What each package of a lock asks of Node.js."""
    for name, package in json.loads(lock.read_text("utf-8"))["packages"].items():
        if node := package.get("engines", {}).get("node"):
            yield name or "the page itself", node


def satisfies(version: tuple[int, int], asked: str) -> bool:
    """Whether the first of these versions is in one of npm's ranges, as the locks use them."""

    def one(part: str) -> bool:
        said = re.fullmatch(r"(>=|\^) ?(\d+)(?:\.(\d+))?(?:\.(\d+))?", part.strip())
        assert said is not None, f"teach this test to read {asked!r}"
        least = tuple(int(number or 0) for number in said.groups()[1:])
        return (*version, 0) >= least and (said[1] == ">=" or version[0] == least[0])

    return any(one(part) for part in asked.split("||"))


@pytest.mark.parametrize("folder", [pages.PAGE, pages.DOCUMENTATION], ids=lambda it: it.name)
def test_the_oldest_node_that_builds_is_new_enough_for_every_package(folder: Path) -> None:
    asked = dict(needed(folder / "package-lock.json"))

    assert len(asked) > 10
    too_old = {
        name: node for name, node in asked.items() if not satisfies(pages._OLDEST_NODE, node)
    }
    assert too_old == {}


@pytest.mark.usefixtures("tools")
def test_a_failed_build_ends_with_what_the_door_looks_for(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page / "src" / "page.ts").write_text("broken")
    monkeypatch.setattr(pages, "PAGE", page)
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setattr("signal.signal", lambda *_: None)

    with pytest.raises(SystemExit, match=pages.NOT_BUILT):
        pages.main()


def test_a_failed_build_is_told_where_it_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = Child("page", module("show_off.nothing_like_this"), {}, tmp_path)
    failing.start()
    failing.wait()

    up._say_how_it_went(failing, Console())

    said = capsys.readouterr().out
    assert "No module named show_off.nothing_like_this" in said
    assert str(tmp_path / "page.log") in said


def test_what_is_built_is_what_the_door_serves() -> None:
    settings = FrontSettings.model_fields

    assert settings["page_dir"].default == pages.PAGE / "dist"
    assert settings["docs_dir"].default == pages.DOCUMENTATION / "dist"
    assert (pages.PAGE / "package.json").is_file()
    assert (pages.DOCUMENTATION / "package.json").is_file()


def test_stopped_npm_goes_at_once_however_long_it_would_roll_back(page: Path, tools: Path) -> None:
    (tools / "npm").write_text(
        '#!/bin/sh\ntrap "" TERM\necho $$ > "$(dirname "$0")/pid"\nsleep 60\n'
    )
    program = (
        "import sys; from pathlib import Path; from show_off import pages; "
        "pages._SCRIPTS, pages.PAGE, pages.DOCUMENTATION = map(Path, sys.argv[1:]); pages.main()"
    )
    command = [sys.executable, "-c", program, str(tools), str(page), str(page / "none")]
    building = subprocess.Popen(command, start_new_session=True)
    wait_until((tools / "pid").exists)
    wait_until(lambda: (tools / "pid").read_text().strip())
    npm = int((tools / "pid").read_text())

    building.terminate()

    building.wait(10)
    wait_until(lambda: not runs(npm), 10)
