"""How fast text is read, and what the cue filter saves: ``python benchmarks/reading.py --speed``.

Pages of a thousand words, nine without a fact to one full of them, as in a crawl of news: read as the product reads them, and
with the models over every sentence. Both ways in turn on the same pages, models loaded beforehand; the ratio is what counts.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from kronika.language.sentences import split_sentences
from kronika.model.source import Document
from kronika.reading.text import Models, NoModels, propose
from kronika.reading.text.finders import FoundName, NameFinder

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "reading"
WORDS = 1000
MIX = 9
PAGES = 20
ROUNDS = 3
#: sentences of pages that hold no fact: subject, what it does, when
PLAIN = {
    "en": (
        ("The village choir", "Our neighbour Tamara Bely", "The museum in Zareč", "A students' team", "An old mill", "Pavel Lis"),
        ("sings old songs about the harvest", "keeps forty bee hives by the river", "shows maps of the northern marshes"),
        ("every second Sunday", "from early May", "when the weather allows it", "since the roof was mended in 2019"),
    ),
    "ru": (
        ("Сельский хор", "Соседка Тамара Белая", "Музей в Заречье", "Команда студентов", "Старая мельница", "Павел Лис"),
        ("поёт старые песни об урожае", "держит сорок ульев у самой реки", "показывает карты северных болот"),
        ("каждое второе воскресенье", "с начала мая", "когда позволяет погода", "с тех пор, как в 2019 году починили крышу"),
    ),
    "be": (
        ("Вясковы хор", "Суседка Тамара Белая", "Музей у Зарэччы", "Каманда студэнтаў", "Стары млын", "Павел Ліс"),
        ("спявае старыя песні пра ўраджай", "трымае сорак вулляў каля самай ракі", "паказвае мапы паўночных балот"),
        ("кожную другую нядзелю", "з пачатку мая", "калі дазваляе надвор'е", "з таго часу, як у 2019 годзе паправілі дах"),
    ),
}


class EverySentence:
    """Wraps the models: they are also asked for every sentence of the page that is read, cue or none."""

    def __init__(self, language: str, text: str) -> None:
        self._models = Models()
        self._names = self._models.find(language, [text[s.start : s.end] for s in split_sentences(text, language)])

    def find(self, language: str, sentences: Sequence[str]) -> list[list[FoundName]]:
        """Return no names again: they were found already."""
        del language
        return [[] for _ in sentences]

    def missing(self, language: str) -> str:
        """Return what is not installed."""
        return self._models.missing(language)


def plain_page(language: str, rng: random.Random) -> str:
    """Return a page without a fact."""
    parts: list[str] = []
    while len(" ".join(parts).split()) < WORDS:
        parts.append(" ".join(rng.choice(choice) for choice in PLAIN[language]) + rng.choice([".", ".", ".\n"]))
    return " ".join(parts)


def full_page(language: str, rng: random.Random) -> str:
    """Return a page of passages of the corpus: nearly every sentence holds a fact or what looks like one."""
    passages = [
        passage["text"]
        for path in sorted(CORPUS.glob(f"*_{language}.yml"))
        for passage in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    ]
    rng.shuffle(passages)
    parts: list[str] = []
    for passage in passages:
        parts.append(passage.strip())
        if len(" ".join(parts).split()) >= WORDS:
            break
    return "\n\n".join(parts)


def _read(text: str, names: NameFinder) -> int:
    return len(propose(Document(text, "bench/1", "text/plain"), source="d", published="2024-05-01", names=names).proposals)


def _time(work: Callable[[str], object], pages: list[str]) -> float:
    begin = time.perf_counter()
    for page in pages:
        work(page)
    return time.perf_counter() - begin


def _language(language: str) -> None:
    rng = random.Random(language)
    full = [full_page(language, rng) for _ in range(PAGES // (MIX + 1))]
    mixed = full + [plain_page(language, rng) for _ in range(PAGES - len(full))]
    models = Models()
    begin = time.perf_counter()
    models.find(language, [full[0][:200]])
    loading = time.perf_counter() - begin
    _read(full[0], models)

    def filtered(page: str) -> object:
        return _read(page, models)

    def over_all(page: str) -> object:
        return _read(page, EverySentence(language, page))

    def rules(page: str) -> object:
        return _read(page, NoModels())

    best = {name: min(_time(work, mixed) for _ in range(ROUNDS)) for name, work in (("filtered", filtered), ("all", over_all))}
    dense = min(_time(filtered, full) for _ in range(ROUNDS)) / len(full)
    alone = min(_time(rules, full) for _ in range(ROUNDS)) / len(full)
    print(
        f"{language}: {PAGES / best['filtered']:6.1f} pages a second with the cue filter, {PAGES / best['all']:5.1f} with the "
        f"model over all: {best['all'] / best['filtered']:.1f} times; a page full of facts {dense:.2f} s "
        f"({alone:.2f} s without the model); the model loads in {loading:.1f} s"
    )


def speed() -> int:
    """Measure and print the three languages, then the memory that was needed."""
    print(f"pages of {WORDS} words, {MIX} without a fact to 1 full of them, best of {ROUNDS} rounds")
    for language in PLAIN:
        _language(language)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(speed())
