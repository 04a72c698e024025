"""Whoever is to be kept out of matching is found by no search, joined by no judgement and sent to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kronika.errors import InputError, NotFoundError
from kronika.workspace.find import find
from kronika.workspace.judge import judge
from kronika.workspace.opening import opened
from kronika.workspace.people import entities, resolve
from kronika.workspace.protect import protect
from kronika.workspace.show import show
from workspace.conftest import FIRST, at, put

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings

OTHER = """\
Person;Date of birth;Arrest
Anna Perova;1990;2021-05-10
"unknown man, about 40";;2021-06-01
"""


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """Two lists; the other one has a man whom nobody named."""
    put(settings, tmp_path / "in", "river.csv", FIRST, "2022-01-31")
    put(settings, tmp_path / "in", "other.csv", OTHER, "2022-01-31", mapping="")
    return settings


def ident(settings: Settings, name: str) -> str:
    with opened(settings) as record:
        return resolve(record, name)


def test_whom_a_role_marked_nobody_finds_and_nothing_joins(filled: Settings) -> None:
    ana, anna = ident(filled, "Ana Perova"), ident(filled, "Anna Perova")
    judge(filled, ana, anna, "same")
    assert protect(filled, "Ana Perova", reason="asked for it") == {"mention": ana, "protected": True}
    assert [person["mention"] for person in find(filled, "Perova")["people"]] == [anna]
    with opened(filled) as record:
        assert entities(record) == {}, "what was judged before joins nobody any more"
    with pytest.raises(InputError, match="kept out of matching"):
        judge(filled, ana, anna, "same")
    assert show(filled, ana)["names"][0]["value"] == "Ana Perova", "whoever has the id still sees what is said"


def test_the_mark_comes_off_with_two_roles(filled: Settings) -> None:
    ana = ident(filled, "Ana Perova")
    protect(filled, ana)
    with pytest.raises(InputError, match="kept out already"):
        protect(filled, ana)
    for second in ("", "Documenter 1"):
        with pytest.raises(InputError, match="two different roles"):
            protect(filled, ana, lift=True, second=second)
    assert protect(at(filled, "2023-06-02"), ana, lift=True, second="lawyer-1")["protected"] is False
    assert ident(filled, "Ana Perova") == ana


def test_an_unnamed_man_is_found_by_no_name_and_is_nobody_else(filled: Settings) -> None:
    assert find(filled, "unknown man, about 40")["people"] == []
    with pytest.raises(NotFoundError):
        show(filled, "unknown man, about 40")
    with opened(filled) as record:
        unnamed = record.connection.exec_driver_sql(
            "SELECT m.id FROM mention AS m JOIN statement AS s ON s.mention = m.n WHERE s.quote LIKE 'unknown man%'"
        ).scalar()
    with pytest.raises(InputError, match="is not named"):
        judge(filled, str(unnamed), ident(filled, "Boris Lukin"), "same")
