"""What several answers have in common: statements, cards, proposals; see :mod:`kronika.cli.shapes`."""

from __future__ import annotations

HEAD = "string: head of the log, 64 hexadecimal digits"
DAY = "string: a day, ISO 8601"
EDTF = "string: date in EDTF, for example 2021-05; empty if unknown"
MOMENT = "string: moment, ISO 8601 with UTC offset"

STATEMENT = {
    "id": "string: id of the statement",
    "property": "string: what is said, for example date; see docs/vocabulary.md",
    "value": "string: the value as normalised",
    "as_written": "string: the value as the source has it",
    "quote": "string: the exact words of the source; empty if the whole list says it",
    "source": "string: id of the source",
    "source_name": "string: name of the source",
    "where": "string: place in the source in words, for example line 12 or row 3, column D",
    "start": "integer: where the quote begins in the source's text, in characters",
    "end": "integer: where it ends",
    "rule": "string: what proposed it",
    "stated_by": "string: who says so, where that is not the source itself",
    "standing": "string: proposed, transcribed, asserted, disputed, rejected or withdrawn",
    "published": "string: when the source was published, EDTF; empty if unknown",
    "captured": MOMENT,
    "proposed": MOMENT,
    "accepted": "string: when it was transcribed or asserted; empty if it was not",
    "until": "string: day of the later edition that no longer says so; empty if it stands",
    "confidence": "number or null: how often the rule was right where that was measured, 0 to 1",
    "waits": "string: why it waits for a second reader, in words; empty if it does not",
}
CARD_HEAD = {
    "mention": "string: id of the person, organisation or act",
    "kind": "string: person, detention, sentence, ...; see docs/vocabulary.md",
    "about": "string: name of the person or organisation",
    "person": "string: id of the person or organisation that it is about or happened to",
    "list": "string: name of the list; empty if it is from no list",
}
CARD = {**CARD_HEAD, "source": "string: id of the source", "statements": [STATEMENT]}
SIDE_BY_SIDE = {
    "of": "string: id of the act, or of the person",
    "kind": "string: person, or kind of act",
    "property": "string: what differs",
    "values": [
        {
            "value": "string: one of the values",
            "origins": "integer: from how many independent origins; copies of one count once",
            "statements": [STATEMENT],
        }
    ],
}
NAMED = {"mention": "string: id", "name": "string: name as written"}
NAME_OR_BODY = {
    "as_written": "string: the name as the text has it",
    "nominative": "string: its base form",
    "start?": "integer: where it begins in the text",
    "end?": "integer: where it ends",
}
PROPOSAL = {
    "kind": "string: detention, sentence, figure, ...; see docs/vocabulary.md",
    "person": [NAME_OR_BODY],
    "organisation": [NAME_OR_BODY],
    "date": "string or null: EDTF",
    "place": "string or null: as written",
    "court": "string or null: as written",
    "article": "string or null: article and part, for example 342(1)",
    "term": "string or null: ISO 8601 duration, or life",
    "regime": "string or null: code",
    "how": "string or null: code of the way of release or liquidation",
    "figure or null": {
        "qualifier": "string: almost, more than, ...; empty if none",
        "value": "number: the number that is claimed",
        "of": "string: what was counted",
        "unit": "string: people, facts, ...",
        "as_of": "string: EDTF; empty if not said",
        "claimed_by": "string: who claims it; empty if it is the source itself",
    },
    "attributed_to": "string: who says so, where that is not the source itself",
    "quote": "string: the exact words",
    "start": "integer: where the quote begins in the text, in characters",
    "end": "integer: where it ends",
    "rule": "string: what found it",
    "confidence": "number or null: how often the rule was right where that was measured, 0 to 1",
    "group or null?": {
        "description": "string: whom the text speaks of, where they are not named",
        "count_low": "integer or null: at least so many",
        "count_high": "integer or null: at most so many",
        "unit": "string: people, families, ...",
    },
    "date_resolved?": "boolean: whether a part of the date was taken from the day of publication or from another date",
    "in_absentia?": "boolean: whether it happened in absence",
    "judge?": "string: as written",
    "prosecutor?": "string: as written",
    "form?": "string: code of the form of ill-treatment",
    "basis?": "string: code of the legal basis",
    "fine?": "string: as written",
    "status?": "string: code of the state of a recognition",
    "label?": "string: label of a designation, as written",
    "authority?": "string: who did or declared it, as written",
    "language?": "string: en, ru or be",
    "row?": "integer: row of the list",
}
COMPARISON = {
    "score": "number: probability that it is one name, 0 to 1",
    "verdict": "string: same, possible or different",
    "reasons": ["string: why, in words"],
    "parts": {
        "surname": "string: how the surnames agree",
        "given": "string: how the given names agree",
        "patronymic": "string: how the patronymics agree",
    },
}
DEFINITION = {
    "name": "string: name",
    "version": "integer or string: version",
    "unit": "string: people, facts, cases or organisations",
    "title": {"*": "string: title in the language of the key"},
    "explained": {"*": "string: the definition in words, in the language of the key"},
    "sources": [{"title": "string: what it follows", "address": "string: where that is published"}],
}
DECISION = {
    "changed": "integer: statements that have the new standing",
    "waiting_for_second_reader": ["string: id of a statement that another role has to read too"],
    "disagreeing": ["string: id of one of them on which two roles answered differently"],
    "head": HEAD,
}
JUDGEMENT = {
    "left": "string: id of the first",
    "right": "string: id of the second",
    "left_name": "string: name of the first",
    "right_name": "string: name of the second",
    "verdict": "string: same, different or unsure",
    "joined": "boolean: whether the two are one now",
    "was_joined": "boolean: whether they were one before",
    "through": ["string: name and id of another who still joins the two, though they are not judged the same"],
    "blocked": "boolean: whether a judgement of difference keeps them apart",
    "against": ["string: what contradicts that the two are one, in words"],
    "waits": "string: why nothing changed yet: another role has to judge too; empty if it was judged",
}
NOTED = {"id": "string: id of the consent or opening"}
NUMBERS = {
    "in": "integer: who counts",
    "disputed": "integer: sources or dates disagree",
    "unknown": "integer: imprecise date, silence, or a term that has passed",
    "out": "integer: who does not count",
}
POINT = {"on": DAY, **NUMBERS}
EDITION = {"source": "string: id of the source", "name": "string: name of the source", "published": EDTF}
REVIEWED = {
    "month": "string: as asked",
    "language": "string: en, ru or be",
    "audience": "string: for whom; empty: a working draft",
    "definition": "string: of those who are held",
    "title": "string: heading",
    "text": "string: the draft",
    "sentences": [
        {
            "text": "string: the sentence",
            "kind": "string: stock, balance, or a kind of act",
            "statements": ["string: id of a statement that it rests on and that may be named"],
        }
    ],
    "left_out": [{"text": "string: a sentence that its audit did not pass", "why": "string: in words"}],
    "audit": {"*": "integer: claims of the draft with this verdict"},
    "withheld": {"*": "integer: facts of this kind that may not leave for the audience"},
    "notes": ["string: what was withheld or could not be said"],
}
#: one claim of a text and what the record says to it
AUDITED = {
    "quote": "string: the exact words of the text",
    "start": "integer: first character of the quote in the text",
    "end": "integer: the character after its last one",
    "kind": "string: kind of act, or figure",
    "person": "string: of whom, as written; empty for a number",
    "figure or null": {
        "value": "number: the number",
        "qualifier": "string: almost, about, at least, over, under, up to, exactly; empty if none",
        "of": "string: what is counted, as written",
        "unit": "string: people, organisations or facts",
        "claimed_by": "string: who claims it; empty: the text itself",
    },
    "verdict": "string: supported, contradicted, incomparable, undocumented or unsafe",
    "record": "string: the verdict before safety: what the record says, whoever may read it",
    "why": "string: in words",
    "statements": [
        {
            "id": "string: id of the statement",
            "side": "string: for or against the claim",
            "property": "string: what it says of",
            "value": "string: normalised value",
            "quote": "string: the exact words of the source",
            "source": "string: id of the source",
            "source_name": "string: name of the list or the source",
            "where": "string: place in the source, in words",
            "origin": "string: whose list or report it copies; one origin counts once",
            "stated_by": "string: who states it, where that is not the source itself",
            "published": EDTF,
            "standing": "string: transcribed, asserted, disputed or proposed",
        }
    ],
    "origins": "integer: independent origins of the statements that decide",
    "counts": ["string: our own count beside a number, under each definition, in words"],
}


#: shapes that the reference explains once
SHARED = {"statement": STATEMENT, "card": CARD}
CLOCKS = {
    "known": "string or null: as known in this record on that day; null: now",
    "public_by": "string or null: as public on that day; null: publication does not matter",
}
COUNTED = {
    "on": DAY,
    "in": "integer: how many count",
    "disputed": "integer: how many are disputed",
    "unknown": "integer: of how many it is unknown",
    "definition": "string: name of the definition",
    "version": "integer or string: its version",
    "list": "string or null: the list, if only one was counted",
    **CLOCKS,
}
WAY = {
    "way": "string: code of the way in or out",
    "words": "string: in words",
    "count": "integer: how many people",
    "people": [
        {
            **NAMED,
            "cause": "string: why they stand where they stand",
            "late": "boolean: it happened by the first day and became known later",
        }
    ],
}
PINNED = {
    "name": "string: what the figure is called",
    "number": "integer: how many were in",
    "unit": "string: people, facts, cases or organisations",
    "low": "integer: the fewest that it could mean",
    "high": "integer: the most",
    "disputed": "integer: how many were disputed",
    "unknown": "integer: of how many it was unknown",
    "definition": "string: name@version",
    "on": DAY,
    "since": "string or null: first day of a period",
    "known": "string: as known in this record on that day",
    "public_by": "string or null: as public on that day",
    "list": "string or null: the list, if only one was counted",
    "at": MOMENT,
    "by": "string: role that pinned it",
    "head": HEAD,
    "erased": "integer: people of its list who were erased since",
}
