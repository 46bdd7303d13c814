"""An HTTP service that answers as a test tells it."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.servers.processes import serve_in_thread
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response


@dataclass
class FakeService:
    """Answers as it is told, over real HTTP with connections kept alive."""

    answer: Callable[[Request], Response]
    port: int = 0
    requests: int = 0
    connections: set[int] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(service: FakeService) -> Iterator[FakeService]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each body waits 40 ms behind its headers

        def handle_any(self) -> None:
            service.requests += 1
            service.connections.add(self.client_address[1])
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            builder = EnvironBuilder(
                self.path, method=self.command, headers=list(self.headers.items())
            )
            builder.input_stream = io.BytesIO(body)
            response = service.answer(builder.get_request())
            if not response.is_streamed and response.status_code not in {204, 304}:
                response.content_length = len(response.get_data())  # of an empty one, too
            self.send_response(response.status_code)
            for name, value in response.headers.items():
                self.send_header(name, value)
            if response.is_streamed:  # its end is told by the connection's
                self.close_connection = True
                self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD" and response.status_code not in {204, 304}:
                for part in response.iter_encoded():
                    self.wfile.write(part)
                    self.wfile.flush()

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - http.server calls them so

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Whoever was killed breaks its connections off: that is no fault here."""

    with Server(("127.0.0.1", service.port), Handler) as server:
        server.daemon_threads = True
        service.port = server.server_port
        serve_in_thread(server)
        yield service
        server.shutdown()
