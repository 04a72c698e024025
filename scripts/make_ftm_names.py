"""Write the table of FollowTheMoney's names from the installed library, or compare the two.

FollowTheMoney needs a compiler to install, so kronika carries the names that it exports to, and this script makes them.
Run it in an environment that has the library (``requirements/peers.txt``)::

    python scripts/make_ftm_names.py            # writes src/kronika/model/ftm_names.json
    python scripts/make_ftm_names.py --check    # exit status 3 if the table differs from the library
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parent.parent / "src" / "kronika" / "model" / "ftm_names.json"

#: the value lists that an export is checked against
_CLOSED = ("country", "gender", "language", "topic")


def from_library() -> dict[str, Any]:
    """Return the table as the installed library has it, see :mod:`kronika.model.ftm_names` for its shape."""
    import followthemoney

    schemata: dict[str, Any] = {}
    for schema in sorted(followthemoney.model.schemata.values(), key=lambda s: s.name):
        by_type: dict[str, list[str]] = {}
        for prop in schema.properties.values():
            if not prop.stub:
                by_type.setdefault(prop.type.name, []).append(prop.name)
        schemata[schema.name] = {
            "abstract": schema.abstract,
            "required": sorted(schema.required),
            "properties": {name: sorted(props) for name, props in sorted(by_type.items())},
        }
    types = followthemoney.registry
    return {
        "version": followthemoney.__version__,
        "max_length": {t.name: t.max_length for t in sorted(types.types, key=lambda t: t.name)},
        "values": {name: sorted(getattr(types, name).names) for name in _CLOSED},
        "schemata": schemata,
    }


def text(table: dict[str, Any]) -> str:
    """Return the table as JSON with one schema a line."""
    head = {key: value for key, value in table.items() if key != "schemata"}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    rows = [f"  {json.dumps(name)}: {json.dumps(schema)}" for name, schema in table["schemata"].items()]
    return "\n".join(["{", *lines, '"schemata": {', ",\n".join(rows), "}}", ""])


def differences(table: dict[str, Any], library: dict[str, Any]) -> list[str]:
    """Return in words what differs between two tables."""
    found = [
        f"{key}: the table has {table.get(key)}, the library {library[key]}"
        for key in ("version", "max_length", "values")
        if table.get(key) != library[key]
    ]
    ours, theirs = table["schemata"], library["schemata"]
    found += [f"{name}: only in the table" for name in ours if name not in theirs]
    found += [f"{name}: only in the library" for name in theirs if name not in ours]
    found += [f"{name}: differs" for name in ours if name in theirs and ours[name] != theirs[name]]
    return found


def main(arguments: list[str]) -> int:
    """Write or check the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    if not parser.parse_args(arguments).check:
        TABLE.write_text(text(from_library()), encoding="utf-8", newline="\n")
        print(f"Wrote {TABLE.name}.")
        return 0
    found = differences(json.loads(TABLE.read_text(encoding="utf-8")), from_library())
    for line in found:
        print(line)
    print(f"{TABLE.name}: {len(found)} differences.")
    return 3 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
