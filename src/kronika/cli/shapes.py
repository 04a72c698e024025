"""What ``--json`` prints, for each command: the stable part that programs can rely on.

``docs/cli.md`` is made from it and the tests hold real answers against it; no command loads it.

A shape is written like the answer itself. A text is a leaf, ``type: meaning``, with the JSON type (``string``, ``integer``,
``number``, ``boolean``, or several joined by ``or``). A list has one item: the shape of each of its items. A key that ends in
``?`` may be missing, one that ends in ``or null`` may be null, and ``*`` stands for any key. Keys may be added in later
versions; those that are here stay.
"""

from __future__ import annotations

from typing import Any

from kronika.cli.shapes_counting import COUNTING
from kronika.cli.shapes_estimate import ESTIMATE
from kronika.cli.shapes_link import EARLIER, LINK
from kronika.cli.shapes_parts import (
    AUDITED,
    CARD,
    CARD_HEAD,
    COMPARISON,
    DECISION,
    DEFINITION,
    EDITION,
    EDTF,
    HEAD,
    JUDGEMENT,
    MOMENT,
    NAMED,
    NOTED,
    PROPOSAL,
    REVIEWED,
    SIDE_BY_SIDE,
    STATEMENT,
)

#: command (with its subcommand) -> what ``--json`` prints
SHAPES: dict[str, Any] = {
    "init": {"record": "string: folder of the record", "head": HEAD},
    "add": {
        "saved": [
            {
                "id": "string: id of the source",
                "sha256": "string: SHA-256 of its bytes, hexadecimal",
                "name": "string: file name",
                "new": "boolean: false if the same bytes were there already",
                "mentions": "integer: people, organisations and acts that were proposed",
                "statements": "integer: statements that were proposed",
                "edition": {
                    "list?": "string: name of the list; all of this is missing if the source is no list",
                    "editions?": "integer: how many editions the record has now",
                    "rows?": "integer: rows read",
                    "new?": "integer: rows that were not in the edition before",
                    "changed?": "integer: rows that changed",
                    "unchanged?": "integer: rows that did not",
                    "gone?": "integer: rows of the edition before that are not here",
                },
                "notes": ["string: what was skipped or could only be read in part"],
                "unreadable": "string: why it could not be read; empty if it could",
            }
        ],
        "skipped": ["string: file or folder, and why it was not looked at"],
        "failed": ["string: file, and why it was not saved"],
        "head": HEAD,
    },
    "map": {
        "list": "string: name of the list",
        "states?": "string: who states what the list says",
        "language?": "string: en, ru or be",
        "sheet?": "string: sheet of the spreadsheet",
        "header_row?": "integer: row of the headers",
        "key?": ["string: header of a column that tells rows apart"],
        "dates?": {"order": "string: dmy, mdy or ymd"},
        "columns?": {"*": "any: what the column of that header means"},
        "constants?": {"*": "string: a value that holds for all rows"},
        "ignore?": ["string: header of a column that is not read"],
    },
    "sources": [
        {
            "id": "string: id of the source",
            "sha256": "string: SHA-256 of its bytes, hexadecimal",
            "size": "integer: bytes",
            "media_type": "string: as told from the bytes",
            "name": "string: file name",
            "address": "string: where it was published; empty if unknown",
            "published": EDTF,
            "captured": MOMENT,
            "captured_by": "string: role",
            "origin": "string: whose list or report it copies; empty if it is its own",
            "edition_of": "string: name of the list of which it is an edition; empty if it is none",
            "copy_of": "string: id of the source that holds it, for example a letter with attachments; empty if none",
            "unreadable": "string: why it could not be read; empty if it could",
            "reader": "string: what read it",
            "language": "string: en, ru or be; empty if unknown",
            "notes": ["string: what was skipped or could only be read in part"],
            "custody": [
                {
                    "source": "string: id of the source",
                    "at": MOMENT,
                    "by": "string: role that received it",
                    "name": "string: file name at that time",
                    "note": "string: in words",
                }
            ],
        }
    ],
    "read": [
        {
            "file": "string: path",
            "language": "string: en, ru or be; empty if unknown",
            "proposals": [PROPOSAL],
            "notes": ["string: what was skipped or could only be read in part"],
            "error?": "string: why it could not be read; then there are no proposals",
        }
    ],
    "names": {"left": "string: as given", "right": "string: as given", **COMPARISON},
    "names --pairs": [COMPARISON],
    "proposals": [{**STATEMENT, **CARD_HEAD}],
    "proposals --second": {
        "statements": [{**STATEMENT, **CARD_HEAD}],
        "pairs": [
            {
                "left": "string: id of one of two that may be one",
                "right": "string: id of the other",
                "left_name": "string: name of the first",
                "right_name": "string: name of the second",
                "waits": "string: where that stands, in words",
            }
        ],
        "read_by_two": "integer: how many statements and pairs two roles have read so far",
        "alike": "integer: on how many of these they agreed",
    },
    "transcribe": DECISION,
    "transcribe --all": {
        "transcribed": "integer: statements that were transcribed",
        "proposed": "integer: statements that were proposed",
        "sample": "integer: statements that were drawn",
        "answered": "integer: of these, how many somebody answered for",
        "wrong": ["string: id of a statement that was found wrong, and rejected"],
        "waiting_for_second_reader": ["string: id of a statement that only two roles together can confirm"],
        "error_bound": "number or null: at most this share is wrong; null if nobody answered",
        "error_bound_if_sample_is_right": "number or null: the same if the whole sample is right",
        "confidence": "number: of both bounds",
        "head": HEAD,
        "sample_cards": [CARD],
    },
    "assert": DECISION,
    "reject": DECISION,
    "dispute": DECISION,
    "show": {
        "mention": "string: id of the person or organisation that was asked for",
        "entity": "string: id of what it is held to be, with those that were judged the same",
        "mentions": ["string: id of each that was judged the same"],
        "name": "string: first name as written",
        "kind": "string: person, organisation, facility or court",
        "names": [STATEMENT],
        "spellings": [
            {
                "name": "string: name as written",
                "language": "string: en, ru or be; empty if unknown",
                "sources": ["string: list or source that writes it so"],
            }
        ],
        "judgements": [EARLIER],
        "namesakes": [
            {
                **NAMED,
                "list": "string: list or source",
                "why": ["string: what says that this is somebody else, in words"],
            }
        ],
        "facts": [STATEMENT],
        "timeline": [CARD],
        "contradictions": [SIDE_BY_SIDE],
        "precision": [SIDE_BY_SIDE],
    },
    "find": {
        "query": "string: the words",
        "people": [
            {
                "mention": "string: id",
                "name": "string: the spelling that fits best",
                "names": ["string: each name, the one that fits best first"],
                "kind": "string: person, organisation, facility, court, or group",
                "list": "string: name of the list; empty if it is from no list",
                "score": "number: how well the name fits, 0 to 1",
            }
        ],
        "passages": [
            {
                "source": "string: id of the source",
                "source_name": "string: name of the source",
                "where": "string: place in the source in words",
                "start": "integer: where the passage begins in the source's text, in characters",
                "quote": "string: the passage",
            }
        ],
    },
    **LINK,
    "same": JUDGEMENT,
    "different": JUDGEMENT,
    "unsure": JUDGEMENT,
    "split": JUDGEMENT,
    "protect": {"mention": "string: id of the person", "protected": "boolean: whether the person is kept out now"},
    "changes": [
        {
            "entry": "integer: number of the entry of the log",
            "last": "integer: number of the last entry, where several are one line",
            "kind": "string: what kind of entry",
            "at": MOMENT,
            "by": "string: role",
            "text": "string: in words",
            "source?": "string: id of the source, for proposals",
            "source_name?": "string: its name",
            "mentions?": "integer: how many were proposed",
            "statements?": "integer: how many were proposed",
        }
    ],
    "changes --list": {
        "list": "string: name of the list",
        "before": EDITION,
        "after": EDITION,
        "new": [NAMED],
        "gone": [NAMED],
        "changed": [
            {
                **NAMED,
                "cells": [
                    {
                        "kind": "string: person, or kind of act",
                        "property": "string: what changed",
                        "before": "string: as written; empty if there was nothing",
                        "after": "string: as written; empty if there is nothing",
                    }
                ],
            }
        ],
        "unchanged": "integer: rows that are the same in both",
    },
    **COUNTING,
    "audit": [AUDITED],
    "review": REVIEWED,
    "estimate": ESTIMATE,
    "definition list": [DEFINITION],
    "definition check": DEFINITION,
    "definition add": DEFINITION,
    "consent give": NOTED,
    "consent open": NOTED,
    "consent withdraw": NOTED,
    "consent list": [
        {
            "id": "string: id of the consent or opening",
            "person": "string: id of the person; empty if it covers more than one",
            "given_by": "string: self, relative, lawyer or opening",
            "kinds": ["string: kind of fact, or *"],
            "purpose": "string: what for",
            "audience": "string: team, court, partner or public; several with spaces between them",
            "by": "string: role that noted it",
            "at": MOMENT,
            "source": "string: id of the source or name of the list; empty: all",
            "until": "string: last day; empty: no end",
            "withdrawn": "string: when it was withdrawn; empty: it stands",
        }
    ],
    "erase": {
        "entries": "integer: entries of the log whose content was erased",
        "persons": "integer: people",
        "statements": "integer: statements",
        "sources": "integer: sources",
        "still_in_sources": ["string: id of a source that still holds the words"],
        "kept_out": "boolean: whether the person is left out if they come again",
        "list_for_backups": "string: file to keep for backups",
        "head": HEAD,
    },
    "erase --hold": {"hold": "boolean: whether the hold is on"},
    "backup": {
        "file": "string: the backup",
        "size": "integer: bytes",
        "head": HEAD,
        "entries": "integer: entries of the log in it",
    },
    "restore": {
        "record": "string: the new folder",
        "entries": "integer: entries of the log",
        "head": HEAD,
        "erased": "integer: entries erased again",
        "problems": ["string: what is wrong, in words"],
    },
    "check": {
        "ok": "boolean: whether nothing is wrong",
        "entries": "integer: entries of the log",
        "head": HEAD,
        "sources": "integer: sources checked",
        "statements": "integer: statements checked",
        "quotes": "integer: quotes found again, with --quotes",
        "erased": "integer: entries whose content was erased",
        "problems": ["string: what is wrong, in words"],
        "notes": ["string: what is worth knowing and not wrong"],
    },
    "export": {
        "file": "string: the file",
        "facts": "integer: lines written",
        "audience": "string: for whom",
        "purpose": "string: what for; empty if nothing is open to that audience",
        "withheld": {"*": "integer: facts of that kind that were withheld"},
        "withheld_because": {"*": "integer: facts that were withheld for that reason"},
        "words": "string: what was withheld, in a sentence; empty if nothing was",
    },
}
