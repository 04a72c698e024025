"""Hold kronika's FollowTheMoney exchange against the real library: its names, and an export read back.

FollowTheMoney needs a compiler to install, so it lives in an environment of its own (``requirements/peers.txt``)::

    python benchmarks/peers_ftm.py                      # an export of a small invented record
    python benchmarks/peers_ftm.py EXPORT.ftm.json      # entities or statements, one a line

Prints what was compared and how much of it differs. Exit status 3 if anything does.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

import make_ftm_names  # noqa: E402 - found through the line above; the peers' environment does not install kronika
from kronika.disclosure import ftm  # noqa: E402 - as above
from kronika.disclosure.gate import Gate, Known, Lines, Release  # noqa: E402 - as above
from kronika.model.judgement import Consent  # noqa: E402 - as above
from kronika.model.source import Source  # noqa: E402 - as above
from kronika.model.statement import Mention, Recorded, Standing, Statement  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: what the library must never see about anybody: it would be taken for suspicion
_FORBIDDEN = "topics"

_KEY = bytes(range(32))
_SAID = {
    # the subject of an act stands after the colon
    "p1 person": {"name": "Аляксей Крынічны", "birth_date": "1985-03", "gender": "male", "citizenship": "BY"},
    "p2 person": {"name": "Алексей Криничный", "birth_date": "1985~", "occupation": "teacher", "alias": "Лёша"},
    "p3 person": {"name": "Judge of Zarechny", "gender": "unknown"},
    "o1 organisation": {"name": "Азёрны край", "abbreviation": "АК", "country": "by", "registration": "100/7"},
    "f1 facility": {"name": "Colony No. 99", "place": "Zarechny"},
    "c1 court": {"name": "Zarechny District Court", "place": "Zarechny"},
    "d1 detention:p1": {"date": "2021-05-06", "place": "Zarechny", "basis": "criminal", "article": "342(1)"},
    "s1 sentence:p1": {"date": "2021-11", "term": "P2Y6M", "regime": "colony-general", "judge": "Judge of Zarechny"},
    "t1 transfer:p2": {"date": "2022-01/2022-02", "facility": "Colony No. 99"},
    "r1 release:p2": {"date": "2023-10-XX", "how": "served"},
    "l1 liquidation:o1": {"date": "2021-23", "how": "forced", "court": "Zarechny District Court"},
    "x1 crossing:p2": {"date": "2023-11-01", "from_country": "BY", "to_country": "LT"},
    "n1 sanction:p3": {"date": "2022-03-02", "authority": "An invented union", "programme": "Zarechny"},
    "m1 measure": {"date": "2021-06-08", "title": "On invented gatherings", "number": "99-Z"},
    "e1 election": {"date": "2020-08-09", "office": "mayor of Zarechny", "country": "BY"},
    "k1 role:p3": {"title": "judge", "in": "Zarechny District Court", "from": "2010", "until": "2023"},
    "g1 group": {"count_low": "30", "unit": "people"},
    "i1 figure": {"value": "1300", "of": "invented prisoners"},
    "q1 relation:p1": {"type": "sister", "other": "p3"},
}


def invented_record() -> tuple[list[Mention], list[Recorded]]:
    """Return mentions and accepted statements about invented people, of every kind that is exported in its own way."""
    mentions: list[Mention] = []
    recorded: list[Recorded] = []
    for head, said in _SAID.items():
        name, _, rest = head.partition(" ")
        kind, _, subject = rest.partition(":")
        mentions.append(Mention(name, kind, "d1", 0, 10, subject))
        for key, value in said.items():
            statement = Statement(f"s-{name}-{key}", name, key, value, f"«{value}»", "be", "d1", 0, 10, value, "hand: invented")
            recorded.append(Recorded(statement, Standing.TRANSCRIBED, "2024-01-01T00:00:00+00:00", "2024-01-01"))
    return mentions, recorded


def released() -> Release:
    """Return the invented record as a gate lets it out once all of it was opened."""
    mentions, recorded = invented_record()
    about = {mention.id: mention for mention in mentions}
    held: dict[str, Lines] = {}
    for item in recorded:
        one = about[item.statement.mention]
        held.setdefault(one.subject or one.id, []).append((one, item))
    kinds = ("*", *{mention.kind for mention in mentions})
    opened = Consent("c1", "", "opening", kinds, "invented", "public", "documenter-1", "2024-01-01", source="d1")
    known = Known([opened], frozenset(), {}, lambda ident: held.get(ident, ()), lambda _list, _source: ())
    source = Source("d1", "", 0, "", "list", address="https://monitor.example/lists/2024")
    return Gate(known, "public", "2024-01-02", "invented").release(held, about, [source], _KEY)


def invented_exports() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the entities and the statements of the invented record, as they come back from JSON."""
    made = ftm.exchange(released(), {"p1": "one", "p2": "one"}, ftm.Terms(key=_KEY))
    return json.loads(json.dumps([*made.entities()])), json.loads(json.dumps([*made.statements()]))


def entity_faults(entities: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield in words what the library does not accept, or would change, in entities."""
    from followthemoney import ValueEntity, model
    from followthemoney.exc import InvalidData

    entities = list(entities)
    ids = {data["id"] for data in entities}
    for data in entities:
        where = f"{data['schema']} {data['id']}"
        schema = model.get(data["schema"])
        if schema is None:
            yield f"{where}: there is no such schema"
            continue
        try:
            schema.validate(data)
        except InvalidData as error:
            yield f"{where}: {error.errors}"
        missing = [name for name in schema.required if not data["properties"].get(name)]
        if missing:
            yield f"{where}: lacks {', '.join(missing)}"
        yield from _value_faults(where, data["properties"], schema, ids)
        for again in (ValueEntity.from_dict(data).to_dict(), model.get_proxy(data, cleaned=False).to_dict()):
            if {k: sorted(v) for k, v in again["properties"].items()} != _sorted(data["properties"]):
                yield f"{where}: reads back as {again['properties']}"


def _value_faults(where: str, properties: dict[str, list[str]], schema: Any, ids: set[str]) -> Iterator[str]:
    for name, values in properties.items():
        prop = schema.get(name)
        if prop is None:
            yield f"{where}: {name} is no property"
        elif name == _FORBIDDEN:
            yield f"{where}: has {values} as {_FORBIDDEN}"
        elif prop.type.name == "entity":
            yield from (f"{where}: {name} points outside the export" for value in values if value not in ids)


def statement_faults(statements: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield in words what the library does not accept, or would change, in statements."""
    from followthemoney import Dataset, Statement, StatementEntity

    ordered = sorted(statements, key=lambda data: str(data["canonical_id"]))
    for entity, group in groupby(ordered, key=lambda data: str(data["canonical_id"])):
        read = [Statement.from_dict(data) for data in group]
        dataset = Dataset.make({"name": read[0].dataset, "title": read[0].dataset})
        whole = StatementEntity.from_statements(dataset, read)
        if len(list(whole.statements)) != len(read) + 1:  # and the library's own statement of the entity's id
            yield f"{entity}: {len(read)} statements become {len(list(whole.statements))}"
        yield from (f"{entity}: {s.prop} has the id {s.id}" for s in read if s.id != s.generate_key())


def _sorted(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in properties.items()}


def _report(what: str, count: int, faults: Iterable[str]) -> int:
    found = list(faults)
    for fault in found:
        print(f"  {fault}")
    print(f"{what}: {count} compared, {len(found)} differ")
    return len(found)


def main(arguments: list[str]) -> int:
    """Compare and print; return the exit status."""
    library = make_ftm_names.from_library()
    table = json.loads(make_ftm_names.TABLE.read_text(encoding="utf-8"))
    print(f"followthemoney {library['version']}")
    wrong = _report("schemata", len(library["schemata"]), make_ftm_names.differences(table, library))
    if arguments:
        lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        entities = [row for row in rows if "properties" in row]
        statements = [row for row in rows if "properties" not in row]
    else:
        entities, statements = invented_exports()
    wrong += _report("entities", len(entities), entity_faults(entities))
    wrong += _report("statements", len(statements), statement_faults(statements))
    return 3 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
