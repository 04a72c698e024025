"""A new list held against people who were made ready. All people are invented."""

from __future__ import annotations

import pytest

from identity_people import profiles, rows, true_pairs
from kronika.identity.linking import arrivals

pytest.importorskip("numpy")

ROWS = rows(700, 2, 4)
KNOWN = [profile for profile in profiles(ROWS) if profile.list == "A"]
NEW = [profile for profile in profiles(ROWS) if profile.list == "B"][:60]


def test_known_people_are_found_again_and_again() -> None:
    from kronika.identity.prepared import Prepared

    known = Prepared(KNOWN)
    partner = {right: left for left, right in true_pairs(ROWS)}
    first = arrivals(NEW, known)
    assert [one.id for one in first] == [one.id for one in NEW]
    for one in first:
        if one.outcome == "known":
            assert one.pairs[0].left == partner[one.id]
    found = [one for one in first if one.id in partner and partner[one.id] in {pair.left for pair in one.pairs}]
    assert len(found) >= 0.93 * sum(one.id in partner for one in NEW)
    assert sum(one.outcome == "known" for one in first if one.id not in partner) == 0
    assert arrivals(NEW, known) == first
    assert all(pair.reasons for one in first for pair in one.pairs)
