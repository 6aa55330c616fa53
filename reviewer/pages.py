"""One file of a record turned into PDF pages, or a sentence why it can't be. Every file is hostile content."""

from __future__ import annotations

import warnings
import zlib
from pathlib import Path

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

MOST_PIXELS = 120_000_000
MOST_PAGES = 5_000
LARGEST_FILE_BYTES = 256 * 1024 * 1024
LONG_SIDE_POINTS = 842.0

IMAGE_TYPES = frozenset(("image/jpeg", "image/png", "image/tiff", "image/webp"))
PDF_TYPE = "application/pdf"

_IMAGE_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
_EXIF_ORIENTATION = 0x0112
_TURNS_OF_ORIENTATION = {1: 0, 3: 180, 6: 90, 8: 270}


class PageProblem(Exception):  # noqa: N818 - a sentence for the person, not a fault of the program.
    """This file stays a file, and the sentence says why it is not in the merged PDF."""


def make_pages(source: Path, media_type: str, rotation_degrees: int, target: Path) -> int:
    """Write the file's pages to `target` as a PDF; returns how many. Raises PageProblem where that can't be."""
    size_bytes = source.stat().st_size
    if size_bytes == 0:
        raise PageProblem("The file is empty.")
    if size_bytes > LARGEST_FILE_BYTES:
        raise PageProblem("The file is too large for the merged PDF.")
    writer = PdfWriter()
    try:
        if media_type == PDF_TYPE:
            _add_pdf(writer, source, rotation_degrees)
        else:
            _add_image(writer, source, rotation_degrees)
        writer.write(target)
    except PageProblem:
        raise
    except (Exception, RecursionError) as error:
        raise PageProblem("The file is damaged and can't be shown as pages.") from error
    return len(writer.pages)


def _add_pdf(writer: PdfWriter, source: Path, rotation_degrees: int) -> None:
    reader = PdfReader(source, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PageProblem("The PDF is locked with a password.")
    count = len(reader.pages)
    if count == 0:
        raise PageProblem("The PDF has no pages.")
    if count > MOST_PAGES:
        raise PageProblem(f"The PDF has more than {MOST_PAGES} pages.")
    for page in reader.pages:
        added = writer.add_page(page)
        _disarm(added)
        if rotation_degrees:
            added.rotate(rotation_degrees)


def _disarm(page: PageObject) -> None:
    """Take away what a page or its annotations would start; what they look like stays."""
    page.pop("/AA", None)
    annotations = page.get("/Annots")
    resolved = annotations.get_object() if annotations is not None else None
    if not isinstance(resolved, ArrayObject):
        page.pop("/Annots", None)
        return
    for annotation in resolved:
        value = annotation.get_object()
        if isinstance(value, DictionaryObject):
            for name in ("/A", "/AA", "/Parent", "/Popup", "/PA"):
                value.pop(name, None)


def _add_image(writer: PdfWriter, source: Path, rotation_degrees: int) -> None:
    with warnings.catch_warnings():
        # The limit below is our own; Pillow warns of large pictures on standard error.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        image = Image.open(source, formats=_IMAGE_FORMATS)
    with image:
        width, height = image.size
        if width * height > MOST_PIXELS or min(width, height) == 0:
            raise PageProblem("The picture has absurd dimensions.")
        orientation = image.getexif().get(_EXIF_ORIENTATION, 1)
        turn = _TURNS_OF_ORIENTATION.get(orientation, 0)
        if image.format == "JPEG" and image.mode in ("L", "RGB"):
            # The JPEG's own bytes go into the page, so nothing is lost. Decoding once finds a cut file.
            image.load()
            stream = _stream(source.read_bytes(), "/DCTDecode", image.mode, width, height)
        else:
            flat = _on_white(image)
            stream = _stream(zlib.compress(flat.tobytes(), 6), "/FlateDecode", "RGB", width, height)
    scale = LONG_SIDE_POINTS / max(width, height)
    page = writer.add_blank_page(max(1.0, width * scale), max(1.0, height * scale))
    _show(writer, page, stream)
    page.rotate((turn + rotation_degrees) % 360)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")


def _stream(data: bytes, compression: str, mode: str, width: int, height: int) -> StreamObject:
    stream = StreamObject()
    stream.set_data(data)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if mode == "L" else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject(compression),
        }
    )
    return stream


def _show(writer: PdfWriter, page: PageObject, image: StreamObject) -> None:
    """Let the page consist of this one image."""
    reference = writer._add_object(image)  # noqa: SLF001 - pypdf has no public way to add a stream.
    images = DictionaryObject({NameObject("/Page"): reference})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    width, height = (FloatObject(each) for each in (page.mediabox.width, page.mediabox.height))
    content = DecodedStreamObject()
    content.set_data(f"q {width} 0 0 {height} 0 0 cm /Page Do Q".encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
