"""Stands in for detection-api and recognition-api at the very edge of the fault tests.

What is under test is the keeping, from show-off-api's answer to the last row and file; which text
the models read does not matter for it, so both answer the same two lines, at once or after a pause.
"""

import json
import sys
import time

from flask import Flask, request
from werkzeug.serving import make_server

TEXTS = ("kept", "for good")
PAUSE = float(sys.argv[2]) if len(sys.argv) > 2 and __name__ == "__main__" else 0.0
"""Seconds that reading takes."""

app = Flask(__name__)


@app.get("/health")
@app.get("/ready")
def ready() -> dict[str, str]:
    return {"status": "ready"}


@app.post("/lines")
def lines() -> dict[str, object] | tuple[dict[str, object], int]:
    if not request.files["image"].read(1):
        return {"title": "Not a picture", "detail": "It is empty."}, 400  # as detection-api does
    found = [
        {
            "points": [(x, y + 20 * number) for x, y in ((2, 2), (60, 2), (60, 12), (2, 12))],
            "probability": 0.9,
            "separator": "\n\n" if number else "",
        }
        for number in range(len(TEXTS))
    ]
    size = {"width": 64, "height": 64, "media_type": "image/png", "turn": 0}
    return {**size, "lines": found, "model": "stand-in"}


@app.post("/extract")
def extract() -> dict[str, object]:
    time.sleep(PAUSE)
    asked = len(json.loads(request.form["boxes"]))
    sure, turns = [0.9] * asked, [0] * asked
    return {"tokens": TEXTS[:asked], "confidences": sure, "turns": turns, "model": "stand-in"}


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True).serve_forever()
