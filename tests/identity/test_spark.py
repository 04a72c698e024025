"""The same linking on Spark gives the same pairs. Needs PySpark and Java: make test-spark. All people are invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from identity_people import profiles, rows
from kronika.errors import MissingError
from kronika.identity import spark as on_spark
from kronika.identity.linking import Settings, link

RECORDS = 20_000


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: make test-spark")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: Spark needs Java 17")
    folder: Path = tmp_path_factory.mktemp("spark")
    made = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "2g")
        .config("spark.local.dir", str(folder))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    yield made
    made.stop()


@pytest.mark.spark
def test_spark_gives_the_same_pairs_as_one_machine(session: Any) -> None:
    people = profiles(rows(RECORDS, 2, 9))
    here = {(one.left, one.right): one for one in link(people)}
    there = {(row["left"], row["right"]): row for row in on_spark.link(on_spark.frame(session, people)).collect()}
    assert there.keys() == here.keys()
    assert {key: row["verdict"] for key, row in there.items()} == {key: one.verdict for key, one in here.items()}
    assert max(abs(there[key]["probability"] - one.probability) for key, one in here.items()) < 1e-6


def test_without_pyspark_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingError, match="PySpark is not installed"):
        on_spark.link(None, Settings())
