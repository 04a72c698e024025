"""Who may be who: pairs of profiles, scored; and a new list held against those that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from kronika.errors import InputError, missing
from kronika.identity import bodies, people
from kronika.identity.clusters import clusters, standing
from kronika.identity.columns import Columns, columns
from kronika.identity.pairs import Explanation, Pair
from kronika.identity.profile import Profile
from kronika.identity.settings import Settings
from kronika.model.judgement import Judgement, Verdict

__all__ = ["Arrival", "People", "Settings", "arrivals", "link"]


@runtime_checkable
class People(Protocol):
    """People who are known and were made ready."""

    def pairs(self, new: Sequence[Profile]) -> list[Pair]:
        """Return the pairs of new people with known ones, the most probable first."""


class Arrival(NamedTuple):
    """What is known of one profile of a new list.

    Attributes:
        id: of the new profile.
        outcome: ``known``: one person in the record is the same; ``doubtful``: some may be; ``new``: nobody may.
        pairs: with those who may be the same, the most probable first.
    """

    id: str
    outcome: str
    pairs: tuple[Pair, ...]


def link(profiles: Iterable[Profile], *, judgements: Iterable[Judgement] = (), settings: Settings | None = None) -> list[Pair]:
    """Return the pairs that may be one and those that only look so (namesakes), the most probable first, then by ids.

    Nothing is merged: pairs are proposals. The order of the profiles does not matter. Judgements correct the weights, and what
    they hold apart is ``different`` here too, for everybody on either side.

    Raises:
        InputError: two profiles have one id.
        MissingError: the engine asked for is not installed.
    """
    chosen = settings or Settings()
    by_kind = _by_kind(profiles)
    held = standing(judgements)
    found: list[Pair] = []
    for kind, members in sorted(by_kind.items()):
        found.extend(_people(members, held, chosen) if kind == "person" else bodies.scored(members, chosen))
    return people.sort(_walled(found, held))


def arrivals(
    new: Iterable[Profile],
    known: Iterable[Profile] | People,
    *,
    judgements: Iterable[Judgement] = (),
    settings: Settings | None = None,
) -> list[Arrival]:
    """Return for each new profile, in the order given, whether it is known, doubtful or new.

    ``known``: profiles, or people who were made ready (:class:`kronika.identity.prepared.Prepared`), so that a list can be held
    against them quickly; these have their own settings.

    Raises:
        InputError: two profiles have one id.
    """
    arriving = list(new)
    if isinstance(known, People):
        return sorted_arrivals(arriving, known.pairs(arriving), list(judgements))
    ids = {profile.id for profile in arriving}
    held = list(judgements)
    pairs = [
        pair
        for pair in link([*arriving, *known], judgements=held, settings=settings)
        if (pair.left in ids) != (pair.right in ids)
    ]
    return sorted_arrivals(arriving, pairs, held)


def sorted_arrivals(new: Sequence[Profile], pairs: Iterable[Pair], judgements: Iterable[Judgement]) -> list[Arrival]:
    """Return what each new profile is, from the pairs that it stands in."""
    entity = clusters(judgements)
    of: dict[str, list[Pair]] = {profile.id: [] for profile in new}
    for pair in pairs:
        if pair.verdict != "different":
            of[pair.left if pair.left in of else pair.right].append(pair)
    return [Arrival(profile.id, _outcome(profile.id, of[profile.id], entity), tuple(of[profile.id])) for profile in new]


def _outcome(new: str, pairs: Sequence[Pair], entity: Mapping[str, str]) -> str:
    others = [(pair.right if pair.left == new else pair.left, pair.verdict) for pair in pairs]
    same = {entity.get(other, other) for other, verdict in others if verdict == "same"}
    if len(same) == 1:
        return "known"
    return "doubtful" if others else "new"


def _by_kind(profiles: Iterable[Profile]) -> dict[str, list[Profile]]:
    by_kind: dict[str, list[Profile]] = {}
    seen: set[str] = set()
    for profile in profiles:
        if profile.id in seen:
            raise InputError("two profiles have one id", where=profile.id, advice="Make one profile of a mention")
        seen.add(profile.id)
        by_kind.setdefault(profile.kind, []).append(profile)
    return by_kind


def _people(profiles: Sequence[Profile], held: Mapping[tuple[str, str], Judgement], settings: Settings) -> list[Pair]:
    made = columns(profiles)
    known = {pair: one.verdict is Verdict.SAME for pair, one in held.items() if one.verdict is not Verdict.UNSURE}
    judged = people.numbers(made, known)
    return engine(settings, len(made))(made, judged, settings)


def engine(settings: Settings, size: int) -> Callable[[Columns, people.Judged, Settings], list[Pair]]:
    """Return what scores people: plain Python, or NumPy where there are many.

    Raises:
        MissingError: NumPy was asked for and is not installed, or there are too many people for plain Python.
    """
    if settings.engine == "python" or (settings.engine == "auto" and size < settings.quick):
        return people.scored
    try:
        from kronika.identity import vector
    except ImportError:
        if settings.engine == "auto" and size < settings.most_without:
            return people.scored
        raise missing("NumPy", "link") from None
    return vector.scored


def _walled(pairs: Sequence[Pair], held: Mapping[tuple[str, str], Judgement]) -> list[Pair]:
    """Return the pairs, those across a wall called different: whoever is the same as one of two who are held apart is too."""
    if not held:
        return list(pairs)
    entity = clusters(held.values())
    walls = {
        frozenset((entity.get(left, left), entity.get(right, right)))
        for (left, right), one in held.items()
        if one.verdict is Verdict.DIFFERENT
    }
    found = []
    for pair in pairs:
        apart = frozenset((entity.get(pair.left, pair.left), entity.get(pair.right, pair.right))) in walls
        found.append(_apart(pair) if apart else pair)
    return found


def _apart(pair: Pair) -> Pair:
    def why() -> Explanation:
        return ("a judgement holds them apart", *pair.reasons), pair.weights

    return Pair(pair.left, pair.right, 0.0, "different", why)
