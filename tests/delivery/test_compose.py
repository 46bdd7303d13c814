import re
import subprocess
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, TOOLS, Dockerfile
from tests.delivery.known_settings import check_values, known_settings

TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: it for name, it in SERVICES.items() if it["image"].startswith("show-off/")}
EXAMPLE = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))

every = pytest.mark.parametrize("name", SERVICES)
ours = pytest.mark.parametrize("name", OURS)


def with_defaults(value: object) -> str:
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))


def test_fits_the_schema_of_compose() -> None:
    checked = subprocess.run(
        [
            TOOLS / "check-jsonschema",
            "--builtin-schema=vendor.compose-spec",
            ROOT / "docker-compose.yml",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_every_image_of_ours_is_in_it() -> None:
    assert {re.split("[/:]", it["image"])[1] for it in OURS.values()} == {
        it.service for it in DOCKERFILES
    }


def test_the_example_names_every_setting_with_its_default() -> None:
    assert dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT)) == EXAMPLE


@ours
def test_a_service_knows_what_it_is_told(name: str) -> None:
    service = OURS[name]
    image = re.split("[/:]", service["image"])[1]
    command = " ".join(service.get("command", []))
    variables = {
        key: with_defaults(value)
        for key, value in service.get("environment", {}).items()
        if key.startswith("SHOWOFF_")
    }

    assert variables.keys() <= known_settings(image, command)
    check_values(image, command, variables)


@ours
def test_a_service_has_no_more_rights_than_it_needs(name: str) -> None:
    service = OURS[name]

    assert service["read_only"]
    assert not {"configs", "secrets"} & service.keys()  # Compose copies them, and may not
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@every
def test_who_waits_for_another_waits_until_it_works(name: str) -> None:
    needs = SERVICES[name].get("depends_on", {})
    for needed, how in ((needed, how) for needed, how in needs.items() if needed != "jaeger"):
        once = SERVICES[needed].get("restart") == "no"
        assert how["condition"] == ("service_completed_successfully" if once else "service_healthy")


@pytest.mark.parametrize(
    "name",
    [name for name in OURS if "OTEL_EXPORTER_OTLP_ENDPOINT" in OURS[name].get("environment", {})],
)
def test_who_sends_traces_ends_before_their_taker(name: str) -> None:
    """Else the last are lost, and each waits its three seconds for nobody."""
    assert "jaeger" in needed_by(name)


def needed_by(name: str) -> set[str]:
    needs = SERVICES[name].get("depends_on", {})
    return {*needs, *(each for needed in needs for each in needed_by(needed))}


def test_the_database_is_asked_where_clients_reach_it() -> None:
    """While it is made, a server for the time being answers on its socket."""
    asked = SERVICES["postgres"]["healthcheck"]["test"]

    assert asked[1] == "pg_isready"
    assert "--host=127.0.0.1" in asked


def test_who_asks_the_broker_leaves_no_cookie_that_it_may_not_read() -> None:
    """Whichever comes first writes it: the server, which gives up root, or the healthcheck."""
    assert SERVICES["rabbitmq"]["user"] == "rabbitmq"


@ours
def test_a_service_that_still_starts_can_be_told_to_stop(name: str) -> None:
    """As process 1 it would be deaf to SIGTERM until it has a handler, and be killed at last."""
    assert OURS[name]["init"]


@every
def test_all_are_given_time_to_end(name: str) -> None:
    """The ten seconds that are usual are few for a broker on a busy machine."""
    assert SERVICES[name]["stop_grace_period"] == "50s"


def test_each_image_is_built_once() -> None:
    built = [it["image"] for it in OURS.values() if "build" in it]

    assert sorted(built) == sorted({it["image"] for it in OURS.values()})


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.service)
def test_an_image_is_built_as_its_dockerfile_expects(dockerfile: Dockerfile) -> None:
    image = f"show-off/{dockerfile.service}:local"
    (build,) = (it["build"] for it in OURS.values() if it["image"] == image and "build" in it)
    shared = {
        "context": ".",
        "dockerfile": "services/Dockerfile",
        "args": {"SERVICE": dockerfile.service},
    }

    assert build == (shared if dockerfile.in_python else f"services/{dockerfile.service}")


@every
def test_images_are_pinned(name: str) -> None:
    assert re.search(r":(local|\d+\.\d+(\.\d+)?(-[\w.]+)?)$", SERVICES[name]["image"])


@every
def test_addresses_lead_to_services_on_a_shared_network(name: str) -> None:
    service = SERVICES[name]
    for value in service.get("environment", {}).values():
        for host in re.findall(r"(?:://|@)(?!localhost)([a-z][a-z-]+):\d", with_defaults(value)):
            assert set(SERVICES[host]["networks"]) & set(service["networks"])


def test_each_bff_has_an_outbox_of_its_own() -> None:
    images = {"show-off/show-off-api:local", "show-off/show-off-api-go:local"}
    bffs = [it for it in OURS.values() if it["image"] in images]

    assert {it["image"] for it in bffs} == images
    assert len({volume for it in bffs for volume in it["volumes"]}) == 2


def test_nothing_is_open_to_others_than_this_machine_unless_told_so() -> None:
    ports = {name: port for name, it in SERVICES.items() for port in it.get("ports", [])}

    assert ports.keys() == {"show-off-api-lb", "jaeger"}
    assert all(with_defaults(port).startswith("127.0.0.1:") for port in ports.values())
    assert ports["show-off-api-lb"].startswith("${SHOWOFF_HOST:-")
