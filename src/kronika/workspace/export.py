"""Writing what may leave into a file: CSV, Parquet, FollowTheMoney."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from kronika.disclosure import ftm, rows
from kronika.disclosure.permission import AUDIENCES, Permission
from kronika.errors import InputError
from kronika.model.statement import ACCEPTED, Mention, Recorded
from kronika.store import queries
from kronika.workspace.leaving import Leaving
from kronika.workspace.opening import now, opened
from kronika.workspace.people import NAMED, entities, protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kronika.model.source import Source
    from kronika.settings import Settings
    from kronika.store.record import Record

FORMATS = ("csv", "parquet", "ftm")

#: facts that may leave, by whom they are about, each with the mention that it says something of
Facts = dict[str, list[tuple[Mention, Recorded]]]

#: whom acts happen to
_SUBJECTS = ("person", "organisation", "group", "facility", "court", "figure")


def export(settings: Settings, out: Path, *, form: str, audience: str, purpose: str = "") -> dict[str, Any]:
    """Write the facts that may leave for an audience into a file.

    Returns:
        ``file``, ``facts`` (lines that were written), ``audience``, ``withheld`` (kind, or what it is in words: how many).
    """
    if form not in FORMATS:
        raise InputError(f"there is no such format; there are {', '.join(FORMATS)}", where=form, advice="Give one with --format")
    if audience not in AUDIENCES:
        raise InputError(
            f"there is no such audience; there are {', '.join(AUDIENCES)}", where=audience, advice="Say which with --for"
        )
    with opened(settings) as record:
        joined = entities(record)
        leaving = Leaving(record, audience, now(settings), joined, purpose=purpose)
        subjects, facts = told(record, leaving)
        sources = {source.id: leaving.source(source) for source, _ in queries.sources(record.connection)}
        if form == "ftm":
            content, number = _as_ftm(record, subjects, facts, sources, joined, leaving)
        else:
            made = rows.permitted(subjects, _keyed(facts), sources, _Decided(subjects))
            content, number = (rows.as_csv(made) if form == "csv" else rows.as_parquet(made)), len(made)
    write_new(out, content)
    return {"file": str(out), "facts": number, "audience": audience, "withheld": dict(sorted(leaving.withheld.items()))}


class _Decided(Permission):
    """Says what was decided before: all that is here may leave, and whoever has a name here may be named."""

    def __init__(self, subjects: Iterable[rows.Subject]) -> None:
        super().__init__((), AUDIENCES[0], "")
        self._named = {subject.mention for subject in subjects if subject.name}

    def allows(self, person: str, kind: str, scopes: Iterable[str], members: Iterable[str] = ()) -> bool:  # noqa: ARG002 - see the class
        """Say whether a fact may leave."""
        return kind != "name" or person in self._named


def told(record: Record, leaving: Leaving) -> tuple[list[rows.Subject], Facts]:
    """Return whom accepted facts are about, and those facts of each that may leave; what stays here is counted.

    First come those who are named, in the order of the record, then the others in no order: a place in a list would say who
    they are.
    """
    mentions = {mention.id: mention for mention in queries.mentions(record.connection)}
    held: Facts = {}
    for item in queries.statements(record.connection):
        mention = mentions[item.statement.mention]
        if item.standing in ACCEPTED and not item.until:
            held.setdefault(mention.subject or mention.id, []).append((mention, item))
    named: list[rows.Subject] = []
    others: list[rows.Subject] = []
    facts: Facts = {}
    for ident, lines in held.items():
        if ident not in mentions or mentions[ident].kind not in _SUBJECTS:
            leaving.withheld[mentions[ident].kind if ident in mentions else "act"] += len(lines)
            continue
        subject = rows.Subject(ident, leaving.name(ident, lines))
        if not subject.name and mentions[ident].kind in NAMED:
            leaving.refuse("name", ident)
        (named if subject.name else others).append(subject)
        facts[ident] = [(about, leaving.clean(ident, about, item)) for about, item in lines if leaving.fact(ident, about, item)]
    secrets.SystemRandom().shuffle(others)
    return [*named, *others], facts


def _keyed(facts: Facts) -> Facts:
    """Return facts whose acts have ids for this file alone: the record's follow from a list and a name, which can be guessed."""
    key = secrets.token_bytes(32)

    def made(about: Mention) -> Mention:
        return about._replace(id="a" + blake2b(about.id.encode(), key=key, digest_size=8).hexdigest()) if about.subject else about

    return {ident: [(made(about), item) for about, item in lines] for ident, lines in facts.items()}


def _as_ftm(
    record: Record,
    subjects: list[rows.Subject],
    facts: Facts,
    sources: Mapping[str, Source],
    joined: Mapping[str, str],
    leaving: Leaving,
) -> tuple[bytes, int]:
    """Return entities of FollowTheMoney, one a line, and their number; whoever may not be named is no entity there."""
    lines = [line for subject in subjects if subject.name for line in facts[subject.mention]]
    terms = ftm.Terms(
        key=record.export_key,
        addresses={source.id: source.address for source in sources.values()},
        protected=frozenset(protected(record)),
    )
    mentions = {about.id: about for about, _ in lines}
    made = ftm.exchange(mentions.values(), (item for _, item in lines), joined, terms)
    for note in made.notes:
        what, _, number = note.removeprefix("Left out: ").rpartition(": ")
        leaving.withheld[what] += int(number)
    written = [json.dumps(entity, ensure_ascii=False) for entity in made.entities()]
    return "".join(f"{line}\n" for line in written).encode("utf-8"), len(written)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read (where the system knows owners); a half one is not left behind.

    Raises:
        InputError: if there is one of that name, or it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            try:
                file.write(content)
                file.flush()
            except BaseException:
                file.close()
                with suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError as error:
        raise InputError("there is a file of that name already", where=str(path), advice="Choose another name") from error
    except OSError as error:
        raise InputError(f"it cannot be written ({error.strerror})", where=str(path), advice="Choose another place") from error
