"""The tables, columns and shapes that docs/format.md names are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from kronika.model.judgement import Consent
from kronika.model.source import Custody, Source
from kronika.model.statement import Mention, Statement
from kronika.store import schema
from kronika.store.rows import Packer

TEXT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
#: words in the section on tables that are names of neither tables nor columns
OTHERS = {"NULL", "id"}


def section(title: str) -> str:
    """The text between a heading and the next of its rank."""
    rank = title.split(" ", 1)[0]
    return re.split(rf"^{rank} ", TEXT.split(f"\n{title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def names(text: str) -> set[str]:
    """What stands between backticks and is one word."""
    return set(re.findall(r"`([a-z_0-9-]+)`", text))


def kind(name: str) -> list[str]:
    """What the table of kinds says that an entry of a kind holds."""
    (line,) = re.findall(rf"^\| `{name}` \| (.*) \|$", TEXT, re.MULTILINE)
    return re.findall(r"`([a-z_0-9]+)`", line)


def test_every_table_is_named() -> None:
    tables = set(schema.metadata.tables) | {"search"}
    assert tables - names(section("## The log") + section("## The tables")) == set()


def test_every_name_in_the_section_on_tables_is_a_table_or_a_column_or_a_key() -> None:
    columns = {column.name for table in schema.metadata.tables.values() for column in table.columns}
    keys = {"version", "id", "head_key", "blob_key"}
    known = set(schema.metadata.tables) | {"search"} | columns | keys
    assert names(section("## The tables")) - known == set()


def test_the_columns_of_the_log_are_all_described() -> None:
    described = re.findall(r"^\| `(\w+)` \| ", section("## The log").split("| kind | content |")[0], re.MULTILINE)
    assert described[0] == "log"
    assert described[1:] == [column.name for column in schema.log.columns]
    assert {column.name for column in schema.log_content.columns} <= names(section("## The log"))


def test_a_source_a_custody_and_a_consent_are_described_whole() -> None:
    reading = ["reader", "text_sha256", "places_sha256", "language", "notes"]
    assert kind("source") == ["source", *Source.__dataclass_fields__, *reading, "custody"]
    assert kind("custody") == list(Custody.__dataclass_fields__)
    assert set(kind("consent")) == set(Consent.__dataclass_fields__) - {"by", "at", "withdrawn"}


def shape(noun: str) -> list[str]:
    """The parts of a basis, a mention or a statement as the document lists them."""
    (listed,) = re.findall(rf"^\* a {noun} is `\[([^]]*)\]`", section("### Proposals"), re.MULTILINE)
    return [part.strip() for part in listed.split(",")]


def test_mentions_statements_and_bases_have_the_shapes_that_are_described() -> None:
    mention = Mention("id", "kind", "source", 1, 2, "subject", "event", "list")
    statement = Statement(
        "id", "mention", "property", "value", "original", "language", "source", 1, 2, "quote", "rule", "stated_by", "holds",
        "obtained", "published", 3.0,
    )  # fmt: skip
    packer = Packer("another source", "another list")
    packer.statement(statement)
    packer.mention(mention)
    content = packer.content()
    numbers = {1: "start", 2: "end", 3.0: "confidence"}
    assert [numbers.get(part, part) for part in content["m"][0]] == shape("mention")
    *parts, place = content["s"][0]
    assert ([numbers.get(part, part) for part in parts], place) == (shape("statement")[:-1], 0)
    assert shape("statement")[-1] == "basis"
    assert [numbers.get(part, part) for part in content["b"][0]] == shape("basis")
    assert list(content) == kind("proposals")
