"""Every row of docs/bad-input.md, run as a user would run it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "bad-input.md"
GOOD = "Ana Perova was detained in Riverton on 5 May 2021.\n"
LIST = "Имя;Дата задержания\nИванова Анна;09.08.2020\nПетров Иван;10.08.2020\n"
MAPPING = "list: l\ncolumns: {Имя: person.name, Geboren: person.birth_date}\n"
PASSPHRASE = "five random words in order"
#: an unprivileged user and group, for rights that root does not feel
NOBODY = 65534


class Row(NamedTuple):
    """A row of the table."""

    given: str
    command: str
    line: str
    status: int


def rows() -> list[Row]:
    """The rows of the page's table."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[3].isdigit():
            found.append(Row(cells[0], cells[1].strip("`"), cells[2], int(cells[3])))
    return found


def csv(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    """Writes a list."""
    return lambda path: path.write_bytes(text.encode(encoding)) and None


def pdf(pages: int = 1) -> bytes:
    """A PDF with a line of text on each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(pages):
        stream = f"BT /F1 12 Tf 72 720 Td (Page {number + 1}: nothing happened.) Tj ET".encode()
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
    plain = pdf()
    key = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -3904/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
    return plain.replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + key + b"/ID[(a)(a)]>>")


def bomb(path: Path) -> None:
    """A spreadsheet of a few megabytes that unpacks to gigabytes."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        types = f'<Types xmlns="x"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(220):
                sheet.write(b" " * 10_000_000)


INPUTS: dict[str, Callable[[Path], object]] = {
    "good.txt": lambda path: path.write_text(GOOD, encoding="utf-8"),
    "good.csv": csv(LIST),
    "empty.txt": lambda path: path.write_bytes(b""),
    "truncated.pdf": lambda path: path.write_bytes(pdf()[:60]),
    "encrypted.pdf": lambda path: path.write_bytes(encrypted_pdf()),
    "long.pdf": lambda path: path.write_bytes(pdf(3_000)),
    "bomb.xlsx": bomb,
    "huge.html": lambda path: path.write_bytes(b"<html><body>" + b"<p>Nothing happened here today.</p>\n" * 1_430_000),
    "noise.txt": lambda path: path.write_bytes(bytes(range(128, 256)) * 20),
    "cp1251.csv": csv(LIST, "cp1251"),
    "ragged.csv": csv(LIST.replace("Петров Иван;10.08.2020", "Петров Иван;10.08.2020;лишнее;ещё")),
    "doubled.csv": csv(LIST.replace("Имя;Дата задержания", "Имя;Дата задержания;Дата задержания").replace("2020\n", "2020;\n")),
    "dates.csv": csv(LIST.replace("09.08.2020", "31.02.2021").replace("10.08.2020", "2021-13-01")),
    "mixed.csv": csv(LIST.replace("Петров", "Пeтpов")),
    "locked": lambda path: (path.mkdir(), (path / "inside.txt").write_text(GOOD, encoding="utf-8"), path.chmod(0)),
    "large.txt": lambda path: path.write_text("Nothing happened here today.\n" * 200_000, encoding="utf-8"),
    "wrong.yml": lambda path: path.write_text(MAPPING, encoding="utf-8"),
    "broken.yml": lambda path: path.write_text("list: [\ncolumns: {", encoding="utf-8"),
    "there.csv": lambda path: path.write_text("", encoding="utf-8"),
}


def run(folder: Path, command: str, *, limit: int = 0, user: int = 0, **environment: str) -> tuple[int, str]:
    """Run the command line as a process of its own; return its status and all that it printed."""

    def prepare() -> None:
        if limit:
            import resource
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if user:
            os.setgid(user)
            os.setuid(user)

    done = subprocess.run(
        [sys.executable, "-m", "kronika", *shlex.split(command)],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=prepare if limit or user else None,  # noqa: PLW1509 - one thread; the limits must be the child's alone
        timeout=300,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty record."""
    folder = tmp_path_factory.mktemp("bad")
    status, said = run(folder, "init record", KRONIKA_PASSPHRASE=PASSPHRASE)
    assert status == 0, said
    return folder


def copied(made: Path, tmp_path: Path) -> Path:
    """A folder of its own with a copy of the record, readable for everybody."""
    import shutil

    folder = tmp_path / "work"
    shutil.copytree(made, folder)
    return folder


def newer(folder: Path) -> None:
    """Make the record one of a version that does not exist yet."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(folder / "record" / "record.db"))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("UPDATE meta SET value = CAST('99' AS BLOB) WHERE key = 'version'")
    connection.commit()
    connection.close()


def pattern(line: str) -> re.Pattern[str]:
    """The line as a pattern; the ellipsis stands for anything, white space for white space."""
    parts = [re.sub(r"(\\ )+", r"\\s+", re.escape(" ".join(part.split()))) for part in line.split("…")]
    return re.compile(r"\s*.*?".join(parts))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.given)
def test_a_row_of_the_page(row: Row, made: Path, tmp_path: Path) -> None:
    folder = copied(made, tmp_path)
    command = row.command.replace("00…00", "0" * 64)
    for name, make in INPUTS.items():
        if name in shlex.split(command):
            make(folder / name)
    environment = {"KRONIKA_RECORD": "record", "KRONIKA_BY": "documenter-1", "KRONIKA_PASSPHRASE": PASSPHRASE}
    limit, user = 0, 0
    if row.given == "a wrong passphrase":
        environment["KRONIKA_PASSPHRASE"] = "another"
    elif row.given.startswith("no passphrase"):
        environment["KRONIKA_PASSPHRASE"] = ""
    elif row.given == "no record":
        environment["KRONIKA_RECORD"] = "nowhere"
    elif row.given == "no record named":
        environment["KRONIKA_RECORD"] = ""
    elif row.given == "no role":
        environment["KRONIKA_BY"] = ""
    elif row.given == "a record of a newer version":
        newer(folder)
    elif row.given == "a full disk":
        if sys.platform == "win32":
            pytest.skip("a limit on the size of files is a POSIX one")
        limit = 1_000_000
    elif row.given == "a folder that cannot be read":
        if sys.platform == "win32":
            pytest.skip("rights are another matter there")
        if os.geteuid() == 0:
            user = NOBODY
            _give_away(folder)
    status, said = run(folder, command, limit=limit, user=user, **environment)
    assert status == row.status, said
    assert pattern(row.line).search(" ".join(said.split())), said
    assert "Traceback" not in said
    assert "This is a fault of kronika" not in said
    if "good.txt" in command and status == 0:
        assert "good.txt: " in said, "the rest goes on"


def _give_away(folder: Path) -> None:
    """Hand the folder to an unprivileged user, and let them reach it."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for parent in folder.parents:
        if parent.stat().st_uid == 0 and parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | 0o055)
