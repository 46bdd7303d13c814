"""What operators look at and what they are told: every name in one is in the other."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from prometheus_client import REGISTRY
from tests.telemetry import settings_page

import detection_api
import image_api
import recognition_api
import show_off_api
import showoff_common
from image_api import retention_metrics
from image_api.database import Database
from image_api.expiry import Expiry
from image_api.gold import metrics as gold_metrics
from image_api.jobs import metrics as job_metrics
from show_off_api.outbox import metrics as outbox_metrics
from show_off_api.outbox.store import Outbox, OutboxLimits

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "k8s" / "components" / "monitoring"
PACKAGES = (
    show_off_api,
    showoff_common,
    detection_api,
    recognition_api,
    image_api,
)
_NAME = re.compile(r"\bshowoff_[a-z_]+")
_BUCKET = re.compile(r'\b(showoff_[a-z_]+_bucket)\{le="([^"]+)"\}')


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "observability.md").read_text(encoding="utf-8")


@pytest.fixture
def metrics(tmp_path: Path, sqlite_url: str) -> Iterator[set[str]]:
    """Every metric that the services have, as it is called in a query; histograms by their base."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    outbox = Outbox(tmp_path / "outbox.db", OutboxLimits())
    asked = [
        outbox_metrics.OutboxCollector(outbox),
        retention_metrics.RetentionCollector(Expiry(Database(sqlite_url))),
        job_metrics.JobCollector(Database(sqlite_url)),
        gold_metrics.GoldCollector(Database(sqlite_url)),
    ]
    families = [*REGISTRY.collect(), *(it for collector in asked for it in collector.collect())]
    yield {
        family.name + ("_total" if family.type == "counter" else "")
        for family in families
        if family.name.startswith("showoff_")
    }
    outbox.close()


def rules() -> list[dict[str, str]]:
    manifest = yaml.safe_load((MONITORING / "rules.yaml").read_text())
    return [rule for group in manifest["spec"]["groups"] for rule in group["rules"]]


def queries() -> list[str]:
    """What dashboard and alerts ask."""
    dashboard = json.loads((MONITORING / "dashboard.json").read_text())
    shown = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    return [*shown, *(rule["expr"] for rule in rules())]


def asked_for(query: str) -> set[str]:
    return {re.sub("_(bucket|sum|count)$", "", name) for name in _NAME.findall(query)}


def test_every_metric_is_documented_and_no_other(page: str, metrics: set[str]) -> None:
    documented = set(re.findall(r"^\| `(showoff_[a-z_]+)` \|", page, re.MULTILINE))

    assert documented == metrics


def test_dashboard_and_alerts_ask_for_what_there_is(metrics: set[str]) -> None:
    asked = [(name, query) for query in queries() for name in asked_for(query)]

    assert len({name for name, _ in asked}) > 10
    assert [it for it in asked if it[0] not in metrics] == []


def test_every_metric_is_on_the_dashboard(metrics: set[str]) -> None:
    assert metrics - {name for query in queries() for name in asked_for(query)} == set()


def test_every_alert_is_explained_and_no_other(page: str) -> None:
    explained = set(re.findall(r"^### (\w+)$", page, re.MULTILINE))

    assert explained == {rule["alert"] for rule in rules()}


def test_every_setting_is_documented() -> None:
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert written == settings_page.page(), (
        "run: python -m tests.telemetry.settings_page > docs/settings.md"
    )


def test_every_setting_says_what_it_means() -> None:
    for line in settings_page.page().splitlines():
        if line.startswith("| `SHOWOFF_"):
            *_, meaning, _ = line.split("|")
            assert meaning.strip(), line


@pytest.mark.usefixtures("metrics")
def test_a_bucket_that_is_asked_for_is_one_of_its_histogram() -> None:
    """An alert on a limit that no histogram has would never fire."""
    limits = {
        (sample.name, sample.labels["le"])
        for family in REGISTRY.collect()
        for sample in family.samples
        if "le" in sample.labels
    }
    asked = [it for query in queries() for it in _BUCKET.findall(query)]

    assert asked
    assert set(asked) <= limits
