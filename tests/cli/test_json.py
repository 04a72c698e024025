from __future__ import annotations

import json
import shutil
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from cli_examples import PAGE, quietly
from kronika.cli.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli_examples import Result

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "any": (object,),
}


def misfits(shape: Any, value: Any, at: str = "") -> Iterator[str]:
    """Where an answer is not of the documented shape: a key that is missing or not documented, a value of another type."""
    if isinstance(shape, str):
        kinds = shape.partition(": ")[0].split(" or ")
        fits = any(
            isinstance(value, TYPES[kind]) and (kind in {"boolean", "any"} or not isinstance(value, bool)) for kind in kinds
        )
        if not fits:
            yield f"{at}: {value!r} is no {shape}"
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{at}: no list"
            return
        for number, item in enumerate(value):
            yield from misfits(shape[0], item, f"{at}[{number}]")
    elif not isinstance(value, dict):
        yield f"{at}: no object"
    else:
        yield from _members(shape, value, at)


def _members(shape: dict[str, Any], value: dict[str, Any], at: str) -> Iterator[str]:
    known: dict[str, Any] = {}
    for key, inner in shape.items():
        name = key.removesuffix("?").removesuffix(" or null")
        known[name] = inner
        if name == "*" or (name not in value and key.endswith("?")):
            continue
        if name not in value:
            yield f"{at}.{name} is missing"
        elif not (value[name] is None and " or null" in key):
            yield from misfits(inner, value[name], f"{at}.{name}")
    for name in value.keys() - known.keys():
        if "*" in known:
            yield from misfits(known["*"], value[name], f"{at}.{name}")
        else:
            yield f"{at}.{name} is not documented"


def test_a_misfit_is_found() -> None:
    shape = {"a": "integer: x", "b?": "string: x", "c or null": {"*": ["number: x"]}}
    assert not list(misfits(shape, {"a": 1, "c": {"x": [1, 2.5]}}))
    assert not list(misfits(shape, {"a": 1, "b": "x", "c": None}))
    wrong = {"a": True, "c": {"x": ["1"]}, "d": 1}
    assert len(list(misfits(shape, wrong))) == 3


#: answers about what waits for a decision; all others are about what was confirmed
WAITING = {"proposals", "transcribe", "transcribe --all"}
#: one call of each command: (what SHAPES calls it, the words)
CALLS: list[tuple[str, list[str]]] = [
    ("init", ["init", "another"]),
    ("add", ["add", "more.csv", "page.txt", "missing.txt"]),
    ("map", ["map", "other.csv"]),
    ("sources", ["sources"]),
    ("read", ["read", "page.txt", "other.csv", "missing.txt"]),
    ("names", ["names", "Ana Perova", "Анна Перова"]),
    ("names --pairs", ["names", "--pairs", "pairs.csv"]),
    ("proposals", ["proposals"]),
    ("proposals --second", ["proposals", "--second"]),
    ("transcribe", ["transcribe", "CARD"]),
    ("transcribe --all", ["transcribe", "--all", "--sample", "5"]),
    ("assert", ["assert", "CARD"]),
    ("reject", ["reject", "CARD"]),
    ("dispute", ["dispute", "CARD"]),
    ("show", ["show", "Boris Lukin"]),
    ("find", ["find", "Perova"]),
    ("link", ["link"]),
    ("link --accept-above", ["link", "--accept-above", "0.6", "--sample", "2"]),
    ("link --list", ["link", "--list", "more.csv"]),
    ("same", ["same", "PERSON", "OTHER"]),
    ("different", ["different", "PERSON", "OTHER"]),
    ("unsure", ["unsure", "PERSON", "OTHER"]),
    ("split", ["split", "PERSON", "OTHER"]),
    ("protect", ["protect", "PERSON"]),
    ("changes", ["changes", "--since", "1"]),
    ("changes --list", ["changes", "--list", "river-list"]),
    ("count", ["count", "--on", "2022-01-01"]),
    ("count", ["count", "--on", "2022-01-01", "--report", "report.html", "--for", "public"]),
    ("count --series", ["count", "--series", "2021-05-01..2021-08-01"]),
    ("review", ["review", "2021-06"]),
    ("audit", ["audit", "page.txt", "--published", "2021-05-02", "--for", "public"]),
    ("balance", ["balance", "2021-06-01", "2022-01-01", "--list", "river-list"]),
    ("lists", ["lists", "--on", "2022-01-01"]),
    ("explain", ["explain", "2022-01-01", "--public-by", "2021-08-01", "--public-by", "2022-12-01"]),
    ("findings", ["findings", "--on", "2024-06-01", "--ends-within", "2000"]),
    ("pin add", ["pin", "add", "figure-1", "--on", "2022-01-01"]),
    ("estimate", ["estimate", "--table", "counts.csv", "--sweeps", "4000"]),
    ("estimate", ["estimate", "--from", "2021-01-01", "--to", "2021-12-31", "--linkings", "2"]),
    ("definition list", ["definition", "list"]),
    ("definition check", ["definition", "check", "mine.yml"]),
    ("definition add", ["definition", "add", "mine.yml"]),
    ("consent give", ["consent", "give", "Boris Lukin", "--given-by", "self", "--kind", "*", "--purpose", "p", "--for", "team"]),
    ("consent open", ["consent", "open", "--source", "page.txt", "--kind", "*", "--purpose", "p", "--for", "team"]),
    ("erase", ["erase", "PERSON", "--ground", "asked for it", "--second", "lawyer-1"]),
    ("erase --hold", ["erase", "PERSON", "--ground", "a court asks", "--hold"]),
    ("backup", ["backup", "record.backup"]),
    ("check", ["check", "--quotes", "--rebuild"]),
    ("export", ["export", "facts.csv"]),
]


@pytest.fixture(scope="session")
def idents(confirmed: Path) -> dict[str, str]:
    """Ids that stand for the words in capitals."""
    people = json.loads(quietly(confirmed, "find", "Perova", "--json"))["people"]
    found = {person["name"]: person["mention"] for person in people}
    return {"CARD": found["Ana Perova"], "PERSON": found["Ana Perova"], "OTHER": found["Perova, Anna"]}


@pytest.fixture
def files(decided: Path) -> None:
    """Files that some of the calls need."""
    (decided / "more.csv").write_text("Name;Detained\nIlya Zorin;2022-03-04\n", encoding="utf-8")
    (decided / "pairs.csv").write_text("left,right\nAna Perova,Anna Perova\nAna Perova,Boris Lukin\n", encoding="utf-8")
    counts = "A,B,C,count\n1,0,0,40\n0,1,0,50\n0,0,1,60\n1,1,0,9\n1,0,1,8\n0,1,1,9\n1,1,1,2\n"
    (decided / "counts.csv").write_text(counts, encoding="utf-8")
    folder = resources.files("kronika.counting").joinpath("definitions")
    shipped = next(path for path in folder.iterdir() if path.name.endswith(".yml"))
    (decided / "mine.yml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("name", "words"), CALLS, ids=[" ".join(words[:3]) for _, words in CALLS])
def test_the_answer_has_the_documented_shape(
    name: str, words: list[str], decided: Path, made: Path, idents: dict[str, str], run: Callable[..., Result]
) -> None:
    if name in WAITING:
        shutil.rmtree(decided / "record")
        shutil.copytree(made / "record", decided / "record")
    said = run(*(idents.get(word, word) for word in words), "--json")
    assert not list(misfits(SHAPES[name], said.json))
    assert said.json, "an answer that holds nothing shows no shape"


def test_a_consent_is_withdrawn_by_the_id_that_was_given(decided: Path, run: Callable[..., Result]) -> None:
    opened = run("consent", "open", "--source", "page.txt", "--kind", "*", "--purpose", "p", "--for", "team", "--json").json
    withdrawn = run("consent", "withdraw", opened["id"], "--json").json
    assert not list(misfits(SHAPES["consent withdraw"], withdrawn))
    listed = run("consent", "list", "--json").json
    assert not list(misfits(SHAPES["consent list"], listed))
    assert [item["withdrawn"] > item["at"][:4] for item in listed] == [True]


def test_a_backup_comes_back(decided: Path, run: Callable[..., Result]) -> None:
    saved = run("backup", "record.backup", "--json").json
    restored = run("restore", "record.backup", "restored", "--json").json
    assert not list(misfits(SHAPES["restore"], restored))
    assert (restored["head"], restored["problems"]) == (saved["head"], [])


def test_count_names_its_definition_its_clocks_and_what_others_claim(decided: Path, run: Callable[..., Result]) -> None:
    found = run("count", "--on", "2021-08-01", "--list", "river-list", "--json").json
    assert (found["definition"].partition("/")[0], found["unit"], found["on"]) == ("political-prisoner", "people", "2021-08-01")
    assert (found["known"], found["public_by"]) == (None, None)
    assert found["in"] == 3
    assert found["range"] == {"low": 3, "high": 3}
    assert {person["name"] for person in found["people"] if person["state"] == "in"} == {
        "Ana Perova",
        "Boris Lukin",
        "Vera Senkina",
    }
    assert [claim["value"] for claim in found["claimed"]] == [40]


def test_the_number_that_a_page_claims_is_a_number(decided: Path, run: Callable[..., Result]) -> None:
    (page,) = run("read", "page.txt", "--json").json
    figures = [proposal["figure"] for proposal in page["proposals"] if proposal["kind"] == "figure"]
    assert [(figure["qualifier"], figure["value"], figure["as_of"]) for figure in figures] == [("almost", 40, "2021-05-01")]
    text = (decided / "page.txt").read_text(encoding="utf-8")
    for proposal in page["proposals"]:
        assert proposal["quote"] == text[proposal["start"] : proposal["end"]]


def test_proposals_and_show_carry_quote_and_source(record: Path, run: Callable[..., Result]) -> None:
    waiting = run("proposals", "--source", "page.txt", "--json").json
    assert waiting
    for line in waiting:
        assert line["quote"] in PAGE
        assert line["source_name"] == "page.txt"
    told = run("show", "Boris Lukin", "--json").json
    acts = {act["kind"]: act["statements"] for act in told["timeline"]}
    lines = [*told["names"], *acts["detention"], *acts["sentence"]]
    assert [line["as_written"] for line in lines] == [line["quote"] for line in lines]
    assert {line["source_name"] for line in lines} == {"first.csv"}
    assert [line["source_name"] for line in acts["delisting"]] == ["second.csv"], "that a row is gone is said by the whole list"


def test_a_pinned_figure_is_the_same_until_somebody_is_erased(decided: Path, run: Callable[..., Result]) -> None:
    pinned = run("pin", "add", "review", "--on", "2021-08-01", "--json").json
    assert run("pin", "list", "--json").json == [pinned]
    again = run("pin", "check", "review", "--json").json
    assert not list(misfits(SHAPES["pin check"], again))
    assert not list(misfits(SHAPES["pin list"], [pinned]))
    assert (again["same"], again["now"], again["number"]) == (True, pinned["number"], pinned["number"])
    assert "already" in run("pin", "add", "review", expect=1).err
    assert "There are: review" in run("pin", "check", "other", expect=1).err
    gone = again["people"][0]
    run("erase", gone["mention"], "--ground", "asked for it", "--second", "lawyer-1")
    said = run("pin", "check", "review").out
    assert "review: 3 people" in said
    assert "1 erased" in said
    assert "without those who were erased, it is the same" in said
    assert gone["mention"] not in said
    assert run("pin", "list", "--json").json[0]["number"] == pinned["number"]
    run("check", "--quotes", "--rebuild")
    other = again["people"][1]["mention"]
    detained = next(act for act in run("show", other, "--json").json["timeline"] if act["kind"] == "detention")
    run("reject", detained["mention"])
    assert "its list differs" in run("pin", "check", "review", expect=3).err


def test_every_answer_is_documented_and_held_against_its_shape() -> None:
    assert SHAPES.keys() - {name for name, _ in CALLS} == {
        "consent withdraw",
        "consent list",
        "restore",
        "pin list",
        "pin check",
    }, "those have tests of their own"
