"""The balance sheet between two counts: stock, who came in and how, who left and how, and whom nobody can explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kronika.counting.profiles import in_order
from kronika.counting.states import State
from kronika.errors import InputError
from kronika.model.act import Key

if TYPE_CHECKING:
    from kronika.counting.count import Count

#: ways in, in the order of a balance sheet
ENTRIES = ("detained", "recognised", "regime", "known late", "listed", "split", "only there", "definition")
#: ways out
EXITS = (
    "served",
    "pardoned",
    "released otherwise",
    "exchanged",
    "expelled",
    "died",
    "withdrawn",
    "regime",
    "corrected",
    "delisted",
    "merged",
    "only here",
    "definition",
)
_LABELS: Mapping[str, Mapping[str, str]] = {
    "detained": {"en": "detained", "ru": "задержаны", "be": "затрыманыя"},
    "recognised": {"en": "newly recognised", "ru": "признаны", "be": "прызнаныя"},
    "regime": {
        "en": "moved between custody that counts and custody that does not",
        "ru": "перешли между учитываемой и неучитываемой формой содержания",
        "be": "перайшлі паміж улічанай і няўлічанай формай утрымання",
    },
    "known late": {
        "en": "in already on the first day, as is known now",
        "ru": "учтены бы уже в первый день, как известно теперь",
        "be": "былі б улічаныя ўжо ў першы дзень, як вядома цяпер",
    },
    "listed": {
        "en": "in already on the first day, but not on the list then",
        "ru": "учтены бы уже в первый день, но тогда не были в списке",
        "be": "былі б улічаныя ўжо ў першы дзень, але тады не былі ў спісе",
    },
    "split": {
        "en": "judged to be somebody else than a person who was in",
        "ru": "признаны не тем человеком, который уже был учтён",
        "be": "прызнаныя не тым чалавекам, які ўжо быў улічаны",
    },
    "merged": {
        "en": "judged to be one person with somebody who is in",
        "ru": "признаны одним человеком с уже учтённым",
        "be": "прызнаныя адным чалавекам з ужо ўлічаным",
    },
    "only there": {
        "en": "only the second list has them",
        "ru": "есть только во втором списке",
        "be": "ёсць толькі ў другім спісе",
    },
    "only here": {
        "en": "only the first list has them",
        "ru": "есть только в первом списке",
        "be": "ёсць толькі ў першым спісе",
    },
    "definition": {
        "en": "counted under one definition only",
        "ru": "учитываются только по одному из определений",
        "be": "улічваюцца толькі паводле аднаго з азначэнняў",
    },
    "served": {"en": "served the term", "ru": "отбыли срок", "be": "адбылі тэрмін"},
    "pardoned": {"en": "pardoned", "ru": "помилованы", "be": "памілаваныя"},
    "released otherwise": {"en": "released otherwise", "ru": "освобождены иначе", "be": "вызваленыя інакш"},
    "exchanged": {"en": "exchanged", "ru": "обменены", "be": "абмененыя"},
    "expelled": {"en": "expelled", "ru": "высланы", "be": "высланыя"},
    "died": {"en": "died", "ru": "умерли", "be": "памерлі"},
    "withdrawn": {"en": "recognition withdrawn", "ru": "признание отозвано", "be": "прызнанне адклікана"},
    "corrected": {
        "en": "not in on the first day either, as is known now",
        "ru": "не учитывались бы и в первый день, как известно теперь",
        "be": "не былі б улічаныя і ў першы дзень, як вядома цяпер",
    },
    "delisted": {
        "en": "no longer on the list, without a reason",
        "ru": "исчезли из списка без объяснения",
        "be": "зніклі са спіса без тлумачэння",
    },
    "unexplained in": {
        "en": "in, but nobody can say how",
        "ru": "учтены, но не известно как",
        "be": "улічаныя, але не вядома як",
    },
    "unexplained out": {
        "en": "no longer in, but nobody can say how",
        "ru": "больше не учтены, но не известно почему",
        "be": "больш не ўлічаныя, але не вядома чаму",
    },
}
_RECOGNITION = frozenset(
    {"never-recognised", "not-yet-recognised", "only-former", "only-posthumous", "recognised-by-others", "withdrawn"}
)


@dataclass(frozen=True)
class Balance:
    """What lies between two counts. ``opening + entered - left + residual == closing``, always.

    Attributes:
        before, after: the two counts.
        entries: way in -> ids, only ways that occurred, in the order of ``ENTRIES``.
        exits: way out -> ids, in the order of ``EXITS``.
        unexplained_in: in after, and before it was disputed or unknown whether they were.
        unexplained_out: in before, and after it is disputed or unknown whether they are.
        late: those among the above whose change happened by the first day and became known later.
    """

    before: Count
    after: Count
    entries: Mapping[str, tuple[Key, ...]]
    exits: Mapping[str, tuple[Key, ...]]
    unexplained_in: tuple[Key, ...]
    unexplained_out: tuple[Key, ...]
    late: tuple[Key, ...]

    @property
    def opening(self) -> int:
        """How many were in before."""
        return self.before.number

    @property
    def closing(self) -> int:
        """How many are in after."""
        return self.after.number

    @property
    def entered(self) -> int:
        """How many came in, by a way that is known."""
        return sum(map(len, self.entries.values()))

    @property
    def left(self) -> int:
        """How many left, by a way that is known."""
        return sum(map(len, self.exits.values()))

    @property
    def residual(self) -> int:
        """What nobody can explain; its names are in ``unexplained_in`` (more) and ``unexplained_out`` (fewer)."""
        return len(self.unexplained_in) - len(self.unexplained_out)


def balance(before: Count, after: Count, *, two_lists: bool = False) -> Balance:
    """Return the balance sheet between two counts of custody: of two days, two states of knowledge, two lists, two definitions.

    Args:
        before: the first count.
        after: the second count.
        two_lists: the counts are of two lists: whom only one of them has neither came nor left.

    Raises:
        InputError: one of them counts acts in a period, or the second is of an earlier day.
    """
    if before.definition.of != "custody" or after.definition.of != "custody":
        raise InputError("a balance is drawn between two counts of custody", advice="Choose a definition of custody")
    if after.on < before.on:
        raise InputError("the second day of the balance is before the first", advice="Give the earlier day first")
    sheet = _Sheet(before, after, two_lists=two_lists)
    return sheet.drawn()


def way_words(way: str, language: str = "en") -> str:
    """Return the name of a line of the sheet: a way in or out, ``unexplained in``, ``unexplained out``.

    Raises:
        InputError: there is no such language.
    """
    words = _LABELS[way]
    if language not in words:
        raise InputError(f"there are no texts in the language {language!r}", advice="Use en, ru or be")
    return words[language]


class _Sheet:
    """Sorts those who came and those who left."""

    def __init__(self, before: Count, after: Count, *, two_lists: bool) -> None:
        self.before = before
        self.after = after
        self.two_lists = two_lists
        self.late: list[Key] = []
        # One day under two definitions: nobody moved, the definitions differ.
        self.two_definitions = before.on == after.on and before.definition != after.definition

    def drawn(self) -> Balance:
        stock, closing = set(self.before.inside), set(self.after.inside)
        self.after.prepare(closing ^ stock)
        entries = self._sorted(in_order(closing - stock), self._way_in)
        exits = self._sorted(in_order(stock - closing), self._way_out)
        return Balance(
            self.before,
            self.after,
            {way: entries[way] for way in ENTRIES if way in entries},
            {way: exits[way] for way in EXITS if way in exits},
            entries.get("", ()),
            exits.get("", ()),
            tuple(self.late),
        )

    @staticmethod
    def _sorted(who: tuple[Key, ...], way_of: Callable[[Key], str]) -> dict[str, tuple[Key, ...]]:
        ways: dict[str, list[Key]] = {}
        for each in who:
            ways.setdefault(way_of(each), []).append(each)
        return {way: tuple(group) for way, group in ways.items()}

    def _way_in(self, who: Key) -> str:
        """Return how somebody came in; empty if nobody can say."""
        if self.two_definitions:
            return "definition"
        then = self.after.brief_on(who, self.before.on)
        if self.two_lists and who not in self.before.states:
            return "only there"
        if then.state is State.IN:
            if who not in self.before.states and self.before.entity(who) in self.before.states:
                return "split"
            self.late.append(who)
            return "known late" if who in self.before.states else "listed"
        if then.state is not State.OUT:
            return ""
        if then.code in _RECOGNITION:
            return "recognised"
        return "regime" if then.code == "left-out" else "detained"

    def _way_out(self, who: Key) -> str:
        """Return how somebody left; empty if nobody can say."""
        if self.two_definitions:
            return "definition"
        if who not in self.after.states:
            if self.after.entity(who) in self.after.states:
                return "merged"
            return "only here" if self.two_lists else "delisted"
        now = self.after.brief_on(who, self.after.on)
        if now.code == "delisted":
            return "delisted"
        if now.state is not State.OUT:
            return ""
        if now.exit:
            if 0 < now.day <= self.before.on:
                self.late.append(who)
            return now.exit
        if now.code in {"left-out", "withdrawn"}:
            return "regime" if now.code == "left-out" else "withdrawn"
        self.late.append(who)
        return "corrected"
