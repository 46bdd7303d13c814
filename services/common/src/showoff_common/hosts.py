"""Names that a service answers to: against DNS rebinding.

A stranger's page can make its own name lead to an address inside, and then it counts, for the
browser, as a page of whatever answers there. What it cannot do is to send another name in `Host`.
So a service answers only to names that no stranger can give to an address: literal addresses, names
that public DNS does not have, and those in its settings.
"""

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_LOOPBACK: Final = ("localhost",)
# Never delegated in public DNS: RFC 6761, RFC 6762 (and its appendix G), RFC 8375, ICANN's
# .internal; Kubernetes' .svc. So is every name without a dot.
_PRIVATE: Final = (
    *_LOOPBACK,
    "corp",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "private",
    "svc",
    "test",
)
_ANY: Final = "*"


@dataclass(frozen=True)
class Hosts:
    """The names that a service answers to, beside literal addresses and `localhost`.

    Attributes:
        names: `scans.example`; `.scans.example` for all names below it; `*` for all names.
        loopback: Whether it is reached from this machine only. Otherwise it answers to the names of
            private networks, too: anyone who can set those is inside already.
    """

    names: frozenset[str] = frozenset()
    loopback: bool = False

    def know(self, header: str | None) -> bool:
        """Whether a request with this `Host` is meant for the service; programs may send none."""
        if header is None or _ANY in self.names:
            return True
        name = _name(header)
        return name is not None and (
            _is_address(name)
            or _below(name, _LOOPBACK if self.loopback else _PRIVATE)
            or (not self.loopback and "." not in name)
            or any(_matches(name, known) for known in self.names)
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    # A client of IPv4, as one that listens for both sees it.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _name(header: str) -> str | None:
    try:
        name = urlsplit(f"//{header}").hostname
    except ValueError:
        return None
    return name.removesuffix(".") if name else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _below(name: str, ends: tuple[str, ...]) -> bool:
    return any(name == end or name.endswith(f".{end}") for end in ends)


def _matches(name: str, known: str) -> bool:
    return name == known or (known.startswith(".") and name.endswith(known))
