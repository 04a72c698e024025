"""Writing what may leave into a file: CSV, Parquet, FollowTheMoney."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kronika.disclosure import ftm, rows
from kronika.errors import InputError
from kronika.model.statement import ACCEPTED
from kronika.store import queries
from kronika.workspace.leaving import Leaving, withheld_words
from kronika.workspace.opening import now, opened
from kronika.workspace.people import entities, protected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kronika.disclosure.gate import Lines, Release
    from kronika.settings import Settings
    from kronika.store.record import Record

FORMATS = ("csv", "parquet", "ftm")
#: what FollowTheMoney has no place for
_NO_PLACE = "this format has no place for it"


def export(settings: Settings, out: Path, *, form: str, audience: str, purpose: str = "") -> dict[str, Any]:
    """Write the facts that may leave for an audience and a purpose into a file.

    Args:
        settings: of the shell.
        out: the file; it must not exist.
        form: one of ``FORMATS``.
        audience: for whom.
        purpose: for what; empty: the only one that anything is open for.

    Returns:
        ``file``, ``facts`` (lines that were written), ``audience``, ``purpose``, ``withheld`` (kind, or what it is in words: how
        many), ``withheld_because`` (reason: how many), ``words`` (the same in a sentence; empty if nothing was).
    """
    if form not in FORMATS:
        raise InputError(f"there is no such format; there are {', '.join(FORMATS)}", where=form, advice="Give one with --format")
    with opened(settings) as record:
        joined = entities(record)
        leaving = Leaving(record, audience, now(settings), joined, purpose=purpose)
        release = released(record, leaving)
        if form == "ftm":
            content, number = _as_ftm(record, release, joined, leaving)
        else:
            content, number = rows.as_csv(release) if form == "csv" else rows.as_parquet(release), len(release.facts)
    write_new(out, content)
    return {
        "file": str(out),
        "facts": number,
        "audience": audience,
        "purpose": leaving.purpose,
        "withheld": dict(sorted(leaving.withheld.items())),
        "withheld_because": dict(leaving.because.most_common()),
        "words": withheld_words(leaving),
    }


def released(record: Record, leaving: Leaving) -> Release:
    """Return those of the accepted facts that may leave; what stays here is counted."""
    mentions = {mention.id: mention for mention in queries.mentions(record.connection)}
    held: dict[str, Lines] = {}
    for item in queries.statements(record.connection):
        mention = mentions[item.statement.mention]
        if item.standing in ACCEPTED and not item.until:
            held.setdefault(mention.subject or mention.id, []).append((mention, item))
    sources = [source for source, _ in queries.sources(record.connection)]
    return leaving.release(held, mentions, sources, secrets.token_bytes(32))


def _as_ftm(record: Record, release: Release, joined: Mapping[str, str], leaving: Leaving) -> tuple[bytes, int]:
    """Return entities of FollowTheMoney, one a line, and their number; whoever may not be named is no entity there."""
    made = ftm.exchange(release, joined, ftm.Terms(key=record.export_key, protected=frozenset(protected(record))))
    for note in made.notes:
        what, _, number = note.removeprefix("Left out: ").rpartition(": ")
        leaving.withheld[what] += int(number)
        leaving.because[_NO_PLACE] += int(number)
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
