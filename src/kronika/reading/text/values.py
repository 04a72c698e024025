"""What is said of a fact besides to whom it happened, and where that stands: the values of a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.language.cues import listed
from kronika.reading.text import arguments
from kronika.reading.text.courts import Value
from kronika.reading.text.party import GROUP
from kronika.reading.text.proposal import Detail

if TYPE_CHECKING:
    from kronika.language.dates import When
    from kronika.reading.text.scene import Hit, Scene
    from kronika.reading.text.sharing import Outcome

#: lists of the lexicon that name who did it, by kind
_AUTHORITIES = {
    "designation": ("authorities",),
    "liquidation": ("authorities",),
    "recognition": ("recognisers",),
    "sanction": ("states", "authorities"),
    "referral": ("states",),
    "measure": ("authorities",),
}
_CODED = {"release": "how", "transfer": "regime"}
#: a quote holds the article if it stands so near
_NEAR_ARTICLE = 120
_WHOLE_DAY = len("2024-01-01")


class ValueReader:
    """Reads the values of the facts of one sentence."""

    def __init__(self, scene: Scene, hits: list[Hit], dates: dict[int, When]) -> None:
        self._scene, self._hits, self._dates = scene, hits, dates

    def of(self, index: int, hit: Hit, outcome: Outcome) -> tuple[dict[str, Any], list[tuple[int, int]]]:
        """Return the values that belong to a fact, and the places that its quote should hold."""
        kind = hit.rule.kind
        low, high = arguments.region(self._scene, self._hits, index)
        found = _Found(self._scene, dict(hit.rule.values))
        for name in ("term", "regime", "fine"):
            value = getattr(outcome, name)
            found.put(name, self._said(name, value, outcome) if value else None, quoted=True)
        self._date(index, kind, outcome, found)
        if kind in arguments.COURT_KINDS:
            found.put("court", arguments.nearest(self._scene.courts, hit, low, high))
            for role, value in arguments.officials(self._scene).items():
                found.put(role, value)
        if kind in arguments.ARTICLE_KINDS:
            articles = self._articles(index, low, high)
            near = articles is not None and low <= articles.start < high and articles.start - hit.end < _NEAR_ARTICLE
            found.put("article", articles, quoted=near)
        if kind in _CODED:
            found.put(_CODED[kind], arguments.coded(self._scene, _CODED[kind], hit.start, high, hit))
        if kind in _AUTHORITIES:
            found.put("authority", arguments.authority_of(self._scene, hit, _AUTHORITIES[kind]))
        found.put("place", arguments.place_of(self._scene, hit, low, high))
        absent = listed(self._scene.view.language, "words", "in_absentia")
        absent_here = absent.search(self._scene.view.lower, self._scene.start, self._scene.end)
        found.values["in_absentia"] = kind in {"sentence", "trial"} and bool(absent_here)
        found.values["details"] = found.details
        return found.values, found.spans

    def _said(self, name: str, value: str, outcome: Outcome) -> Value:
        """Return a value of an outcome with the place that says it; a fine stands beside the term in the same stretch."""
        at = self._scene.view.text.find(value, outcome.start, outcome.end) if name == "fine" else -1
        return Value(value, at, at + len(value)) if at >= 0 else Value(value, outcome.start, outcome.end)

    def _date(self, index: int, kind: str, outcome: Outcome, found: _Found) -> None:
        when = self._dates.get(index)
        if when is None:
            return
        low, high = arguments.region(self._scene, self._hits, index)
        grouped = any(party.kind == GROUP for party in outcome.people)
        vague = kind == "treatment" and len(when.edtf) < _WHOLE_DAY
        if not ((grouped or vague) and arguments.is_since(self._scene, when)):
            found.put("date", Value(when.edtf, when.start, when.end), quoted=low <= when.start < high)
        found.values["date_resolved"] = when.resolved and "date" in found.values

    def _articles(self, index: int, low: int, high: int) -> Value | None:
        """Return the articles of a fact as one value: those of its own part, else those of a sentence with one such fact."""
        scene, hits = self._scene, self._hits
        found = arguments.articles_of(scene, low, high)
        pause = scene.view.lower.find(";", hits[index].end, high)
        if pause > 0 and any(party.start > pause for party in scene.people):
            # what follows is said of somebody by name
            found = [value for value in found if value.end <= pause] or found
        if not found:
            others = [hit for hit in hits if hit.rule.kind in arguments.ARTICLE_KINDS and hit is not hits[index]]
            found = [] if others else arguments.articles_of(scene, scene.start, scene.end)
        if not found:
            return None
        return Value("; ".join(dict.fromkeys(value.value for value in found)), found[0].start, found[-1].end)


class _Found:
    """Values with their places; the first that is put under a name stays."""

    def __init__(self, scene: Scene, values: dict[str, Any]) -> None:
        self._scene = scene
        self.values = values
        self.details: dict[str, Detail] = {}
        self.spans: list[tuple[int, int]] = []

    def put(self, name: str, value: Value | None, *, quoted: bool = False) -> None:
        """Note a value; where ``quoted``, the quote should hold it."""
        if value is None or self.values.get(name):
            return
        self.values[name] = value.value
        self.details[name] = Detail(*self._scene.view.span(value.start, value.end))
        if quoted:
            self.spans.append((value.start, value.end))
