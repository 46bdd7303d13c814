"""What is the same in every engine that answers trees of words and writes no file itself."""

from pathlib import Path

from ocrmypdf import OcrEngine, OcrOptions


class TreeEngine(OcrEngine):
    """To be completed by who reads: `version`, `languages`, `get_orientation`, `generate_ocr`."""

    def __str__(self) -> str:
        return f"show-off {self.version()}"

    @classmethod
    def creator_tag(cls, options: OcrOptions) -> str:  # noqa: ARG003 - OCRmyPDF's signature
        return f"show-off {cls.version()}"

    @staticmethod
    def get_deskew(input_file: Path, options: OcrOptions) -> float:  # noqa: ARG004
        """Words lie along their tilted lines anyway."""
        return 0.0

    @staticmethod
    def supports_generate_ocr() -> bool:
        return True

    @staticmethod
    def generate_hocr(*_: object) -> None:
        raise NotImplementedError("show-off answers trees: leave --pdf-renderer at auto")

    @staticmethod
    def generate_pdf(*_: object) -> None:
        raise NotImplementedError("show-off answers trees: leave --pdf-renderer at auto")
