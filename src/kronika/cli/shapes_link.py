"""What ``link`` prints as JSON; see :mod:`kronika.cli.shapes`."""

from __future__ import annotations

from typing import Any

from kronika.cli.shapes_parts import DAY, HEAD, MOMENT

EARLIER = {
    "left": "string: id of the first",
    "right": "string: id of the second",
    "left_name": "string: name of the first",
    "right_name": "string: name of the second",
    "verdict": "string: same, different or unsure",
    "by": "string: role",
    "at": MOMENT,
    "reason": "string: why, in words; empty if none was given",
}
EFFECT = {
    "in": "integer: by how many the count changes",
    "disputed": "integer: by how many the disputed change",
    "unknown": "integer: by how many the unknown change",
    "low": "integer: by how many the fewest that it can be change",
    "high": "integer: by how many the most that it can be change",
    "facts": "integer: by how many the acts of that kind change, where acts are judged",
}
LINK: dict[str, Any] = {
    "link": [
        {
            "left": "string: id of the first",
            "right": "string: id of the second",
            "kind": "string: person, organisation, facility, court, or kind of act",
            "left_name": "string: name of the first; of whom it happened to, if it is an act",
            "right_name": "string: name of the second",
            "names": {"left": ["string: each spelling of the first"], "right": ["string: each spelling of the second"]},
            "left_list": "string: list or source of the first",
            "right_list": "string: list or source of the second",
            "probability": "number: that both are one, 0 to 1",
            "verdict": "string: same, possible or different; a proposal",
            "reasons": ["string: why, in words"],
            "worth": "number: how much the counts below are expected to change by a judgement",
            "changes": [
                {
                    "definition": "string: definition of a count that changes",
                    "on": DAY,
                    "same": EFFECT,
                    "different": EFFECT,
                }
            ],
            "again": ["string: what is said since an earlier judgement and contradicts it"],
            "waits": "string: that another role has to judge too; empty if not",
            "earlier": [EARLIER],
        }
    ],
    "link --accept-above": {
        "above": "number: the probability from which on pairs were accepted",
        "pairs": "integer: pairs that are so probable",
        "accepted": "integer: of these, how many are the same now",
        "drawn": "integer: pairs in the sample",
        "answered": "integer: of these, how many somebody answered for",
        "wrong": [["string: ids of a pair that the reader did not find to be one"]],
        "error_bound": "number or null: at most this share of the pairs is wrong; null if nobody answered",
        "error_bound_if_sample_is_right": "number or null: the same if the whole sample is right",
        "confidence": "number: of both bounds",
        "left_for_the_queue": "integer: pairs that would join two of one list, or two who were judged different",
        "waiting_for_second_reader": [["string: ids of a pair that another role has to judge too"]],
        "sample": ["any: the pairs that were drawn, as 'link' shows them"],
        "head": HEAD,
    },
    "link --list": [
        {
            "row": "integer: row, or line, of the new list",
            "name": "string: first name as written; empty if it has none",
            "names": ["string: each name"],
            "kind": "string: person, organisation, facility or court",
            "outcome": "string: new, known, doubtful, or not matched",
            "why": ["string: why, in words; what is unusual about the name"],
            "matches": [
                {
                    "mention": "string: id of somebody in the record who may be the same",
                    "name": "string: name",
                    "list": "string: list or source",
                    "probability": "number: that both are one, 0 to 1",
                    "verdict": "string: same or possible",
                    "reasons": ["string: why, in words"],
                }
            ],
        }
    ],
}
