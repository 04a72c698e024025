"""Splink on the same lists of invented people: transliterated, and with the threshold that suits it best.

    python benchmarks/identity_splink.py [records]

Splink gets what it can use: names in one alphabet (plain Latin, letters that systems write differently brought together), taken
apart by the usual order of the words; levels by Jaro-Winkler, with surname and given name tried the other way round too; term
frequencies; dates of birth with levels for slips; its own training (``u`` from random pairs, ``m`` by expectation and
maximisation on two blocking rules). The best threshold is read off the answers, which nobody has in life.
"""

from __future__ import annotations

import logging
import sys
import time
import unicodedata
from collections.abc import Sequence
from typing import Any

from identity_people import rows, true_pairs
from romanise import romanise

#: letters and groups that systems write differently, brought together
_SAME = (
    ("shch", "sch"), ("tsch", "ch"), ("tch", "ch"), ("cz", "ch"), ("sz", "sh"), ("tj", "ch"), ("kh", "h"), ("ch", "c"),
    ("g", "h"), ("dz", "d"), ("w", "v"), ("j", "i"), ("y", "i"), ("ou", "u"), ("o", "a"), ("e", "ia"), ("ii", "i"), ("ts", "t"),
)  # fmt: skip
_THRESHOLDS = [one / 4 for one in range(-40, 80)]


def latin(text: str) -> str:
    """Return a text in plain Latin letters of one system."""
    cyrillic = any("а" <= letter <= "я" or letter in "іўё" for letter in text.casefold())
    shown = romanise(text.casefold(), "be" if set("іў") & set(text.casefold()) else "ru", "icao") if cyrillic else text
    plain = "".join(one for one in unicodedata.normalize("NFD", shown.casefold()) if not unicodedata.combining(one))
    for several, one in (*_SAME, ("ł", "l"), ("'", "")):
        plain = plain.replace(several, one)
    return plain


def record(row: dict[str, str]) -> dict[str, Any]:
    """Return an entry as a row for Splink."""
    words = latin(row["name"]).split()
    fathers = (
        [word for word in words[1:] if word.endswith(("vic", "vih", "vit", "una", "vna", "unia", "ic"))] if len(words) > 2 else []
    )
    rest = [word for word in words if word not in fathers[:1]]
    place = latin(row["place"])[:5]
    return {
        "unique_id": row["id"],
        "source_dataset": row["list"],
        "given": rest[0],
        "surname": rest[-1],
        "father": fathers[0] if fathers else None,
        "birth": row["birth"] if len(row["birth"]) == 10 else None,
        "year": row["birth"][:4] or None,
        "place": place or None,
        "detained": row["detained"] or None,
        "article": row["article"] or None,
        "court": latin(row["court"])[5:16] or None,
    }


def link(found: Sequence[dict[str, str]]) -> tuple[list[tuple[str, str, float]], float]:
    """Return Splink's pairs with their match weights, and the seconds that it took from prepared columns."""
    import warnings

    import duckdb
    import pyarrow as pa
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    prepared = [record(row) for row in found]
    lists = sorted({row["source_dataset"] for row in prepared})
    tables = [pa.Table.from_pylist([row for row in prepared if row["source_dataset"] == one]) for one in lists]
    begin = time.perf_counter()
    rules: list[Any] = [
        block_on("surname", "substr(given, 1, 1)"),
        block_on("given", "year", "substr(surname, 1, 1)"),
        block_on("birth"),
        block_on("substr(surname, 1, 4)", "given"),
        block_on("given", "detained"),
        block_on("father", "given", "substr(surname, 1, 1)"),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.ForenameSurnameComparison("given", "surname"),
            cl.JaroWinklerAtThresholds("father", [0.92, 0.8]),
            cl.CustomComparison(
                comparison_levels=[
                    cll.NullLevel("year"),
                    cll.ExactMatchLevel("birth"),
                    cll.DamerauLevenshteinLevel("birth", 1),
                    cll.DamerauLevenshteinLevel("birth", 2),
                    cll.ExactMatchLevel("year"),
                    cll.ElseLevel(),
                ],
                output_column_name="birth",
            ),
            cl.JaroWinklerAtThresholds("place", [0.85]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("detained", [1]),
            cl.ExactMatch("article").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("court", [0.85]),
        ],
        blocking_rules_to_generate_predictions=rules,
        probability_two_random_records_match=1 / len(found),
    )
    connection = duckdb.connect(":memory:", config={"temp_directory": "", "threads": 2})
    linker: Any = _linker(Linker, DuckDBAPI(connection), tables, lists, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("surname", "given"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("birth"))
    predicted = linker.inference.predict(threshold_match_weight=-10).as_duckdbpyrelation()
    pairs = predicted.select("unique_id_l, unique_id_r, match_weight").fetchall()
    took = time.perf_counter() - begin
    return [(*sorted((left, right)), weight) for left, right, weight in pairs], took


def _linker(linker: Any, api: Any, tables: list[Any], names: list[str], settings: Any) -> Any:
    """Return a linker, by the interface of the Splink that is installed."""
    registered = [api.register(table, dataset_display_name=name) for table, name in zip(tables, names, strict=True)]
    return linker(registered, settings, log_level=logging.ERROR)


def best(pairs: Sequence[tuple[str, str, float]], true: set[tuple[str, str]]) -> tuple[float, float, float, float]:
    """Return threshold, precision, recall and F1 at the threshold with the best F1."""
    found = []
    for threshold in _THRESHOLDS:
        chosen = {(left, right) for left, right, weight in pairs if weight >= threshold}
        hits = len(chosen & true)
        precision, recall = hits / max(len(chosen), 1), hits / len(true)
        found.append((2 * precision * recall / max(precision + recall, 1e-9), threshold, precision, recall))
    score, threshold, precision, recall = max(found)
    return threshold, precision, recall, score


def main() -> None:
    """Print how Splink does."""
    made = rows(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    pairs, took = link(made)
    threshold, precision, recall, score = best(pairs, true_pairs(made))
    print(f"Splink, {len(made):,} entries: P {precision:.3f} R {recall:.3f} F1 {score:.3f} at weight {threshold}; {took:.1f} s")


if __name__ == "__main__":
    main()
