"""What kind of source these bytes are, told from the bytes; the name's ending only decides where they leave a doubt."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from kronika.capture.encoding import decode, is_text
from kronika.errors import InputError

UNKNOWN = "application/octet-stream"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
OLE = "application/x-ole-storage"
OUTLOOK = "application/vnd.ms-outlook"
PDF = "application/pdf"
HTML = "text/html"
CSV = "text/csv"
TEXT = "text/plain"
EML = "message/rfc822"
MBOX = "application/mbox"
RTF = "application/rtf"
TELEGRAM = "application/vnd.telegram.export+json"
WARC = "application/warc"
WACZ = "application/wacz"
ZIP = "application/zip"

_HEAD = 1 << 16
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"{\\rtf", RTF),
    (b"WARC/1.", WARC),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"BZh", "application/x-bzip2"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
#: streams inside an OLE file that tell whose it is
_OLE = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS), ("__substg1.0_", OUTLOOK))
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(r"</?(?:p|div|table|tr|td|span|ul|li|h[1-6]|br|title|meta|body|article|section)\b[^<>]*>", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?: |\t|\r?\n[ \t])")
_MAIL_HEADERS = frozenset(
    re.findall(
        r"[\w-]+",
        "from to cc date subject received return-path message-id mime-version delivered-to reply-to sender content-type",
    )
)
_TELEGRAM = re.compile(r'"messages"\s*:\s*\[')
_TELEGRAM_TYPE = re.compile(
    r'"type"\s*:\s*"(?:public|private)_(?:channel|supergroup|group)"|"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages)"'
)


def media_type(content: bytes, name: str = "") -> str:
    """Return the media type of ``content``, or ``application/octet-stream``.

    ``name`` matters only where the bytes allow two answers: text of which a table could be made, a message without headers.
    """
    head = content[:_HEAD]
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(content)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head)
    other = _other_binary(head)
    if other:
        return other
    return _text(content, name) if is_text(content) else UNKNOWN


def _other_binary(head: bytes) -> str:
    """Return the type of formats whose mark is not at the very start."""
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in {b"heic", b"heix", b"mif1", b"avif", b"msf1"}:
            return "image/heic"
        return "audio/mp4" if brand[:3] == b"M4A" else "video/mp4"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return "application/x-tar" if head[257:262] == b"ustar" else ""


def _zipped(content: bytes) -> str:
    """Tell office files and web archives, which are zip archives, from others by the members' names."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                if kind in {ODS, ODT, "application/epub+zip"}:
                    return kind
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error):
        return ZIP
    if "[Content_Types].xml" in names:
        for start, found in (("word/", DOCX), ("xl/workbook.bin", XLSB), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(member.startswith(start) for member in names):
                return found
    if "datapackage.json" in names and any(member.startswith("archive/") for member in names):
        return WACZ
    return ZIP


def _ole(content: bytes) -> str:
    for stream, found in _OLE:
        if stream.encode("utf-16-le") in content:
            return found
    return OLE


def _gzipped(head: bytes) -> str:
    try:
        start = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        start = b""
    return WARC if start.startswith(b"WARC/1.") else "application/gzip"


def _text(content: bytes, name: str) -> str:
    """Tell apart what is written in plain characters."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    try:
        text = decode(_whole_lines(content)).text
    except InputError:
        # the reader says what is wrong with the encoding
        return CSV if ending in {".csv", ".tsv"} else TEXT
    start = text.lstrip()
    if _HTML_START.match(text) or (ending in {".html", ".htm", ".xhtml"} and _HTML_TAG.search(text)):
        return HTML
    if start.startswith("<") and len(_HTML_TAG.findall(text)) >= 5:
        return HTML
    if start.startswith("{") and _TELEGRAM.search(text) and _TELEGRAM_TYPE.search(text):
        return TELEGRAM
    if text.startswith("From ") and _headers(text.partition("\n")[2]) >= 2:
        return MBOX
    if _headers(text) >= (1 if ending in {".eml", ".mht", ".mhtml"} else 3):
        return EML
    return CSV if ending in {".csv", ".tsv", ".tab"} or (start[:1] not in {"{", "["} and _tabular(text)) else TEXT


def _tabular(text: str) -> bool:
    from kronika.capture import delimited

    return delimited.is_table(text)


def _whole_lines(content: bytes) -> bytes:
    """Return the head of ``content`` up to the end of a line, so that no letter is cut in two."""
    if len(content) <= _HEAD:
        return content
    head = content[:_HEAD]
    end = head.rfind(b"\n")
    if end < 0 or head.count(0) > len(head) // 8:  # one line, or UTF-16
        return head
    return head[: end + 1]


def _headers(text: str) -> int:
    """Count the known headers of a message that ``text`` begins with; a line that is none ends them."""
    found: set[str] = set()
    for line in text[:20_000].splitlines():
        if line[:1] in {" ", "\t"} and found:
            continue
        match = _HEADER.match(line + " ")
        if not match:
            break
        found.add(match.group(1).lower())
    return len(found & _MAIL_HEADERS)
