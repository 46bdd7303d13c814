"""The gate before a sync of recognition-api: a Job of its image that reaches what it asks alone."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from tests.delivery.manifests import K8S, Object, of_kind, pods, render

from recognition_api.settings import GateSettings

HOOK = "argocd.argoproj.io/hook"


@pytest.fixture(scope="module")
def guarded() -> Iterator[list[Object]]:
    """Production's overlay of recognition-api, with the component added to it."""
    production = K8S / "overlays" / "production"
    told = yaml.safe_load((production / "recognition-api" / "kustomization.yaml").read_text())
    told["components"].append("../../../components/model-gate")
    with TemporaryDirectory(prefix=".test-", dir=production) as folder:
        (Path(folder) / "kustomization.yaml").write_text(yaml.safe_dump(told))
        yield render(Path(folder))


def test_it_runs_before_anything_changes_with_the_image_that_is_to_come(
    guarded: list[Object],
) -> None:
    (job,) = of_kind(guarded, "Job")
    images = {pod.name: pod.container["image"] for pod in pods(guarded)}

    assert job["metadata"]["annotations"][HOOK] == "PreSync"
    assert images["recognition-gate"] == images["recognition-api"]
    assert job["spec"]["activeDeadlineSeconds"] <= 600


def test_it_is_told_what_it_understands(guarded: list[Object]) -> None:
    (pod,) = (it for it in pods(guarded) if it.name == "recognition-gate")
    told = {each["name"]: each["value"] for each in pod.container["env"]}

    fields = {name.removeprefix("SHOWOFF_").lower(): value for name, value in told.items()}
    assert GateSettings.model_validate(fields).gate == "block"
    assert fields.keys() <= GateSettings.model_fields.keys()


def test_its_own_policies_are_there_before_it_and_open_both_ends(guarded: list[Object]) -> None:
    policies = [
        it for it in of_kind(guarded, "NetworkPolicy") if it["metadata"]["name"].endswith("gate")
    ]

    assert len(policies) == 3
    for it in policies:
        assert it["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] == "-1"
        assert it["metadata"]["annotations"][HOOK] == "PreSync"
    asked = {rule["ports"][0]["port"] for it in policies for rule in it["spec"].get("egress", [])}
    let_in = {rule["ports"][0]["port"] for it in policies for rule in it["spec"].get("ingress", [])}
    assert asked == let_in == {5003, 5002}
