"""Stands in for detection-api and recognition-api at the very edge of the fault tests.

What is under test is the keeping, from show-off-api's answer to the last row and file; which text
the models read does not matter for it, so both answer the same two lines at once.
"""

import json
import sys

from flask import Flask, Response, request
from werkzeug.serving import make_server

TEXTS = ("kept", "for good")

app = Flask(__name__)


@app.get("/health")
@app.get("/ready")
def ready() -> dict[str, str]:
    return {"status": "ready"}


@app.post("/boxes")
def boxes() -> Response:
    lines = [
        {
            "ord_num": number,
            "points": [
                {"axis_x": x, "axis_y": y + 20 * number}
                for x, y in ((2, 2), (60, 2), (60, 12), (2, 12))
            ],
            "probability": 0.9,
        }
        for number in range(len(TEXTS))
    ]
    return Response(json.dumps(lines), content_type="application/json")


@app.post("/extract")
def extract() -> dict[str, object]:
    asked = len(json.loads(request.form["boxes"]))
    return {"tokens": TEXTS[:asked], "confidences": [0.9] * asked, "model": "stand-in"}


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True).serve_forever()
