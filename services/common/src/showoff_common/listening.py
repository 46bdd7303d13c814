"""Addresses to listen on, of IPv4 and of IPv6."""

import socket


def fault_of_listening(host: str, port: int = 0) -> OSError | None:
    """Why nothing can listen there; None: it can."""
    family, flags = socket.AF_INET, 0
    if ":" in host:
        family, flags = socket.AF_INET6, socket.AI_NUMERICHOST  # it is no name to be asked for
    try:
        ((_, _, _, _, place), *_) = socket.getaddrinfo(
            host, port, family, socket.SOCK_STREAM, flags=flags
        )
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return error
    return None


def in_url(host: str) -> str:
    """An address as it stands in a URL (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host
