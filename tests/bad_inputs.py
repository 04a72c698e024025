"""Files as bad as they come: what the rows of docs/bad-input.md are about."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

GOOD = "Ana Perova was detained in Riverton on 5 May 2021.\n"
LIST = "Имя;Дата задержания\nИванова Анна;09.08.2020\nПетров Иван;10.08.2020\n"
_MEGABYTE = 1 << 20


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Writes a file with this text."""
    return lambda path: path.write_bytes(content.encode(encoding))


def pdf(pages: int = 1) -> bytes:
    """A PDF with a line of text on each page; the last one says what good.txt says."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(pages):
        line = GOOD.strip() if number + 1 == pages else f"Page {number + 1}"
        stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
        kids.append(f"{len(objects) + 1} 0 R".encode())
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents "
        objects.append(page + f"{len(objects) + 2} 0 R>>".encode())
        objects.append(b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream")
    objects[1] = b"<</Type/Pages/Count " + str(pages).encode() + b"/Kids[" + b" ".join(kids) + b"]>>"
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted_pdf() -> bytes:
    """A PDF whose trailer says that it is encrypted, with a key that nobody has."""
    key = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -3904/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
    return pdf().replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + key + b"/ID[(a)(a)]>>")


def bomb(path: Path) -> None:
    """A spreadsheet of two megabytes that unpacks to more than two gigabytes of spaces."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Types xmlns="x"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    whole = path.read_bytes()
    members, directory = whole.split(b"PK\x01\x02", 1)
    directory = b"PK\x01\x02" + directory.split(b"PK\x05\x06")[0]
    # one block is packed once and repeated: packing gigabytes takes ten seconds, this takes none
    block, times = b" " * (10 * _MEGABYTE), 210
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    content = packed * times + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    check = 0
    for _ in range(times):
        check = zlib.crc32(block, check)
    name = b"xl/worksheets/sheet1.xml"
    about = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0x21, check, len(content), times * len(block), len(name), 0)
    local = b"PK\x03\x04" + about + name + content
    directory += b"PK\x01\x02" + struct.pack("<H", 20) + about + struct.pack("<HHHLL", 0, 0, 0, 0, len(members)) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 3, 3, len(directory), len(members) + len(local), 0)
    path.write_bytes(members + local + directory + end)


def huge_page(path: Path) -> None:
    """A page of 50 MB, most of it a picture that is written into it."""
    picture = b'<img alt="" src="data:image/png;base64,' + b"iVBORw0KGgo" * 4_765_000 + b'">'
    path.write_bytes(b"<html><body><p>Nothing happened here today.</p>\n" + picture + b"</body></html>")


def locked(path: Path) -> None:
    """A folder without any rights."""
    path.mkdir()
    (path / "inside.txt").write_text(GOOD, encoding="utf-8")
    path.chmod(0)


#: names that are none, or more than one
PEOPLE = """\
Name;Detained
"Анна Петрова, Иван Сидоров, Пётр Кузнецов";2021-05-05
علي حسن;2021-05-05
王小明;2021-05-05
Ціханоўскі;2021-05-05
Прыклад;2021-05-05
один два три четыре пять шесть семь;2021-05-05
12345;2021-05-05
;2021-05-05
"unknown man, about 40";2021-05-05
"(Рыжий)";2021-05-05
"""
#: what each file of the page is made from
INPUTS: dict[str, Callable[[Path], object]] = {
    "good.txt": text(GOOD),
    "good.csv": text(LIST),
    "calm.txt": text("It rained in the valley, and nobody minded.\n"),
    "empty.txt": text(""),
    "truncated.pdf": lambda path: path.write_bytes(pdf()[:60]),
    "encrypted.pdf": lambda path: path.write_bytes(encrypted_pdf()),
    "long.pdf": lambda path: path.write_bytes(pdf(3_000)),
    "bomb.xlsx": bomb,
    "huge.html": huge_page,
    "noise.txt": lambda path: path.write_bytes(bytes(range(128, 256)) * 20),
    "cp1251.csv": text(LIST, "cp1251"),
    "ragged.csv": text(LIST.replace("Петров Иван;10.08.2020", "Петров Иван;10.08.2020;лишнее;ещё")),
    "doubled.csv": text(LIST.replace("Имя;Дата задержания", "Имя;Дата задержания;Дата задержания").replace("2020\n", "2020;\n")),
    "dates.csv": text(LIST.replace("09.08.2020", "31.02.2021").replace("10.08.2020", "2021-13-01")),
    "season.csv": text(LIST.replace("09.08.2020", "spring 2021")),
    "mixed.csv": text(LIST.replace("Петров", "Пeтpов")),
    "locked": locked,
    "large.bin": lambda path: path.write_bytes(bytes(range(128, 256)) * 10_000),
    "many.csv": text("Name;Detained\n" + "".join(f"Ana Perova {number};2021-05-05\n" for number in range(900))),
    "wrong.yml": text("list: l\ncolumns: {Имя: person.name, Geboren: person.birth_date}\n"),
    "broken.yml": text("list: [\ncolumns: {"),
    "people.csv": text(PEOPLE),
    "nobody.csv": text("Name;Detained\nunknown man, about 40;2021-05-05\n"),
    "there.csv": text(""),
    "there.html": text(""),
}
