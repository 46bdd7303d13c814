"""Repositories of a folder over HTTP, as hosts of Git serve them: by Git's own backend.

`python git_server.py FOLDER PORT`: alone, for it runs in a pod, too.
"""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


class _Handler(BaseHTTPRequestHandler):
    """Hands each request to `git http-backend`, which speaks CGI."""

    root: Path

    def handle_request(self) -> None:
        asked = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": asked.path,
            "QUERY_STRING": asked.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "http-backend"],
            input=self.rfile.read(length),
            env=environment,
            capture_output=True,
            check=False,
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = handle_request  # noqa: N815 - as the base class has them

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    folder, port = sys.argv[1:]
    handler = type("Handler", (_Handler,), {"root": Path(folder)})
    ThreadingHTTPServer(("", int(port)), handler).serve_forever()


if __name__ == "__main__":
    main()
