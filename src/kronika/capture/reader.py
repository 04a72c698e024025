"""Bytes -> a document, by the reader of their format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kronika.capture import sniff
from kronika.capture.folders import check_size
from kronika.capture.limits import Limits
from kronika.errors import InputError

if TYPE_CHECKING:
    from kronika.model.source import Document

#: media type -> module that reads it, imported when it is needed
_READERS = {
    sniff.TEXT: "text",
    sniff.CSV: "delimited",
    sniff.HTML: "page",
    sniff.PDF: "pdf",
    sniff.DOCX: "word",
    sniff.ODT: "opendocument",
    sniff.XLSX: "spreadsheet",
    sniff.ODS: "spreadsheet",
    sniff.XLS: "spreadsheet",
    sniff.EML: "mail",
    sniff.TELEGRAM: "telegram",
    sniff.WARC: "webarchive",
    sniff.WACZ: "webarchive",
    sniff.ZIP: "zipped",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/tiff": "picture",
    "image/gif": "picture",
    "image/webp": "picture",
    "image/bmp": "picture",
}
#: formats that are known and not read: what they are, and what to do
_UNREAD = {
    sniff.RTF: ("an RTF document", "Open it in a word processor and save it as DOCX"),
    sniff.DOC: ("a document of Word 97 to 2003", "Open it in a word processor and save it as DOCX"),
    sniff.PPTX: ("a presentation", "Open it and save it as PDF"),
    sniff.XLSB: ("a binary spreadsheet", "Open it and save it as XLSX"),
    sniff.OUTLOOK: ("a message of Outlook", "Open it in Outlook and save it as text or EML"),
    sniff.OLE: ("a protected or old office file", "Open it, remove its password, and save it as DOCX or XLSX"),
    sniff.MBOX: ("a mailbox of many messages", "Save the messages that you need as EML"),
    "application/epub+zip": ("an electronic book", "Save it as PDF or HTML"),
    "image/heic": ("a picture in the HEIC format", "Save it as JPEG or PNG"),
    "application/x-7z-compressed": ("a 7z archive", "Unpack it and add the folder"),
    "application/vnd.rar": ("a RAR archive", "Unpack it and add the folder"),
    "application/x-xz": ("a compressed file", "Unpack it and add what is inside"),
    "application/x-bzip2": ("a compressed file", "Unpack it and add what is inside"),
    "application/gzip": ("a compressed file", "Unpack it and add what is inside"),
    "application/x-tar": ("a TAR archive", "Unpack it and add the folder"),
    "application/vnd.sqlite3": ("a database", "Export its tables as CSV"),
    "application/x-msdownload": ("a program", "It was not run. Check where it comes from"),
    "application/x-executable": ("a program", "It was not run. Check where it comes from"),
}
_RECORDINGS = ("audio/", "video/")


def read(content: bytes, name: str, *, limits: Limits | None = None) -> Document:
    """Return the document that the bytes of a source hold.

    Args:
        content: the source's bytes, whole.
        name: its file name or address; only a hint, the format is told from the bytes.
        limits: how much is taken on; the defaults fit a laptop.

    Raises:
        InputError: nothing can be read, with the reason in one line that does not name the file.
        MissingError: a library that the format needs is not installed.
    """
    allowed = limits or Limits()
    check_size(content, allowed)
    kind = sniff.media_type(content, name)
    module = _READERS.get(kind)
    if module is None:
        raise _unread(kind)
    document: Document = import_module(f"kronika.capture.{module}").read(content, name, allowed)
    return document


def _unread(kind: str) -> InputError:
    if kind in _UNREAD:
        what, advice = _UNREAD[kind]
        return InputError(f"it is {what}, which is not read", advice=advice)
    if kind.startswith(_RECORDINGS):
        return InputError(
            f"it is a recording ({kind}), which has no text to read", advice="Write down what it says and add that text too"
        )
    return InputError("it is in no format that is read here, or it is damaged", advice="Save it as PDF, DOCX, XLSX, HTML or text")
