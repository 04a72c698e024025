"""What is known of files before they are read: a manifest beside them says what their bytes do not.

``sources.yml`` in a folder names its files: ``name: {published, address, origin, map, skip}``. A mapping for
``list.xlsx`` is looked for in ``list.xlsx.map.yml`` and ``list.map.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kronika.errors import InputError
from kronika.model.time import bounds
from kronika.reading.lists.mapping import Mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

MANIFEST = "sources.yml"
_KEYS = frozenset({"published", "address", "origin", "map", "skip"})


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
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"the {what} cannot be read ({error.strerror})", where=str(path), advice="Check the path") from error
    except (yaml.YAMLError, ValueError) as error:
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
    """Manifests and mappings of the folders that files lie in."""

    def __init__(self, *, mapping: Path | None = None, published: str = "", address: str = "", origin: str = "") -> None:
        if published:
            bounds(published)
        self._given = About(published, address, origin, mapping)
        self._manifests: dict[Path, dict[str, Any]] = {}

    def about(self, path: Path) -> About:
        """Return what is said of a file; what the command says goes before what the manifest says."""
        said = self._manifest(path.parent).get(path.name, {})
        mapping = self._given.mapping or (path.parent / said["map"] if said.get("map") else self._beside(path))
        skip = str(said.get("skip", ""))
        if path.name == MANIFEST or path.name.endswith(".map.yml"):
            skip = "it describes sources and is none"
        return About(
            self._given.published or str(said.get("published", "")),
            self._given.address or str(said.get("address", "")),
            self._given.origin or str(said.get("origin", "")),
            mapping,
            skip,
        )

    @staticmethod
    def _beside(path: Path) -> Path | None:
        for name in (f"{path.name}.map.yml", f"{path.stem}.map.yml"):
            if (path.parent / name).is_file() and path.name != name:
                return path.parent / name
        return None

    def _manifest(self, folder: Path) -> dict[str, Any]:
        if folder not in self._manifests:
            path = folder / MANIFEST
            self._manifests[folder] = _checked(load_yaml(path, "manifest"), path) if path.is_file() else {}
        return self._manifests[folder]


def _checked(content: Any, path: Path) -> dict[str, Any]:
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
        if said.get("published"):
            bounds(str(said["published"]))
    return content


def in_order(paths: Sequence[Path], intake: Intake) -> list[Path]:
    """Return files in the order in which they are added: editions by the day of their publication, the rest as they came."""
    dated = sorted((path for path in paths if intake.about(path).mapping), key=lambda path: (intake.about(path).published, path))
    queue = iter(dated)
    return [next(queue) if intake.about(path).mapping else path for path in paths]
