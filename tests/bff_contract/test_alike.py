from collections.abc import Callable, Sequence

import pytest
from tests.bff_contract.alike import ask, differences
from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import Start
from tests.bff_contract.made_up import requests
from tests.bff_contract.stand_ins import Services

REQUESTS = 300


@pytest.fixture(scope="session")
def two(command_of: Callable[[str], Sequence[str]], start_any: Start) -> tuple[Bff, Bff]:
    told = {"allowed_origins": "https://allowed.example"}
    return start_any(command_of("python"), **told), start_any(command_of("go"), **told)


def test_made_up_requests_are_answered_alike(
    two: tuple[Bff, Bff],
    services: Services,  # noqa: ARG001 - made whole
) -> None:
    assert list(differences(*two, requests(seed=1, count=REQUESTS))) == []


def test_made_up_requests_are_of_all_kinds(
    two: tuple[Bff, Bff],
    services: Services,  # noqa: ARG001 - made whole
) -> None:
    _, quicker = two
    statuses = {ask(quicker, one).status for one in requests(seed=1, count=REQUESTS)}

    assert {200, 202, 400, 403, 404, 405, 410, 415, 421, 422} <= statuses
