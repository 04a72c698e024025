"""XML from strangers: nothing is fetched, no entity is expanded, nothing nests without end."""

from __future__ import annotations

import re
from typing import Any

from kronika.errors import InputError, MissingError

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def missing_library(library: str, error: ImportError) -> MissingError:
    """Return the error for a library of the base set that is not there."""
    del error
    return MissingError(f"{library} is not installed", advice="Run: pip install kronika (in a checkout: make setup)")


def lxml_etree() -> Any:
    """Return lxml's module for trees.

    Raises:
        MissingError: lxml is not installed.
    """
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError as error:
        raise missing_library("lxml", error) from error
    return etree


def parse_xml(content: bytes, part: str) -> Any:
    """Return the root (an lxml element) of ``content``.

    Raises:
        InputError: it is not well-formed, or declares entities, which office files never do.
        MissingError: lxml is not installed.
    """
    etree = lxml_etree()
    plain = content.replace(b"\x00", b"")  # UTF-16 hides nothing
    if _ENTITY.search(plain):
        raise InputError(f"its part '{part}' declares entities, as an XML bomb does; it was not opened")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"its part '{part}' is damaged", advice="Open the file in its own program and save it anew") from error
