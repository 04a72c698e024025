"""Keeping a record safe: check, backup, restore, erasure, legal hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import InputError, KronikaError
from kronika.store import backup as backups
from kronika.store import check as checks
from kronika.store import erase as erasures
from kronika.store import queries
from kronika.store.chain import parse_head
from kronika.store.record import Record
from kronika.workspace.erased import with_prints
from kronika.workspace.fitting import outlasting, say_again
from kronika.workspace.opening import folder, now, opened, role, same_role, writing
from kronika.workspace.people import NAMED, entities

if TYPE_CHECKING:
    from pathlib import Path

    from kronika.settings import Settings


def check(settings: Settings, *, quotes: bool = False, rebuild: bool = False, head: str = "") -> checks.Findings:
    """Check the record; see :func:`kronika.store.check.check`."""
    known = parse_head(head) if head else None
    with opened(settings, trusting=True) as record:
        return checks.check(record, quotes=quotes, rebuild=rebuild, known_head=known)


def accept_loss(settings: Settings) -> str:
    """Go on with a log that is shorter than its head says: note the loss and write the head anew; return it."""
    acting = role(settings)
    with opened(settings, trusting=True) as record:
        return record.accept_loss(by=acting, clock=settings.clock).hex


def backup(settings: Settings, target: Path) -> dict[str, Any]:
    """Write a backup file; return its size and the head that it holds."""
    with opened(settings) as record:
        size, head = backups.backup(record, target, now=now(settings))
        return {"file": str(target), "size": size, "head": head, "entries": record.head.entries}


def restore(settings: Settings, backup_file: Path, target: Path, lists: list[Path]) -> dict[str, Any]:
    """Unpack a backup into a new folder and erase in it what was erased since.

    Args:
        settings: of the shell; the passphrase is the backup's.
        backup_file: what ``backup`` wrote.
        target: a new or empty folder.
        lists: lists of erasures to apply; the one of the record that the settings name is added if there is one.

    Returns:
        ``record``, ``entries``, ``head``, ``erased``, and ``problems``: what is wrong with the record, and which lists could not
        be applied. All others were: one list that cannot be read must not leave a record from which nothing is erased.
    """
    paths = list(lists)
    if settings.record is not None and (settings.record / erasures.LIST).is_file() and settings.record != target:
        paths.append(settings.record / erasures.LIST)
    passphrase = settings.passphrase()
    backups.unpack(backup_file, target)
    erased, problems = 0, []
    with Record.open(target, passphrase) as record:
        own = target / erasures.LIST
        done: set[tuple[erasures.Target, str]] = set()
        for path in [own, *paths] if own.is_file() else paths:
            try:
                noted = erasures.noted(record, path)
            except KronikaError as error:
                if path in lists or path == own or not _is_other(settings, passphrase, record):
                    problems.append(str(error))
                continue
            for wanted, ground, roles in noted:
                if path != own and (wanted, ground) not in done:
                    erased += _erase(record, settings, wanted, ground, roles).entries
                done.add((wanted, ground))
        found = checks.check(record)
    problems += found.problems
    return {"record": str(target), "entries": found.entries, "head": found.head, "erased": erased, "problems": problems}


def _is_other(settings: Settings, passphrase: str, record: Record) -> bool:
    """Say whether the record that the settings name is certainly another one than this: its list of erasures is none of ours."""
    try:
        with Record.open(folder(settings), passphrase, trusting=True) as here:
            return here.id != record.id
    except KronikaError:
        return False


def _erase(record: Record, settings: Settings, wanted: erasures.Target, ground: str, roles: tuple[str, str]) -> erasures.Erased:
    lost = outlasting(record, wanted)
    with record.writing(by=roles[0], clock=settings.clock, command="erase") as writer:
        done = erasures.erase(writer, wanted, ground=ground, roles=roles)
        say_again(writer, record, lost, wanted)
    for sha256 in done.files:
        record.blobs.delete(sha256)
    record.fold()
    erasures.note(record, wanted, ground=ground, roles=roles)
    return done


def erase(settings: Settings, ident: str, *, ground: str, second: str) -> dict[str, Any]:
    """Erase a source, a person with all acts, or a statement, on a ground and by two roles.

    Who was judged to be the same person goes too: whoever asks to be forgotten means every list that has them.

    Raises:
        InputError: without a ground or a second role.
        KronikaError: if a legal hold covers it.
    """
    acting = role(settings)
    if not ground.strip():
        raise InputError("an erasure needs a ground", advice="Say it with --ground, for example 'asked by the person'")
    if not second.strip() or same_role(second, acting):
        raise InputError("an erasure needs two different roles", advice="Name the second one with --second")
    with opened(settings) as record:
        wanted = with_prints(record, _target(record, ident), ident)
        hold = erasures.held(record, wanted)
        if hold:
            raise KronikaError(
                f"a legal hold covers this ({hold})", where=ident, advice="Lift it with 'kronika erase --lift-hold' first"
            )
        done = _erase(record, settings, wanted, ground, (acting, second))
        return {
            "entries": done.entries,
            "persons": done.persons,
            "statements": done.statements,
            "sources": len(wanted.sources),
            "still_in_sources": list(done.remaining),
            "kept_out": bool(wanted.prints),
            "list_for_backups": str(record.folder / erasures.LIST),
            "head": record.head.hex,
        }


def _target(record: Record, ident: str) -> erasures.Target:
    wanted = erasures.target(record, ident)
    if ident not in wanted.mentions or queries.mention(record.connection, ident).kind not in NAMED:
        return wanted
    joined = entities(record)
    for member in [member for member, entity in joined.items() if entity == joined.get(ident) and member != ident]:
        more = erasures.target(record, member)
        wanted = erasures.Target(
            wanted.sources | more.sources, wanted.mentions | more.mentions, wanted.statements | more.statements
        )
    return wanted


def hold(settings: Settings, ident: str, *, ground: str, on: bool) -> None:
    """Set or lift a legal hold: what it covers cannot be erased."""
    if on and not ground.strip():
        raise InputError("a legal hold needs a ground", advice="Say it with --ground")
    with opened(settings) as record:
        erasures.target(record, ident)
        with writing(settings, record, "hold") as writer:
            writer.append("hold", {"target": ident, "ground": ground, "on": on})


def where(settings: Settings) -> Path:
    """Return the record's folder."""
    return folder(settings)
