from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import make_ftm_names
from kronika.errors import KronikaError
from kronika.model import ftm_names, vocabulary
from kronika.model.vocabulary import Esf, Kind, Property

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WORDS = vocabulary.load()
KINDS = list(WORDS.kinds.values())
PROPERTIES = [(kind, prop) for kind in KINDS for prop in kind.properties.values()]
EVERYTHING_SAID: list[Property] = [*(prop for _, prop in PROPERTIES), *WORDS.information.values()]
ALL_THINGS: list[Kind | Property] = [*KINDS, *EVERYTHING_SAID]

#: first digits of a field's number -> format
ESF_FORMATS = {
    "1": "Event",
    "9": "Person",
    "21": "Act",
    "23": "Biographic Details",
    "24": "Involvement",
    "25": "Information",
    "26": "Intervention",
    "31": "Arrest, Detention or Legal Proceedings",
}


def planned_kinds() -> dict[str, set[str]]:
    """Kinds and properties as the table in docs/architecture.md names them."""
    table = ARCHITECTURE.partition("| kind | properties |")[2].partition("\n\n")[0]
    planned: dict[str, set[str]] = {}
    for line in table.splitlines()[2:]:
        kinds, properties = line.strip("| ").split(" | ")
        names = set(re.sub(r"\(.*?\)", "", properties).replace(" ", "").split(","))
        planned.update(dict.fromkeys(kinds.split(", "), names))
    return planned


def planned_codes() -> list[tuple[str, set[str]]]:
    """Each list of codes that docs/architecture.md names, with the words before it."""
    text = " ".join(ARCHITECTURE.partition("Codes: ")[2].partition("A value that fits no code")[0].split())
    pieces = re.findall(r"(?:`(\w+)`(?: \((\w+)\))?|\((\w+)\)): ([^.;`]+)", text)
    return [(name or (inner or kind), set(codes.split(", "))) for name, inner, kind, codes in pieces]


def test_the_architecture_names_kinds_as_this_test_reads_them() -> None:
    assert len(planned_kinds()) > 20
    assert planned_kinds()["replacement"] == {"date", "court", "regime", "term"}


@pytest.mark.parametrize("kind", planned_kinds())
def test_every_kind_and_property_of_the_architecture_is_in_the_vocabulary(kind: str) -> None:
    assert planned_kinds()[kind] <= set(WORDS.kind(kind).properties)


def test_the_vocabulary_has_no_kind_that_the_architecture_does_not_name() -> None:
    assert set(WORDS.kinds) == set(planned_kinds())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("detention", "basis"),
        ("sentence", "regime"),
        ("replacement", "regime"),
        ("transfer", "regime"),
        ("release", "how"),
        ("liquidation", "how"),
        ("recognition", "status"),
    ],
)
def test_codes_are_those_of_the_architecture(kind: str, name: str) -> None:
    assert set(WORDS.kind(kind).property(name).codes) in [codes for _, codes in planned_codes()]


def test_every_list_of_codes_of_the_architecture_is_used() -> None:
    used = [set(prop.codes) for _, prop in PROPERTIES if prop.codes]
    assert len(planned_codes()) == 5
    assert all(codes in used for _, codes in planned_codes())


def test_every_act_can_be_said_to_have_happened() -> None:
    assert all("happened" in WORDS.kinds[key].properties for key in WORDS.act_kinds)
    assert {"detention", "death", "liquidation"} <= WORDS.act_kinds
    assert not {"person", "relation", "figure"} & WORDS.act_kinds


@pytest.mark.parametrize("thing", ALL_THINGS, ids=lambda thing: thing.key)
def test_labels_in_three_languages_in_their_own_letters(thing: Kind | Property) -> None:
    label_sets = [thing.labels]
    if isinstance(thing, Kind):
        label_sets.append(thing.plurals)
        assert re.fullmatch(r"[A-Z].*\.", thing.description)
    else:
        label_sets += [code.labels for code in thing.codes.values()]
    for labels in label_sets:
        assert set(labels) == set(vocabulary.LANGUAGES)
        assert all(text == " ".join(text.split()) != "" for text in labels.values())
        assert re.fullmatch(r"[\x20-\x7e]+", labels["en"])
        assert re.fullmatch(r"[а-яёА-ЯЁ«»() -]+", labels["ru"])
        assert re.fullmatch(r"[а-зй-шы-яёіўА-ЗЙ-ШЫ-ЯЁІЎ«»() -]+", labels["be"])


@pytest.mark.parametrize("prop", EVERYTHING_SAID, ids=lambda prop: prop.key)
def test_types_and_codes_agree(prop: Property) -> None:
    assert prop.type in vocabulary.TYPES
    assert bool(prop.codes) == (prop.type in {"code", "boolean"})
    if prop.type == "boolean":
        assert set(prop.codes) == {"yes", "no"}


def test_a_field_of_the_events_standard_formats_has_one_name_and_belongs_to_its_format() -> None:
    fields = [thing.esf for thing in ALL_THINGS if thing.esf is not None]
    names: dict[str, Esf] = {}
    for esf in fields:
        first = names.setdefault(esf.number, esf)
        assert (esf.format, esf.name) == (first.format, first.name)
        series = esf.number[:-2]
        assert ESF_FORMATS[series] == esf.format
    assert len(names) > 30


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_name_of_follow_the_money_is_real(kind: Kind) -> None:
    if not kind.ftm:
        assert not any(prop.ftm for prop in kind.properties.values())
        return
    schema = ftm_names.load().schemata[kind.ftm]
    assert not schema.abstract
    for prop in kind.properties.values():
        assert not prop.ftm or prop.ftm in schema.types, prop.key
    if kind.ftm_subject not in {"", "self"}:
        assert schema.types[kind.ftm_subject] == "entity"


@pytest.mark.parametrize(("kind", "prop"), PROPERTIES, ids=lambda thing: thing.key)
def test_a_property_goes_where_its_type_fits(kind: Kind, prop: Property) -> None:
    if not prop.ftm:
        return
    type_ = ftm_names.load().schemata[kind.ftm].types[prop.ftm]
    fits = {"date": {"date"}, "country": {"country"}, "code": {"gender"}, "name": {"name"}, "text": {"identifier"}}
    assert type_ in {"text", "string", "address"} | fits.get(prop.type, set()) or (kind.key, prop.key) == (
        "measure",
        "title",
    )


def test_the_address_of_a_source_fits_every_schema_in_use() -> None:
    name = WORDS.information["address"].ftm
    for kind in KINDS:
        assert not kind.ftm or ftm_names.load().schemata[kind.ftm].types[name] == "url"


def test_victims_never_become_suspects() -> None:
    suspicious = {"Sanction", "Risk", "CourtCase", "CourtCaseParty", "Debt", "Identification", "Passport"}
    assert [kind.key for kind in KINDS if kind.ftm in suspicious] == ["sanction"]
    assert not any(prop.ftm in {"topics", "riskSource"} for prop in EVERYTHING_SAID)
    assert "crime" in ftm_names.load().values["topic"]


def test_who_knows_whom_and_protective_pseudonyms_have_no_counterpart() -> None:
    assert WORDS.kind("relation").ftm == ""
    assert WORDS.kind("person").property("protective_pseudonym").ftm == ""


def test_relations_treatment_and_health_are_sealed() -> None:
    sealed = {f"{kind.key}.{prop.key}" for kind, prop in PROPERTIES if prop.sealed}
    for kind in ("relation", "treatment"):
        assert {f"{kind}.{name}" for name in WORDS.kind(kind).properties} <= sealed
    assert {"death.cause", "person.protective_pseudonym"} <= sealed
    assert "detention.date" not in sealed


def test_what_singles_out_a_person_is_marked() -> None:
    marked = {f"{kind.key}.{prop.key}" for kind, prop in PROPERTIES if prop.identifying}
    assert {"person.name", "person.alias", "person.birth_date", "sentence.judge", "relation.other"} <= marked
    assert not {"organisation.name", "detention.date", "person.gender"} & marked


@pytest.mark.parametrize(
    ("kind", "name", "code", "language", "label"),
    [
        ("sentence", "regime", "colony-general", "ru", "колония общего режима"),
        ("release", "how", "pardoned", "be", "памілаванне"),
        ("death", "in_custody", "yes", "en", "yes"),
        ("sentence", "regime", "a value that is no code", "ru", "a value that is no code"),
        ("detention", "place", "Zarechny", "be", "Zarechny"),
    ],
)
def test_a_code_has_a_label_and_other_values_stay_as_written(kind: str, name: str, code: str, language: str, label: str) -> None:
    assert WORDS.code_label(kind, name, code, language) == label


@pytest.mark.parametrize(
    ("look_up", "line"),
    [
        (lambda: WORDS.kind("detantion"), "There is no kind 'detantion'. Did you mean detention"),
        (
            lambda: WORDS.kind("court").property("zzz"),
            "A court has no property 'zzz'. Use one of: name, place.",
        ),
        (lambda: WORDS.kind("court").label("pl"), "no labels in the language 'pl'. Use one of: be, en, ru."),
        (lambda: WORDS.kind("court").plural("pl"), "no labels in the language 'pl'"),
        (lambda: WORDS.code_label("sentence", "regimen", "x"), "Did you mean regime"),
    ],
)
def test_an_unknown_name_gets_one_line_with_what_is_near(look_up: Callable[[], object], line: str) -> None:
    with pytest.raises(KronikaError) as error:
        look_up()
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_loading_needs_no_yaml() -> None:
    code = "import sys; from kronika.model import vocabulary; vocabulary.load(); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_table_of_follow_the_money_is_as_its_script_writes_it() -> None:
    table = json.loads(make_ftm_names.TABLE.read_text(encoding="utf-8"))
    assert make_ftm_names.text(table) == make_ftm_names.TABLE.read_text(encoding="utf-8")
    assert make_ftm_names.differences(table, table) == []


def test_the_table_is_of_the_version_that_the_peers_lock_pins() -> None:
    lock = (ROOT / "requirements" / "peers.txt").read_text(encoding="utf-8")
    assert f"\nfollowthemoney=={ftm_names.load().version} " in lock


def test_a_difference_from_the_library_is_named() -> None:
    table = json.loads(make_ftm_names.TABLE.read_text(encoding="utf-8"))
    library = json.loads(make_ftm_names.TABLE.read_text(encoding="utf-8"))
    library["version"] = "99.0"
    library["schemata"]["New"] = library["schemata"].pop("Vessel")
    library["schemata"]["Person"]["required"] = []
    assert make_ftm_names.differences(table, library) == [
        f"version: the table has {table['version']}, the library 99.0",
        "Vessel: only in the table",
        "New: only in the library",
        "Person: differs",
    ]
