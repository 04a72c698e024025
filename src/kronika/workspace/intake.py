"""What is known of files before they are read: a manifest beside them says what their bytes do not.

``sources.yml`` in a folder names its files: ``name: {published, address, origin, map, skip}``. A mapping for
``list.xlsx`` is looked for in ``list.xlsx.map.yml`` and ``list.map.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import yaml

from kronika.errors import InputError
from kronika.model.time import bounds
from kronika.reading.lists.mapping import Mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

MANIFEST = "sources.yml"
_NAME = re.compile(r"(?!\.\.?$)[^/\\:]+")
_KEYS = frozenset({"published", "address", "origin", "map", "skip"})
#: bytes of a manifest, a mapping or a definition
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a file.

    Attributes:
        published: when, EDTF; empty if unknown.
        address: where.
        origin: whose list or report it copies.
        mapping: path of its mapping; None if there is none.
        skip: why it is not a source (a mapping, a manifest, a note for readers); empty: it is one.
    """

    published: str = ""
    address: str = ""
    origin: str = ""
    mapping: Path | None = None
    skip: str = ""


def load_yaml(path: Path, what: str) -> Any:
    """Return what a YAML file holds.

    Raises:
        InputError: if it cannot be read or is no YAML.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"the {what} has more than a million characters", where=str(path), advice="Check that it is one")
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"the {what} cannot be read ({error.strerror})", where=str(path), advice="Check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the {what} is not in UTF-8", where=str(path), advice="Save it as UTF-8") from error
    except ValueError as error:
        advice = "Write days as 2021-05-31"
        raise InputError(f"the {what} holds a day that is none", where=str(path), advice=advice) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise InputError(
            f"the {what} is no YAML", where=place, advice="Look at that line: indents are spaces, text with ': ' needs quotes"
        ) from error


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in a file.

    Raises:
        InputError: if it is none; it says what is wrong with it.
    """
    return Mapping.from_dict(load_yaml(path, "mapping"), str(path))


class Intake:
    """Manifests and mappings of the folders that files lie in.

    Attributes:
        notes: what manifests say of files that are not there.
    """

    def __init__(self, *, mapping: Path | None = None, published: str = "", address: str = "", origin: str = "") -> None:
        if published:
            bounds(published)
        self._given = About(published, address, origin, mapping)
        self._manifests: dict[Path, dict[str, dict[str, str]] | InputError] = {}
        self.notes: list[str] = []

    def about(self, path: Path) -> About:
        """Return what is said of a file; what the command says goes before what the manifest says.

        Raises:
            InputError: the manifest of its folder cannot be used; it says why.
        """
        said = self._manifest(path.parent).get(normalize("NFC", path.name), {})
        mapping = self._given.mapping or (path.parent / said["map"] if said.get("map") else self._beside(path))
        skip = said.get("skip", "")
        if path.name == MANIFEST or path.name.endswith(".map.yml"):
            skip = "it describes sources and is none"
        return About(
            self._given.published or said.get("published", ""),
            self._given.address or said.get("address", ""),
            self._given.origin or said.get("origin", ""),
            mapping,
            skip,
        )

    @staticmethod
    def _beside(path: Path) -> Path | None:
        for name in (f"{path.name}.map.yml", f"{path.stem}.map.yml"):
            if (path.parent / name).is_file() and path.name != name:
                return path.parent / name
        return None

    def _manifest(self, folder: Path) -> dict[str, dict[str, str]]:
        if folder not in self._manifests:
            path = folder / MANIFEST
            try:
                self._manifests[folder] = found = _checked(load_yaml(path, "manifest"), path) if path.is_file() else {}
            except InputError as error:
                self._manifests[folder], found = error, {}
            there = {normalize("NFC", entry.name) for entry in folder.iterdir()} if found else set()
            self.notes += [f"{path}: it speaks of '{name}', and there is no such file." for name in found if name not in there]
        known = self._manifests[folder]
        if isinstance(known, InputError):
            raise known
        return known


def _checked(content: Any, path: Path) -> dict[str, dict[str, str]]:
    """Return what a manifest says of each file, as text.

    Raises:
        InputError: it is none, or a value in it cannot be used.
    """
    if not isinstance(content, dict):
        raise InputError(
            "a manifest names files and says something of each",
            where=str(path),
            advice="Write 'list.xlsx: {published: 2024-01-31}'",
        )
    for name, said in content.items():
        if not isinstance(said, dict) or set(said) - _KEYS:
            raise InputError(
                f"what is said of '{name}' is not understood", where=str(path), advice=f"Known are: {', '.join(sorted(_KEYS))}"
            )
    return {normalize("NFC", str(name)): _texts(said, f"{path}, '{name}'") for name, said in content.items()}


def _texts(said: dict[str, Any], where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in said.items():
        if value is None or value is False:
            continue
        if isinstance(value, (list, dict)):
            raise InputError(f"'{key}' is one value", where=where, advice=f"Write '{key}: value'")
        found[key] = "the manifest says so" if value is True and key == "skip" else str(value)
    if "published" in found:
        try:
            bounds(found["published"])
        except InputError as error:
            raise InputError(f"'published' {error.what}", where=where, advice=error.advice) from error
    if "map" in found and not _NAME.fullmatch(found["map"]):
        # A manifest may come with a stranger's files: it must not make kronika open others, or reach for another computer.
        raise InputError("'map' is the name of a file in the same folder", where=where, advice="Put the mapping beside the list")
    return found


def in_order(paths: Sequence[Path], intake: Intake) -> list[Path]:
    """Return files in the order in which they are added: editions by the day of their publication, the rest as they came."""
    known = {path: about for path in paths if (about := _known(path, intake)) is not None and about.mapping}
    dated = sorted(known, key=lambda path: (bounds(known[path].published)[1] if known[path].published else 0, path))
    queue = iter(dated)
    return [next(queue) if path in known else path for path in paths]


def _known(path: Path, intake: Intake) -> About | None:
    try:
        return intake.about(path)
    except InputError:
        return None  # it is said when the file's turn comes
