"""Where webhooks may go: to addresses outside only, or whoever sends jobs could reach inside.

A name is looked up once, and the address that was judged is the one connected to: a name that leads
elsewhere the second time (DNS rebinding) finds nobody who asks.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR: Final = ipaddress.ip_network("2002::/16")


class Refused(Exception):  # noqa: N818 - nothing failed: it is not done
    """An address that nothing is sent to; its one argument says why."""


@dataclass(frozen=True)
class Target:
    """Where to connect, and what to say there.

    Attributes:
        url: With the address in place of the name.
        host: The name, for the header Host.
        name: The name, for TLS.
    """

    url: str
    host: str
    name: str


@dataclass(frozen=True)
class Rules:
    """What is allowed beyond https to the outside.

    Attributes:
        http: Whether plain http is.
        inside: Whether private addresses are: for tests, and for platforms that are all inside.
    """

    http: bool = False
    inside: bool = False


def check(url: str, rules: Rules) -> None:
    """Judge what can be judged without a look-up.

    Raises:
        Refused: The scheme, a user in it, or an address that is not outside.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and rules.http):
        raise Refused("only https is taken")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Refused("a host is needed, and no user or password")
    if (literal := _literal(parts.hostname)) is not None:
        _judge(literal, rules)
    elif parts.hostname == "localhost" and not rules.inside:
        raise Refused("it leads inside")


def resolve(url: str, rules: Rules) -> Target:
    """Look up where a URL leads, once.

    Raises:
        Refused: As `check`; or one of its addresses is not outside.
        OSError: The name can't be looked up.
    """
    check(url, rules)
    parts = urlsplit(url)
    name = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses:
        _judge(address, rules)
    first = addresses[0]
    place = f"[{first}]" if first.version == 6 else str(first)
    host = f"[{name}]" if ":" in name else name
    told = host if parts.port is None else f"{host}:{parts.port}"
    return Target(parts._replace(netloc=f"{place}:{port}", fragment="").geturl(), told, name)


def is_outside(address: Address) -> bool:
    """Whether an address is one of the public internet's, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or _wrapped(address)
        if inner is not None:
            return is_outside(inner)
    return address.is_global and not address.is_multicast


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that one of NAT64, 6to4 or Teredo stands for."""
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[12:])
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address(address.packed[2:6])
    return address.teredo[1] if address.teredo else None


def _judge(address: Address, rules: Rules) -> None:
    if not rules.inside and not is_outside(address):
        raise Refused("it leads inside")


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
