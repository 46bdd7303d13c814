import pytest

from showoff_common.hosts import Hosts

LOOPBACK = Hosts(loopback=True)
INSIDE = Hosts()


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST.", None]
)
def test_everything_answers_to_this_machine_itself(host: str | None) -> None:
    assert LOOPBACK.know(host)
    assert INSIDE.know(host)


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.5:8080",
        "[fe80::1]",
        "host.lan:8080",
        "nas.local",
        "nas",
        "printer.home.arpa",
        "show-off-api:5000",
        "show-off-api-0.show-off-api.show-off.svc.cluster.local:5000",
        "image-api.show-off.svc",
    ],
)
def test_inside_a_network_it_answers_to_addresses_and_private_names(host: str) -> None:
    assert INSIDE.know(host)


@pytest.mark.parametrize("host", ["host.lan", "nas", "show-off.test"])
def test_on_loopback_it_answers_to_no_name_of_the_network(host: str) -> None:
    assert not LOOPBACK.know(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost.example",
        "localhost@evil.example",
        "nas.evil.example",
        "evil.lan.example",
        "[broken",
        "",
        ":8080",
    ],
)
def test_a_strangers_name_is_not_its_own(host: str) -> None:
    assert not LOOPBACK.know(host)
    assert not INSIDE.know(host)


def test_it_answers_to_what_it_was_told() -> None:
    configured = Hosts(frozenset({"scans.example", ".shop.example"}), loopback=True)

    assert configured.know("scans.example:443")
    assert configured.know("a.shop.example")
    assert not configured.know("b.scans.example")
    assert not configured.know("shop.example")
    assert Hosts(frozenset({"*"})).know("anything.example")
