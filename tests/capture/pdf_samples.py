"""PDF files made by hand: pages of text in any letters, ruled tables, pictures, a password."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field


@dataclass
class Page:
    """What stands on a page: lines of text, ruled lines (x1, y1, x2, y2) and a grey picture (width, height, pixels)."""

    lines: list[str] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)
    #: text at a place: x, y, text
    texts: list[tuple[int, int, str]] = field(default_factory=list)
    picture: tuple[int, int, bytes] | None = None


def make_pdf(pages: list[Page], title: str = "") -> bytes:
    """Return a PDF. Letters beyond ASCII are mapped by a table of their own (ToUnicode), as word processors do."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in pages:
        kids.append(len(objects) + 1)
        objects += _page_objects(page, len(objects) + 1)
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    info = b""
    if title:
        objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
        info = f" /Info {len(objects)} 0 R".encode()
    return _file(objects, info)


def _file(objects: list[bytes], info: bytes) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R".encode() + info + b" >>\n"
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _page_objects(page: Page, number: int) -> list[bytes]:
    """Return the objects of one page, the first of which is number ``number``."""
    texts = [(72, 780 - 16 * row, line) for row, line in enumerate(page.lines)] + page.texts
    letters = sorted({letter for _, _, text in texts for letter in text})
    codes = {letter: 33 + at for at, letter in enumerate(letters)}
    drawing = b"0.8 w\n" + b"".join(b"%d %d m %d %d l S\n" % rule for rule in page.rules)
    for x, y, text in texts:
        shown = bytes(codes[letter] for letter in text).hex().encode()
        drawing += b"BT /F 10 Tf %d %d Td <" % (x, y) + shown + b"> Tj ET\n"
    if page.picture:
        drawing += b"q 500 0 0 700 50 50 cm /P Do Q\n"
    resources = f"/Font << /F {number + 2} 0 R >>" + (f" /XObject << /P {number + 4} 0 R >>" if page.picture else "")
    objects = [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
        f"/Resources << {resources} >> >>".encode(),
        _stream(drawing),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 33 /LastChar {33 + len(letters)} "
        f"/Widths [{' '.join(['600'] * (len(letters) + 1))}] /ToUnicode {number + 3} 0 R >>".encode(),
        _stream(_to_unicode(codes)),
    ]
    if page.picture:
        width, height, pixels = page.picture
        objects.append(
            _stream(
                pixels,
                f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 ",
            )
        )
    return objects


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< {entries}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def "
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{mapped}\nendcmap end end"
    ).encode()
