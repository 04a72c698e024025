"""Write the documents that are made from the product itself, or check that they are current.

::

    python scripts/generate_docs.py            # writes what differs
    python scripts/generate_docs.py --check    # exit status 3 if a document is not current

A document is one function that returns its text; ``DOCUMENTS`` says where it goes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import cli_reference
from kronika.model import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kronika.model.vocabulary import Esf, Kind, Property, Vocabulary

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "src" / "kronika" / "model" / "vocabulary.yml"

_INTRODUCTION = """\
# Vocabulary

<!-- Made by scripts/generate_docs.py from src/kronika/model/vocabulary.yml: change that file, not this one. -->

What a record can hold, and what can be said of each thing. Every kind and property has a name in English, Russian and
Belarusian, and its counterpart in two other formats:

- **ESF**: the [HURIDOCS Events Standard Formats](https://huridocs.org/), second edition (2001): format, number and name
  of the field, as HURIDOCS' own program OpenEvSys has them. Words in quotation marks are the matching term of that
  field's list. Which field fits is our judgement.
- **FtM**: [FollowTheMoney](https://followthemoney.tech/), a format in which investigators exchange facts: the schema of
  a kind, the property of a property. The names are checked against the library.

"none" means that there is no counterpart: the fact stays in the record and does not go into that format. A property
with FtM `description` goes there as a line with its label.

No victim is exported with a FollowTheMoney topic, and no kind but `sanction` (which restricts those held responsible
for repression) becomes a Sanction: software that reads the export would take them for suspects.

Marks: **identifying** singles out a person, the subject or somebody else. **sealed** is most dangerous in the wrong
hands: relations, treatment, health.

Dates are written in [EDTF](https://www.loc.gov/standards/datetime/) (`2021-05-31`, `2021-05`, `2021-05/2021-06`),
terms as ISO 8601 durations (`P6Y6M`), countries with the two letters of ISO 3166-1 where known. A value that fits no
code stays as written.
"""


def vocabulary_json() -> str:
    """Return the content of vocabulary.yml as JSON, one entry a line."""
    content: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return "{\n" + ",\n".join(_member(key, value) for key, value in content.items()) + "\n}\n"


def _member(key: str, value: Any) -> str:
    if not isinstance(value, dict):
        return f"{json.dumps(key)}: {json.dumps(value)}"
    lines = (f"  {json.dumps(name)}: {json.dumps(given, ensure_ascii=False)}" for name, given in value.items())
    return f"{json.dumps(key)}: {{\n" + ",\n".join(lines) + "\n}"


def vocabulary_reference() -> str:
    """Return docs/vocabulary.md."""
    content = vocabulary.parse(json.loads(vocabulary_json()))
    return "\n".join([_INTRODUCTION, *_kinds(content), *_information(content), *_codes(content)])


def _kinds(content: Vocabulary) -> Iterator[str]:
    yield "## Kinds\n"
    yield _table(
        ["kind", "English", "Russian", "Belarusian", "act", "ESF", "FtM"],
        (
            [
                f"[`{k.key}`](#{k.key})",
                *map(k.label, vocabulary.LANGUAGES),
                "yes" if k.act else "",
                _esf(k.esf),
                _ftm(k.ftm),
            ]
            for k in content.kinds.values()
        ),
    )
    for kind in content.kinds.values():
        yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"### {kind.key}\n"
    yield f"{kind.description}\n"
    yield f"Several: {', '.join(map(kind.plural, vocabulary.LANGUAGES))}.\n"
    yield _properties(kind.properties.values())


def _information(content: Vocabulary) -> Iterator[str]:
    yield "## What any statement carries\n"
    yield "Where a statement comes from; in the Events Standard Formats this is an Information record.\n"
    yield _properties(content.information.values())


def _properties(properties: Iterable[Property]) -> str:
    return _table(
        ["property", "English", "Russian", "Belarusian", "type", "ESF", "FtM", "marks", "note"],
        (
            [
                f"`{p.key}`",
                *map(p.label, vocabulary.LANGUAGES),
                _type(p),
                _esf(p.esf),
                _ftm(p.ftm),
                ", ".join(mark for mark, on in (("identifying", p.identifying), ("sealed", p.sealed)) if on),
                p.description,
            ]
            for p in properties
        ),
    )


def _codes(content: Vocabulary) -> Iterator[str]:
    """Yield the tables of codes, each under the properties that use it."""
    yield "## Codes\n"
    users: dict[tuple[str, ...], list[tuple[str, Property]]] = {}
    for kind in content.kinds.values():
        for prop in kind.properties.values():
            if prop.codes:
                name = f"`{kind.key}.{prop.key}`" if prop.type == "code" else f"{prop.type} properties"
                users.setdefault(tuple(prop.codes), []).append((name, prop))
    for members in users.values():
        yield f"### {', '.join(dict.fromkeys(name for name, _ in members))}\n"
        codes = members[0][1].codes
        rows = ([f"`{key}`", *map(code.label, vocabulary.LANGUAGES)] for key, code in codes.items())
        yield _table(["code", "English", "Russian", "Belarusian"], rows)


def _type(prop: Property) -> str:
    return f"{prop.type}: {', '.join(prop.codes)}" if prop.type == "code" else prop.type


def _esf(field: Esf | None) -> str:
    if field is None:
        return "none"
    term = f" “{field.term}”" if field.term else ""
    return f"{field.format} {field.number} {field.name}{term}"


def _ftm(name: str) -> str:
    return f"`{name}`" if name else "none"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


#: where each document goes, from the root of the repository, and the function that returns its text
DOCUMENTS: dict[str, Callable[[], str]] = {
    "src/kronika/model/vocabulary.json": vocabulary_json,
    "docs/vocabulary.md": vocabulary_reference,
    "docs/cli.md": cli_reference.reference,
}


def stale() -> list[str]:
    """Return the documents that are missing or differ from what the product says now."""
    return [name for name, make in DOCUMENTS.items() if _current(ROOT / name) != make()]


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    """Write or check the documents; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args(arguments).check
    names = stale()
    for name in names:
        if not check:
            (ROOT / name).write_text(DOCUMENTS[name](), encoding="utf-8", newline="\n")
        print(f"{name} {'is not current: run python scripts/generate_docs.py' if check else 'written'}.")
    return 3 if check and names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
