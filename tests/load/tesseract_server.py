"""Tesseract as people put it behind HTTP: Flask and pytesseract, nothing more.

For `make throughput`, which runs it with the Python of its --peers.
"""

import io
import sys

import pytesseract  # type: ignore[import-not-found] # of the peers' environment
from flask import Flask, request
from PIL import Image

app = Flask(__name__)


@app.get("/")
def alive() -> str:
    return "alive"


@app.post("/read")
def read() -> dict[str, str]:
    picture = Image.open(io.BytesIO(request.files["image"].read()))
    return {"text": pytesseract.image_to_string(picture)}


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
