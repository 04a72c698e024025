"""The short rows that counting reads first hold what the acts hold."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from kronika.model.act import Act
from kronika.model.statement import Standing
from kronika.store import queries
from kronika.store.courses import courses, reports
from store.samples import add_article, add_list, clock, create


def unfolded(record_rows: list[tuple[int, str, str, str, int]]) -> list[tuple[int, list[int], int]]:
    """Return person, days and how many days are imprecise."""
    return [(person, list(map(int, days.split(","))), imprecise) for person, days, _, _, imprecise in record_rows]


def folded(acts: list[Act]) -> list[tuple[int, list[int], int]]:
    """Return the same from acts."""
    groups = [(person, list(group)) for person, group in groupby(acts, key=lambda act: act.person)]
    return [(int(person), [act.lo for act in told], sum(act.lo != act.hi for act in told)) for person, told in groups]


def test_rows_hold_what_acts_hold_of_all_lists_and_of_one(tmp_path: Path) -> None:
    with create(tmp_path / "record") as record:
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            add_list(writer, {"Vera Uzor": "2021-05-03", "Ihar Les": "2021-05", "Ala Bor": "2022-01-01"}, "2024-01-31")
            article = add_article(writer, "Jan Prykladny")
        with record.writing(by="documenter-1", clock=clock, command="transcribe") as writer:
            writer.accept_batch(Standing.TRANSCRIBED, up_to=record.head.entries, sample={})
        with record.writing(by="documenter-1", clock=clock, command="add") as writer:
            add_list(writer, {"Nobody Yet": "2021-05-03"}, "2024-02-29")
        said = reports(record.connection)
        every = list(queries.acts(record.connection))
        found = courses(record.connection, said)
        assert unfolded(list(found.rows)) == folded(every)
        assert len(every) == 4
        for (_, _, deeds, sources, _), act in zip(found.rows, every, strict=True):
            assert found.deeds[int(deeds)] == (act.kind, act.code, act.agent, act.term)
            assert found.reports[int(sources)] == act[7:13]
        alone = reports(record.connection, list_name=article.id)
        assert unfolded(list(courses(record.connection, alone).rows)) == folded(
            list(queries.acts(record.connection, list_name=article.id))
        )
        assert courses(record.connection, {}).rows == []
