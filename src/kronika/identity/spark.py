"""The same linking on Spark, for those who outgrow one machine: ``pip install "kronika[spark]"``, Java 17.

Keys, levels, weights and verdicts come from the same code as everywhere else (``mapInArrow``); Spark joins and counts. What it
shuffles, caches and writes to checkpoints holds names in clear: run it on encrypted storage only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import product
from typing import Any, Final

from kronika.errors import missing
from kronika.identity import rivals
from kronika.identity.blocking import LEAST_INCOMPLETE, MOST, MOST_OTHERS, RECIPES, ROUGH, TokenMaker, alike
from kronika.identity.calibration import calibrated, probability
from kronika.identity.columns import Columns, Numbered, columns
from kronika.identity.comparing import Comparer
from kronika.identity.model import Model, feature_bits
from kronika.identity.people import at_random, fitted
from kronika.identity.profile import Profile
from kronika.identity.settings import Settings
from kronika.identity.verdicts import ceiling, decide

Batches = Iterator[Any]
_PAIRS: Final = "left string, right string, left_body string, right_body string, rough boolean"
_COMPARED: Final = (
    "left string, right string, left_list string, right_list string, pattern string, frequencies string, names string"
)
_COUNTED: Final = ("surnames", "givens", "patronymics", "days")
_NUMBERED: Final = ("places", "articles", "courts")


def frame(spark: Any, profiles: Iterable[Profile]) -> Any:
    """Return profiles of people as a Spark data frame with the columns ``id`` and ``body`` (JSON)."""
    rows = [(profile.id, _written(profile)) for profile in profiles if profile.kind == "person"]
    return spark.createDataFrame(rows, "id string, body string")


def link(profiles: Any, settings: Settings | None = None) -> Any:
    """Return the pairs worth showing as a Spark data frame: ``left``, ``right``, ``probability``, ``verdict``.

    Args:
        profiles: a data frame as :func:`frame` makes it.
        settings: as for :func:`kronika.identity.linking.link`; the engine is Spark.

    Raises:
        MissingError: PySpark is not installed.
    """
    try:
        from pyspark.sql import functions as f
    except ImportError:
        raise missing("PySpark", "spark") from None
    chosen = settings or Settings()
    spark = profiles.sparkSession
    profiles = profiles.cache()
    counts = _counts(profiles)
    compared = _compared(_candidates(profiles, chosen, f), counts).cache()
    drawn, expectation_of = _drawn(profiles, counts, chosen, spark)
    patterns = {_pattern(row["pattern"]): float(row["count"]) for row in compared.groupBy("pattern").count().collect()}
    model = fitted(expectation_of, drawn, patterns, [], chosen)
    return _decided(compared, model, chosen, f)


def _written(profile: Profile) -> str:
    fields = asdict(profile)
    fields["articles"] = sorted(profile.articles)
    return json.dumps(fields, ensure_ascii=False)


def _read(body: str) -> Profile:
    fields = json.loads(body)
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list) and name != "articles"}
    return Profile(**{**fields, **lists, "articles": frozenset(fields["articles"])})


def _mapped(frame_: Any, schema: str, function: Callable[[list[dict[str, Any]]], Iterable[tuple[Any, ...]]]) -> Any:
    """Return the rows that a function makes of batches of rows."""
    names = [part.split()[0] for part in schema.split(", ")]

    def over(batches: Batches) -> Batches:
        import pyarrow as pa

        for batch in batches:
            rows = [dict(zip(names, row, strict=True)) for row in function(batch.to_pylist())]
            if rows:
                yield pa.RecordBatch.from_pylist(rows)

    return frame_.mapInArrow(over, schema)


def _counts(profiles: Any) -> dict[str, Counter[str]]:
    """Return how many people have each value, by the name of the column, and how many people there are (``""``)."""

    def of_batch(rows: list[dict[str, Any]]) -> Iterable[tuple[str, str, int]]:
        made = columns([_read(row["body"]) for row in rows])
        for name in _COUNTED:
            yield from ((name, str(value), count) for value, count in getattr(made, name).items())
        for name in _NUMBERED:
            numbered: Numbered[str] = getattr(made, name)
            yield from ((name, value, numbered.counts[number]) for value, number in numbered.numbers.items())
        yield "", "", len(made)

    found: dict[str, Counter[str]] = {name: Counter() for name in (*_COUNTED, *_NUMBERED, "")}
    for row in (
        _mapped(profiles, "name string, value string, count long", of_batch).groupBy("name", "value").sum("count").collect()
    ):
        found[row["name"]][row["value"]] = row["sum(count)"]
    return found


def _counted(made: Columns, counts: Mapping[str, Counter[str]]) -> Columns:
    """Return columns of a few people with the counts of all."""
    made.of_all = counts[""][""]
    for name in ("surnames", "givens", "patronymics"):
        setattr(made, name, counts[name])
    made.days = Counter({int(day): count for day, count in counts["days"].items()})
    for name in _NUMBERED:
        numbered: Numbered[str] = getattr(made, name)
        numbered.counts = Counter({number: counts[name][value] for value, number in numbered.numbers.items()})
    return made


def _candidates(profiles: Any, settings: Settings, f: Any) -> Any:
    """Return pairs of people that share a key, each once, with both bodies."""

    def of_batch(rows: list[dict[str, Any]]) -> Iterable[tuple[str, str, str, int]]:
        made = columns([_read(row["body"]) for row in rows])
        bodies = {row["id"]: row["body"] for row in rows}
        tokens = TokenMaker(stable=True).tokens(made)
        for owner, id_ in enumerate(made.ids):
            for kind, recipe in RECIPES.items():
                # Numbers of places are a batch's own: what they stand for is not.
                cells = [
                    [made.places.values[number] for number in tokens.columns[name][owner]]
                    if name == "places"
                    else tokens.columns[name][owner]
                    for name in recipe
                ]
                for key in product(*cells):
                    yield "\x1f".join((str(kind), *map(str, key))), id_, bodies[id_], tokens.incomplete[owner]

    keyed = _mapped(profiles, "key string, id string, body string, incomplete long", of_batch)
    kind = f.split("key", "\x1f")[0].cast("int")
    crowded = f.when(kind == -1, 0)
    for one, most in MOST.items():
        crowded = crowded.when(kind == one, most)
    least = f.when(kind == -1, 0)
    for one, incomplete in LEAST_INCOMPLETE.items():
        least = least.when(kind == one, incomplete)
    kept = keyed.groupBy("key").count().filter((f.col("count") > 1) & (f.col("count") <= crowded.otherwise(MOST_OTHERS)))
    few = keyed.join(kept.select("key"), "key").cache()
    one = few.select("key", *(f.col(name).alias(f"left_{name}") for name in ("id", "body", "incomplete")))
    other = few.select("key", *(f.col(name).alias(f"right_{name}") for name in ("id", "body", "incomplete")))
    met = one.join(other, "key").filter(
        (f.col("left_id") < f.col("right_id")) & (f.greatest("left_incomplete", "right_incomplete") >= least.otherwise(0))
    )
    if not settings.within:
        met = met.filter(f.get_json_object("left_body", "$.list") != f.get_json_object("right_body", "$.list"))
    return met.groupBy(f.col("left_id").alias("left"), f.col("right_id").alias("right")).agg(
        f.first("left_body").alias("left_body"), f.first("right_body").alias("right_body"),
        f.min(kind.isin(*ROUGH)).alias("rough"),
    )  # fmt: skip


def _compared(pairs: Any, counts: Mapping[str, Counter[str]]) -> Any:
    """Return how pairs agree: pattern of levels, frequencies, verdict on the names."""

    def of_batch(rows: list[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
        bodies = {row[side]: row[f"{side}_body"] for row in rows for side in ("left", "right")}
        made = _counted(columns([_read(body) for body in bodies.values()]), counts)
        place = {id_: number for number, id_ in enumerate(made.ids)}
        skeletons = TokenMaker().tokens(made).skeletons
        comparer = Comparer(made)
        for row in rows:
            left, right = place[row["left"]], place[row["right"]]
            if row["rough"] and not alike(skeletons[left], skeletons[right]):
                continue
            found = comparer.compare(left, right)
            lists = (_read(bodies[row[side]]).list for side in ("left", "right"))
            yield row["left"], row["right"], *lists, json.dumps(found.levels), json.dumps(found.frequencies), found.verdict

    return _mapped(pairs, _COMPARED, of_batch)


def _pattern(text: str) -> tuple[int, ...]:
    return tuple(json.loads(text))


def _drawn(
    profiles: Any, counts: Mapping[str, Counter[str]], settings: Settings, spark: Any
) -> tuple[Counter[tuple[int, ...]], Columns]:
    """Return the patterns of pairs at random, and columns that know the lists of all, for how many pairs there are."""

    def of_batch(rows: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
        made = columns([_read(row["body"]) for row in rows])
        lists = {row["id"]: _read(row["body"]).list for row in rows}
        return [(id_, lists[id_]) for id_ in made.ids]

    named = sorted((row["id"], row["list"]) for row in _mapped(profiles, "id string, list string", of_batch).collect())
    numbers: Numbered[str] = Numbered()
    everybody = Columns(ids=[id_ for id_, _ in named], lists=[numbers.add([list_])[0] for _, list_ in named])
    wanted = [(everybody.ids[left], everybody.ids[right]) for left, right in at_random(everybody, settings)]
    asked = spark.createDataFrame(
        [(*sorted(pair), number) for number, pair in enumerate(wanted)] or [("", "", 0)], "left string, right string, n long"
    )
    one = profiles.withColumnsRenamed({"id": "left", "body": "left_body"})
    other = profiles.withColumnsRenamed({"id": "right", "body": "right_body"})
    pairs = asked.join(one, "left").join(other, "right").selectExpr("left", "right", "left_body", "right_body", "false as rough")
    rows = _compared(pairs, counts).groupBy("pattern").count().collect()
    return Counter({_pattern(row["pattern"]): row["count"] for row in rows}), everybody


def _decided(compared: Any, model: Model, settings: Settings, f: Any) -> Any:
    """Return the pairs worth showing, with what rivals take from each."""

    def weighed(rows: list[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
        for row in rows:
            bits = feature_bits(model, _pattern(row["pattern"]), tuple(json.loads(row["frequencies"])))
            told = calibrated(model.prior_bits + sum(bits))
            odds = 2.0 ** max(min(told, rivals.MOST_BITS), -rivals.MOST_BITS)
            yield *(row[name] for name in ("left", "right", "left_list", "right_list", "pattern", "names")), told, odds

    schema = (
        "left string, right string, left_list string, right_list string, pattern string, names string, bits double, odds double"
    )
    pairs = _mapped(compared, schema, weighed).cache()
    if settings.within:
        pairs = pairs.withColumn("rivals", f.lit(0.0))
    else:
        sides = [
            pairs.select(f.col(one).alias("person"), f.col(f"{other}_list").alias("on"), "odds")
            for one, other in (("left", "right"), ("right", "left"))
        ]
        totals = sides[0].unionAll(sides[1]).groupBy("person", "on").agg(f.sum("odds").alias("total"))
        for one, other in (("left", "right"), ("right", "left")):
            renamed = {"person": one, "on": f"{other}_list", "total": f"{one}_total"}
            pairs = pairs.join(totals.withColumnsRenamed(renamed), [one, f"{other}_list"])
        pairs = pairs.withColumn("rivals", f.col("left_total") + f.col("right_total") - 2 * f.col("odds"))

    def decided(rows: list[dict[str, Any]]) -> Iterable[tuple[str, str, float, str]]:
        for row in rows:
            less = rivals.bits_of(row["rivals"])
            found = decide(probability(row["bits"] - less), ceiling(_pattern(row["pattern"]), row["names"]), settings)
            if found.verdict != "different" or found.kept:
                yield row["left"], row["right"], found.probability, found.verdict

    return _mapped(pairs, "left string, right string, probability double, verdict string", decided)
