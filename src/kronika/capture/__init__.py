"""Bytes -> a document in which every character has a place; one reader for each format.

Nothing here goes over the network or writes a file. Libraries are imported by the reader that needs them.
"""

from __future__ import annotations

from kronika.capture.folders import files, load, sha256_file
from kronika.capture.limits import Limits
from kronika.capture.reader import read
from kronika.capture.sniff import media_type

__all__ = ["Limits", "files", "load", "media_type", "read", "sha256_file"]
