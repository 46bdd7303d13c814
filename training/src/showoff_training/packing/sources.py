"""The code that a run needs: our packages, and small ones of others that compile nothing."""

from collections.abc import Iterator
from importlib.metadata import files
from importlib.util import find_spec
from pathlib import Path

OURS = ("showoff_training", "showoff_common", "detection_api", "recognition_api")
# Needed beside torch, NumPy, OpenCV and Pillow. What is compiled in them stays behind: they have
# the same in Python.
CARRIED = (
    "fonttools",
    "opentelemetry-api",
    "prometheus-client",
    "rapidfuzz",
    "typing-extensions",
)
_KEPT = {".py", ".txt", ".typed"}  # entry_points.txt tells OpenTelemetry what there is
_NEEDLESS = ("/tests/", "/testing/", "__pycache__", "../")


def sources() -> Iterator[tuple[str, bytes]]:
    """Names below the package's root, and contents."""
    for package in OURS:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
            root = Path(folder)
            for path in sorted(root.rglob("*.py")):
                yield f"src/{package}/{path.relative_to(root)}", path.read_bytes()
    for name in CARRIED:
        for file in files(name) or ():
            wanted = file.suffix in _KEPT or file.name == "METADATA"
            if wanted and not any(part in str(file) for part in _NEEDLESS):
                yield f"site/{file}", Path(str(file.locate())).read_bytes()
