"""Pages made of pictures show the picture, turned as the camera and the record say."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from reviewer.pages import MOST_PIXELS, PageProblem, make_pages
from tests.reviewer.sealed_case import picture


def _page_of(tmp_path: Path, data: bytes, media_type: str, degrees: int = 0) -> PdfReader:
    source, target = tmp_path / "source", tmp_path / "pages.pdf"
    source.write_bytes(data)
    assert make_pages(source, media_type, degrees, target) == 1
    return PdfReader(target)


def test_a_jpeg_keeps_its_own_bytes(tmp_path: Path) -> None:
    data = picture()
    page = _page_of(tmp_path, data, "image/jpeg").pages[0]
    assert page["/Resources"]["/XObject"]["/Page"]._data == data  # type: ignore[index]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (632, 842)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA", "CMYK", "I;16"])
def test_every_common_picture_comes_out_with_its_mark(tmp_path: Path, form: str, mode: str) -> None:
    image = Image.open(io.BytesIO(picture("PNG")))
    try:
        file = io.BytesIO()
        image.convert(mode if mode != "I;16" else "I").convert(mode).save(file, form, quality=95)
    except (OSError, ValueError):
        return  # This form can't hold this mode.
    page = _page_of(tmp_path, file.getvalue(), f"image/{form.lower()}").pages[0]
    shown = page.images[0].image
    assert shown is not None
    grey = shown.convert("L")
    assert grey.size == (120, 160)
    assert grey.getpixel((15, 12)) < 60  # type: ignore[operator]
    if mode != "I;16":
        assert grey.getpixel((100, 100)) > 200  # type: ignore[operator]


@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_the_camera_orientation_and_the_record_add_up(tmp_path: Path, orientation: int, turn: int) -> None:
    image = Image.open(io.BytesIO(picture()))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    page = _page_of(tmp_path, file.getvalue(), "image/jpeg", 90).pages[0]
    assert page.rotation % 360 == (turn + 90) % 360


@pytest.mark.parametrize("side", [30_000, 65_000, 2**31 - 1])
def test_absurd_dimensions_are_refused_before_memory_is_taken(tmp_path: Path, side: int) -> None:
    data = picture("PNG", (10, 10))
    header = data[:16] + struct.pack(">II", side, side)
    rest = data[24:]
    import zlib

    header += rest[:5] + struct.pack(">I", zlib.crc32(header[12:] + rest[:5])) + rest[9:]
    source = tmp_path / "absurd.png"
    source.write_bytes(header)
    with pytest.raises(PageProblem):
        make_pages(source, "image/png", 0, tmp_path / "pages.pdf")
    assert side * side > MOST_PIXELS


def test_a_format_that_was_not_announced_is_not_decoded(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGB", (5, 5)).save(file, "PPM")
    source = tmp_path / "a.jpg"
    source.write_bytes(file.getvalue())
    with pytest.raises(PageProblem, match="damaged"):
        make_pages(source, "image/jpeg", 0, tmp_path / "pages.pdf")
