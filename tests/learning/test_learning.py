"""From a correction to a gate that keeps a model out, and back to nothing: the whole way."""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.learning.models import exported_again, harmed
from tests.learning.world import World, running_models, running_world
from tests.servers.platform import Service
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq

from recognition_api import commands
from recognition_api.measuring.gold_set import GoldLine, read_set
from recognition_api.network import MODEL
from showoff_training.measure import gate

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SECRET = "Geheimnis des Kaisers"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Service]]:
    with running_models(tmp_path_factory.mktemp("models")) as services:
        yield services


@pytest.fixture(params=["RabbitMQ and Postgres", "embedded on SQLite"])
def world(
    request: pytest.FixtureRequest, tmp_path: Path, models: tuple[Service, Service]
) -> Iterator[World]:
    if request.param.startswith("Rabbit"):
        broker: RabbitMq = request.getfixturevalue("broker")
        url, broker_url = request.getfixturevalue("postgres_url"), broker.url
    else:
        url, broker_url = request.getfixturevalue("sqlite_url"), ""
    with running_world(tmp_path, url, broker_url, models) as running:
        yield running


@pytest.fixture(scope="module")
def known() -> list[GoldLine]:
    """Lines whose text is known: 40 of each kind of the public gate."""
    lines = read_set((ROOT / "training" / "gate" / "lines.tar").read_bytes()).lines
    kinds = sorted({line.kind for line in lines})
    return [line for kind in kinds for line in [it for it in lines if it.kind == kind][:40]]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, known: list[GoldLine]) -> Path:
    """The public gate with these lines alone."""
    folder = tmp_path_factory.mktemp("gate")
    wanted = {line.digest for line in known}
    with (
        tarfile.open(ROOT / "training" / "gate" / "lines.tar") as whole,
        tarfile.open(folder / "lines.tar", "w") as part,
    ):
        for member in whole:
            content = whole.extractfile(member).read()  # type: ignore[union-attr]
            if member.name == "manifest.json":
                manifest = json.loads(content)
                manifest["lines"] = [it for it in manifest["lines"] if it["digest"] in wanted]
                content = json.dumps(manifest).encode()
                member.size = len(content)
            part.addfile(member, io.BytesIO(content))
    (folder / "floors.json").write_text('{"error": 0.1, "exact": 0.5}')
    return folder / "lines.tar"


def _asked(method: str, url: str, **more: Any) -> Any:  # noqa: ANN401 - JSON
    answer = httpx.request(method, url, timeout=60, **more)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


def _lines(world: World, state: str) -> list[Any]:
    found: list[Any] = []
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        before = {"before": page["next"]} if page["next"] else {}
        query = {"state": state, "limit": 100, **before}
        page = _asked("GET", f"{world.bff}/gold/lines", params=query)
        found += page["lines"]
    return found


def _frozen(world: World) -> tuple[dict[str, Any], bytes]:
    made = _asked("POST", f"{world.bff}/gold/sets", json={"note": "n"})
    exported = httpx.get(f"{world.bff}/gold/sets/{made['number']}/labels", timeout=60)
    assert exported.is_success
    return made, exported.content


def _gate(
    world: World, model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    for name, value in (
        ("STORAGE_URL", world.images),
        ("RECOGNITION_URL", world.recognition),
        ("MODEL", str(model)),
    ):
        monkeypatch.setenv(f"SHOWOFF_{name}", value)
    capsys.readouterr()
    return commands.run(["gate"]), capsys.readouterr().out


def test_a_correction_keeps_a_worse_model_out_until_it_is_withdrawn(
    world: World,
    known: list[GoldLine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    receipt = (ROOT / "samples" / "images" / "receipt.png").read_bytes()
    image_id = _asked("POST", f"{world.bff}/read", files={"image": receipt})["id"]
    correction = {"id": image_id, "text": "t", "lines": [{"ord_num": 0, "text": SECRET}]}
    _asked("POST", f"{world.bff}/correct-text", json={**correction, "keep": True})
    wait_until(lambda: any(it["has_crop"] for it in _lines(world, "proposed")), 30)
    world.correct_many(known)

    proposed = _lines(world, "proposed")
    (own,) = [line for line in proposed if line["text"] == SECRET]
    crop = httpx.get(f"{world.bff}/gold/lines/{own['id']}/crop").content
    for line in proposed:
        review = f"{world.bff}/gold/lines/{line['id']}/review"
        _asked("POST", review, json={"state": "accepted"})
    made, exported = _frozen(world)
    assert made["lines"] == len(read_set(exported).lines) == len(known) + 1
    assert SECRET in {line.text for line in read_set(exported).lines}

    status, said = _gate(world, harmed(tmp_path / "harmed.onnx"), monkeypatch, capsys)
    assert status == 1, said
    assert "Verdict: worse" in said
    assert "lines got worse" in said
    assert not any(line.text in said for line in known if len(line.text) > 6)
    again = exported_again(tmp_path / "again.onnx")
    status, said = _gate(world, again, monkeypatch, capsys)
    assert (status, "Verdict: same" in said) == (0, True), said
    assert _gate(world, again, monkeypatch, capsys)[1].startswith("Known: again")

    measures = _asked("GET", f"{world.bff}/gold/measures")["measures"]
    verdicts = {measure["model"]: measure["verdict"] for measure in measures}
    assert (verdicts["harmed"], verdicts["again"], len(verdicts)) == ("worse", "same", 3)
    (number,) = [it["number"] for it in measures if it["model"] == "harmed"]
    worst = _asked("GET", f"{world.bff}/gold/measures/{number}/worst")["lines"]
    assert worst[0]["edits"] > worst[0]["edits_before"]

    assert crop in world.everything_kept()
    _asked("DELETE", f"{world.bff}/images/{image_id}")
    kept = world.everything_kept()
    assert SECRET.encode() not in kept
    assert crop not in kept
    next_set, exported = _frozen(world)
    assert next_set["number"] == made["number"] + 1
    assert SECRET not in {line.text for line in read_set(exported).lines}
    assert _asked("GET", f"{world.bff}/gold/sets/{made['number']}")["withdrawn"] == 1


def test_the_public_gate_keeps_a_worse_model_out_and_lets_the_same_one_through(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--before", str(MODEL), "--set", str(few)]

    assert gate.main(["--model", str(harmed(tmp_path / "harmed.onnx")), *told]) == 1
    said = capsys.readouterr().out
    assert "it reads worse than the one before" in said
    assert " read as " in said
    assert gate.main(["--model", str(exported_again(tmp_path / "again.onnx")), *told]) == 0
    assert "Verdict: same" in capsys.readouterr().out
