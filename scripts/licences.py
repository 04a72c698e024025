"""Write ``docs/dependencies.md``: every library that a lock names, its licence, size, reason and wheels.

Usage: ``python scripts/licences.py [--check | --collect]``

The facts come from ``requirements/licences.yml`` (what the libraries' own metadata say; ``--collect`` adds what is
installed in the environment that runs this), the reasons and decisions from ``requirements/decisions.yml`` (written by
people), the wheels from ``requirements/wheels.yml`` (written by ``check_wheels.py``). ``--check`` writes nothing. Exit
status: 0 done, 3 with ``--check`` when the page is not current, or always when a licence waits for a decision.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from check_wheels import SYSTEMS, pins

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
PAGE = ROOT / "docs" / "dependencies.md"
#: licences that need no decision
PERMITTED = frozenset({"MIT", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "ISC"})
#: what metadata say where they use no SPDX expression
SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
LOCKS = {
    "base": "Base: the record, its readers, its counts",
    "read": "`read`: text in three languages",
    "link": "`link`: who may be whom across lists",
    "estimate": "`estimate`: estimates, and Parquet",
    "dev": "`dev`: what tests and checks need",
    "spark": "`spark`: the same linking on Spark",
    "peers": "Peers: only measured against, in an environment of their own",
}


@dataclass(slots=True)
class Library:
    """One pinned library; ``licence`` is an SPDX expression or empty, ``size`` is in MB as installed on Linux."""

    name: str
    version: str
    licence: str = ""
    size: float = 0.0
    needed_by: list[str] = field(default_factory=list)


def _split(expression: str, word: str) -> list[str]:
    """Split an SPDX expression at ``AND`` or ``OR`` outside parentheses."""
    parts, depth = [""], 0
    for token in re.findall(r"[()]|[^()\s]+", expression):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == word and depth == 0:
            parts.append("")
        else:
            parts[-1] += f" {token}"
    return [part.strip() for part in parts]


def permitted(licence: str) -> bool:
    """Say whether a licence expression needs no decision.

    Of alternatives (``OR``) one permitted one is enough; of parts (``AND``) each must be permitted.

    >>> permitted("MPL-1.1 OR MIT"), permitted("MIT AND Zlib"), permitted("MPL-2.0 AND (Apache-2.0 OR MIT)")
    (True, False, False)
    """
    for word, enough in (("OR", any), ("AND", all)):
        parts = _split(licence, word)
        if len(parts) > 1:
            return enough(permitted(part) for part in parts)
    if licence.startswith("("):
        return permitted(licence[1:-1])
    return licence in PERMITTED


def stated_licence(metadata: Any) -> str:
    """Return the licence that a library's metadata state, as an SPDX expression where it can be told; else empty."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    line = (metadata.get("License") or "").strip().splitlines()[:1]
    said = line[0] if line and line[0] != "UNKNOWN" else ""
    classifiers = [text.split(" :: ")[-1] for text in metadata.get_all("Classifier") or [] if text.startswith("License")]
    for text in [said, *classifiers]:
        known: str = SPELLINGS.get(text, text)
        if re.fullmatch(r"[A-Za-z0-9.-]+( (AND|OR) [A-Za-z0-9.-]+)*", known):
            return known
    return ""


def canonical(name: str) -> str:
    """Return a library's name as the index writes it: small letters and hyphens."""
    return str(canonicalize_name(name))


def collect() -> dict[str, dict[str, Any]]:
    """Return the facts about every installed library, by name: version, licence, size in MB, what it requires."""
    facts: dict[str, dict[str, Any]] = {}
    for found in importlib.metadata.distributions():
        name = canonical(found.name)
        requirements = [Requirement(line) for line in found.requires or []]
        facts[name] = {
            "version": found.version,
            "licence": stated_licence(found.metadata),
            # only what the wheel brought: bytecode is made here
            "size": round(sum(file.size or 0 for file in found.files or [] if file.suffix != ".pyc") / 1e6, 1),
            "requires": sorted({canonical(r.name) for r in requirements if r.marker is None or "extra" not in str(r.marker)}),
        }
    return facts


def read(name: str) -> dict[str, Any]:
    """Return one of the YAML files beside the locks; empty if there is none yet."""
    path = FOLDER / name
    content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return dict(content or {})


def _group(lock: str, seen: set[str], facts: dict[str, Any], written: dict[str, str]) -> list[Library]:
    """Return the libraries of one lock that are not among the seen ones."""
    named = {canonical(pin.name): pin for pin in pins((FOLDER / f"{lock}.txt").read_text(encoding="utf-8"))}
    group = []
    for name, pin in named.items():
        if name in seen:
            continue
        version = pin.text.split("==")[1].split()[0]
        fact = facts.get(name, {})
        known = fact if fact.get("version") == version else {}
        parents = [other for other in named if name in facts.get(other, {}).get("requires", [])]
        licence = written.get(name) or known.get("licence", "")
        group.append(Library(name, version, licence, known.get("size", 0.0), parents))
    return group


def libraries() -> dict[str, list[Library]]:
    """Return the libraries of each lock that no earlier lock has, in the order of ``LOCKS``."""
    facts, written = read("licences.yml"), read("decisions.yml")["licences"]
    seen: set[str] = set()
    found = {}
    for lock in LOCKS:
        found[lock] = _group(lock, seen, facts, written)
        seen |= {library.name for library in found[lock]}
    return found


def problems() -> list[str]:
    """Return one line for each library whose facts are missing or whose licence waits for a decision."""
    kept, facts = read("decisions.yml"), read("licences.yml")
    every = {library.name: library for group in libraries().values() for library in group}
    lines = []
    for name, library in every.items():
        if facts.get(name, {}).get("version") != library.version and name not in kept["elsewhere"]:
            lines.append(f"{name} {library.version}: no facts. Run: python scripts/licences.py --collect.")
        elif not permitted(library.licence) and name not in kept["decisions"]:
            lines.append(f"{name} {library.version}: {library.licence or 'no licence stated'}, and no decision.")
        if not library.needed_by and name not in kept["why"]:
            lines.append(f"{name} {library.version}: nobody needs it and no reason is given.")
    for part in ("decisions", "why", "data", "licences", "elsewhere"):
        lines += [f"{name}: under {part} in decisions.yml, but in no lock." for name in kept[part] if name not in every]
    return lines


def _wheels(outcome: dict[str, str] | None) -> str:
    """Return the outcome of ``check_wheels.py`` in few words."""
    if not outcome:
        return ""
    kinds = set(outcome.values())
    if kinds <= {"wheel", "not needed"}:
        return "all that need it" if "not needed" in kinds else "all"
    if kinds == {"source"}:
        return "source, no compiler"
    return "; ".join(f"{system.label}: {outcome[system.label]}" for system in SYSTEMS if outcome[system.label] != "wheel")


def _row(library: Library, kept: dict[str, Any], wheels: dict[str, dict[str, str]]) -> str:
    """Return one row of a table of the page."""
    marks = [" (1)"] * (library.name in kept["decisions"]) + [" (2)"] * (library.name in kept["data"])
    why = kept["why"].get(library.name) or f"needed by {', '.join(library.needed_by)}"
    cells = [library.name, library.version, library.licence + "".join(marks), f"{library.size:.1f}", why]
    return f"| {' | '.join([*cells, _wheels(wheels.get(library.name))])} |"


def _reasons(reasons: dict[str, str]) -> list[str]:
    return [f"- **{name}**: {' '.join(reason.split())}" for name, reason in sorted(reasons.items())]


def page() -> str:
    """Return the text of ``docs/dependencies.md``."""
    kept, checks = read("decisions.yml"), read("wheels.yml")
    wheels = {canonical(name): row for check in checks.values() for name, row in check["libraries"].items()}
    text = [kept["introduction"].strip(), ""]
    for lock, group in libraries().items():
        text += [f"## {LOCKS[lock]}", ""]
        if lock in kept["about"]:
            text += [kept["about"][lock].strip(), ""]
        size = sum(library.size for library in group)
        checked = f"; wheels checked on {checks[lock]['checked']}" if lock in checks else ""
        text += [f"{len(group)} libraries, {size:.0f} MB{checked}.", ""]
        text += ["| library | version | licence | MB | why | wheels |", "|---|---|---|---:|---|---|"]
        text += [*(_row(library, kept, wheels) for library in group), ""]
    text += ["## Decisions (1)", "", kept["rule"].strip(), "", *_reasons(kept["decisions"]), ""]
    text += ["## Licences of data inside libraries (2)", "", *_reasons(kept["data"])]
    return "\n".join(text) + "\n"


def keep_facts() -> None:
    """Write what is installed here, in a locked version, into ``licences.yml``; forget what no lock names."""
    wanted = {library.name: library.version for group in libraries().values() for library in group}
    here = {name: fact for name, fact in collect().items() if fact["version"] == wanted.get(name)}
    facts = {name: fact for name, fact in {**read("licences.yml"), **here}.items() if name in wanted}
    text = "# What the libraries' own metadata say (python scripts/licences.py --collect). Do not edit.\n"
    text += yaml.safe_dump(facts, sort_keys=True)
    (FOLDER / "licences.yml").write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Write or check the page, or collect facts; print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="write nothing; status 3 when the page is not current")
    what.add_argument("--collect", action="store_true", help="add the facts about what is installed here")
    arguments = parser.parse_args()
    if arguments.collect:
        keep_facts()
    found = problems()
    for line in found:
        print(line, file=sys.stderr)
    if arguments.check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        if not current:
            print("docs/dependencies.md is not current. Run: make licences.", file=sys.stderr)
        return 0 if current and not found else 3
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 3 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
