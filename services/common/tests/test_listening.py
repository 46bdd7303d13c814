import errno
import socket

import pytest

from showoff_common.hosts import is_loopback
from showoff_common.listening import fault_of_listening, in_url


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::", "localhost"])  # noqa: S104 - not served
def test_both_kinds_of_addresses_can_be_listened_on(host: str) -> None:
    assert fault_of_listening(host) is None


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "[::1]"])
def test_an_address_of_another_machine_or_none_is_a_fault(host: str) -> None:
    assert fault_of_listening(host) is not None


@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
)
def test_a_taken_port_is_told_as_such(family: socket.AddressFamily, host: str) -> None:
    with socket.create_server((host, 0), family=family) as other:
        fault = fault_of_listening(host, other.getsockname()[1])

    assert fault is not None
    assert fault.errno == errno.EADDRINUSE


def test_an_address_of_ipv6_stands_in_brackets_in_a_url() -> None:
    assert [in_url("::1"), in_url("127.0.0.1"), in_url("nas.lan")] == [
        "[::1]",
        "127.0.0.1",
        "nas.lan",
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "::ffff:127.0.0.1"])
def test_only_this_machine_reaches_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "127.x.example", "fe80::1", ""])  # noqa: S104
def test_others_reach_everything_else(host: str) -> None:
    assert not is_loopback(host)
