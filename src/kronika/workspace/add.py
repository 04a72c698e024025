"""Adding sources: capture the bytes, read them, propose what they say; each source is saved whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kronika import capture
from kronika.errors import KronikaError, RecordError
from kronika.model.ids import source_id
from kronika.model.source import Custody, Document, Source
from kronika.reading import text as text_reading
from kronika.reading.totals import read_totals, table_of_totals
from kronika.store import queries
from kronika.store.opening import is_record
from kronika.workspace import lists
from kronika.workspace.erased import Forgotten
from kronika.workspace.intake import About, Intake, in_order
from kronika.workspace.opening import now, opened, role, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kronika.model.statement import Reading
    from kronika.settings import Settings
    from kronika.store.record import Record
    from kronika.store.writer import Writer


@dataclass
class Saved:
    """A source that is in the record now.

    Attributes:
        id, sha256, name: of the source.
        new: whether its bytes were not there before.
        mentions, statements: how many were proposed.
        edition: for a list: rows new, changed, unchanged, vanished, and the name of the list.
        notes: what was skipped or could only be read in part.
        unreadable: why no text could be read; empty if it could.
    """

    id: str
    sha256: str
    name: str
    new: bool
    mentions: int = 0
    statements: int = 0
    edition: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreadable: str = ""


@dataclass
class Added:
    """What ``add`` did: sources saved, files skipped or failed (each with its line), and the head."""

    saved: list[Saved] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes on their way in."""

    name: str
    content: bytes
    about: About
    copy_of: str = ""
    limits: capture.Limits = field(default_factory=capture.Limits)


def add(
    settings: Settings,
    paths: Sequence[Path],
    intake: Intake,
    *,
    let_in_erased: str = "",
    on_saved: Callable[[Saved], None],
    on_start: Callable[[int], None],
) -> Added:
    """Add files and folders.

    Args:
        settings: of the shell, with a role.
        paths: files and folders.
        intake: what is known of them.
        let_in_erased: the ground on which persons who were erased may come in again; empty: they are left out and counted.
        on_saved: called when a source is safely in the record.
        on_start: called with the number of files before the first.
    """
    role(settings)
    done = Added()
    with opened(settings) as record:
        forgotten = Forgotten(record, let_in_erased)
        found = list(capture.files(paths, note=done.skipped.append, closed=is_record))
        on_start(len(found))
        for path in in_order(found, intake):
            try:
                about = intake.about(path)
                if about.skip:
                    done.skipped.append(f"{path}: {about.skip}.")
                    continue
                content = capture.load(path)
                for saved in _take(settings, record, forgotten, _Bytes(path.name, content, about), done.failed):
                    done.saved.append(saved)
                    on_saved(saved)
            except RecordError:
                raise
            except KronikaError as error:
                error.where = error.where or str(path)
                if str(error) not in done.failed:
                    done.failed.append(str(error))
        done.skipped.extend(intake.notes)
        done.head = record.head.hex
    return done


def _take(settings: Settings, record: Record, forgotten: Forgotten, incoming: _Bytes, failed: list[str]) -> Iterable[Saved]:
    """Put one source into the record, then those it holds inside; one of these that cannot be taken does not stop the others."""
    sha256 = hashlib.sha256(incoming.content).hexdigest()
    document, unreadable = _read(incoming)
    source = _source(settings, incoming, sha256, document, unreadable)
    custody = Custody(source.id, source.captured, source.captured_by, incoming.name)
    known = _is_known(record, source.id)
    plan = lists.plan(record, source, document, incoming.about) if document and not known else None
    if plan is not None:
        source = replace(source, edition_of=plan.mapping.list)
    saved = Saved(
        source.id, sha256, incoming.name, new=not known, unreadable=unreadable, notes=list(document.notes if document else ())
    )
    reading, language = _text(document, source, plan) if document and not known else (None, "")
    with writing(settings, record, f"add {incoming.name}") as writer:
        writer.add_source(source, incoming.content, document, custody, language=language)
        if document and plan is not None:
            _propose_list(writer, record, source, document, plan, saved, forgotten)
        elif reading is not None:
            saved.mentions, saved.statements = writer.propose(source.id, [forgotten.reading(reading)])
            saved.notes.extend([*reading.notes, *forgotten.note(writer, source.id, rows=False)])
    if known and document and document.tables and incoming.about.mapping:
        saved.notes.append("it was read when it came first; its mapping is not applied again.")
    yield saved
    for part in document.parts if document else ():
        about = About(part.published or source.published, part.address, source.origin, None)
        inside = _Bytes(part.name, part.content, about, source.id, incoming.limits.inside())
        try:
            for taken in _take(settings, record, forgotten, inside, failed):
                taken.notes.extend(part.notes if taken.sha256 == hashlib.sha256(part.content).hexdigest() else ())
                yield taken
        except RecordError:
            raise
        except KronikaError as error:
            error.where = f"{incoming.name}: {error.where or part.name}"
            failed.append(str(error))


def _is_known(record: Record, ident: str) -> bool:
    return bool(queries.custody(record.connection, ident))


def _read(incoming: _Bytes) -> tuple[Document | None, str]:
    """Read the bytes; what cannot be read is still a source, with the reason."""
    try:
        return capture.read(incoming.content, incoming.name, limits=incoming.limits), ""
    except KronikaError as error:
        return None, str(error)


def _source(settings: Settings, incoming: _Bytes, sha256: str, document: Document | None, unreadable: str) -> Source:
    about = incoming.about
    return Source(
        id=source_id(sha256),
        sha256=sha256,
        size=len(incoming.content),
        media_type=document.media_type if document else capture.media_type(incoming.content, incoming.name),
        name=incoming.name,
        address=about.address or (document.address if document else ""),
        published=about.published or (document.published if document else ""),
        captured=now(settings),
        captured_by=role(settings),
        origin=about.origin,
        copy_of=incoming.copy_of,
        unreadable=unreadable,
    )


def _text(document: Document, source: Source, plan: lists.Plan | None) -> tuple[Reading | None, str]:
    """Read what is no list: a table of totals, or running text. Returns what is proposed, and the language."""
    if plan is not None:
        return None, plan.mapping.language
    totals = table_of_totals(document)
    if totals is not None:
        return read_totals(totals, source), ""
    proposals = text_reading.propose(document, source=source.id, published=source.published)
    return text_reading.reading(proposals, source.id, source.published), proposals.language


def _propose_list(
    writer: Writer, record: Record, source: Source, document: Document, plan: lists.Plan, saved: Saved, forgotten: Forgotten
) -> None:
    result = lists.apply(writer, record, source, document, plan, forgotten)
    saved.mentions, saved.statements, saved.edition = result.mentions, result.statements, result.summary
    saved.notes.extend([*result.notes, *forgotten.note(writer, source.id, rows=True)])
