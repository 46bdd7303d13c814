"""What stands behind the gateway in its tests: small servers, and the name that leads to them."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dnslib import RR, A, DNSRecord
from dnslib.server import DNSHandler, DNSServer
from tests.servers.processes import free_port, serve_in_thread
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept alive, as gunicorn does

    def log(self, *_: object) -> None:
        """Say nothing."""


class Upstream:
    """A server that counts what it is asked and answers with its own name.

    A GET or POST of /close is taken and then cut off without an answer; /wait takes a while.

    Args:
        address: A loopback address of its own; all share a port, as pods do.
        port: Where it listens.
    """

    def __init__(self, address: str, port: int) -> None:
        self.address = address
        self.port = port
        self.begun = 0
        self.requests: list[dict[str, str]] = []
        self.release = threading.Event()
        self._server: BaseWSGIServer | None = None

    @property
    def paths(self) -> list[str]:
        return [request["PATH_INFO"] for request in self.requests]

    def start(self) -> None:
        self._server = make_server(
            self.address, self.port, self._answer, threaded=True, request_handler=_Handler
        )
        serve_in_thread(self._server)

    def stop(self) -> None:
        """Die: nobody listens any more, and what was open is cut."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        self.begun += 1
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.requests.append(
            {name: value for name, value in environ.items() if isinstance(value, str)}
        )
        if environ["PATH_INFO"] == "/wait":
            self.release.wait(30)
        if environ["PATH_INFO"] == "/close" or self._server is None:
            environ["werkzeug.socket"].shutdown(2)
        answer = f"{self.address} {len(body)}".encode()
        start_response("200 OK", [("Content-Length", str(len(answer)))])
        return [answer]


class Name:
    """A DNS server whose every name has the addresses in `addresses`, at this moment."""

    def __init__(self, addresses: list[str]) -> None:
        self.addresses = addresses
        self.port = free_port()
        self._server = DNSServer(self, port=self.port, address="127.0.0.1", logger=_Silence())

    def start(self) -> None:
        self._server.start_thread()

    def stop(self) -> None:
        self._server.stop()

    def resolve(self, request: DNSRecord, _: DNSHandler) -> DNSRecord:
        reply = request.reply()
        for address in self.addresses:
            reply.add_answer(RR(request.q.qname, rdata=A(address), ttl=1))
        return reply


class _Silence:
    def __getattr__(self, _: str) -> object:
        return lambda *_: None
