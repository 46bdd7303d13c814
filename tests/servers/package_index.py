"""A package index on loopback: stand-ins for what the lock names, and a later release of each.

PEP 503 says how an index looks, PEP 427 what is in a wheel.
"""

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tests.servers.processes import serve_in_thread

LATER = "9999"
"""The version of every later release."""
_ENTRY = re.compile(r"^([\w.-]+)==(\S+)(.*\n)((?:[ \t]+.*\n)*)", re.MULTILINE)
_HASH = re.compile(r"(?:--hash=sha256:\w+(?: \\\n +)?)+")


class PackageIndex:
    """Files of an index, and the lock that names their hashes.

    Args:
        folder: Takes them.
        lock: The requirements that it offers, as far as they are installed here.
        complete: Packages that come with their files; of the others only what they require.
    """

    def __init__(self, folder: Path, lock: str, complete: set[str]) -> None:
        self._folder = folder
        self._complete = complete
        self.offered: dict[str, str] = {}
        self.lock = _ENTRY.sub(self._offer, lock)

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve it; gives the address that pip is told."""
        handler = partial(_Quiet, directory=str(self._folder))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            serve_in_thread(server)
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()

    def _offer(self, entry: re.Match[str]) -> str:
        name, version, marker, rest = entry.groups()
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            return entry[0]
        if installed.version != version:  # the lock has another one for other Pythons
            return entry[0]
        folder = self._folder / re.sub("[-_.]+", "-", name).lower()
        folder.mkdir(exist_ok=True)
        files = _files_of(installed) if name in self._complete else {}
        wheel = _write_wheel(folder, name, version, _metadata(installed), files)
        _write_wheel(folder, name, LATER, f"Name: {name}\nVersion: {LATER}\n", {})
        links = (f'<a href="{it.name}">{it.name}</a>' for it in folder.glob("*.whl"))
        (folder / "index.html").write_text("\n".join(links), encoding="utf-8")
        self.offered[name] = version
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        return f"{name}=={version}{marker}" + _HASH.sub(f"--hash=sha256:{digest}", rest, count=1)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _metadata(installed: Distribution) -> str:
    """What pip reads to know what it needs."""
    kept = ("Name", "Version", "Requires-Dist", "Provides-Extra")
    fields = installed.metadata.items()  # type: ignore[attr-defined] # it is a Message
    return "".join(f"{name}: {value}\n" for name, value in fields if name in kept)


def _files_of(installed: Distribution) -> dict[str, bytes]:
    """Its modules, and its commands where a wheel has them."""
    files = {}
    for file in installed.files or ():
        if "__pycache__" in file.parts or file.parts[0].endswith(".dist-info"):
            continue
        name = str(file)
        if file.parts[0] == "..":
            name = f"{_stem(installed.name, installed.version)}.data/scripts/{file.name}"
        files[name] = Path(str(file.locate())).read_bytes()
    entry_points = installed.read_text("entry_points.txt")
    if entry_points:
        folder = f"{_stem(installed.name, installed.version)}.dist-info"
        files[f"{folder}/entry_points.txt"] = entry_points.encode()
    return files


def _write_wheel(
    folder: Path, name: str, version: str, metadata: str, files: dict[str, bytes]
) -> Path:
    stem = _stem(name, version)
    wheel = folder / f"{stem}-py3-none-any.whl"
    information = f"{stem}.dist-info"
    content = {
        **files,
        f"{information}/METADATA": f"Metadata-Version: 2.1\n{metadata}".encode(),
        f"{information}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in content.items())
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in content.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16  # scripts are to be run
            archive.writestr(entry, data)
        archive.writestr(f"{information}/RECORD", f"{record}{information}/RECORD,,\n")
    return wheel


def _stem(name: str, version: str) -> str:
    return f"{re.sub('[-_.]+', '_', name)}-{version}"


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"
