"""What went wrong, where, and what to do next, in one line.

Every error that a user can cause or meet is a :class:`KronikaError`. A shell prints ``str(error)`` and exits with
``error.status``; it never prints a traceback. Messages name files, rows and columns; they never quote the passphrase,
and quote a source's content only where the user just gave it.
"""

from __future__ import annotations


class KronikaError(Exception):
    """The root of all errors.

    Args:
        what: what is wrong, without a full stop.
        where: file, row, column, page or entry; empty if the whole command is meant.
        advice: what to do next, a full sentence without its full stop.
    """

    #: exit status of a command that ends with this error
    status = 1

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        advice = self.advice if self.advice.endswith(("?", ".")) else f"{self.advice}."
        text = f"{line}. {advice}" if self.advice else f"{line}."
        return " ".join(text.split())


class InputError(KronikaError):
    """A file, a row, a mapping or an option value that cannot be used."""


class MissingError(KronikaError):
    """An optional part (library or program) is not installed."""


def missing(library: str, extra: str) -> MissingError:
    """Return the error for an optional library that is not installed.

    Args:
        library: its name as people know it, e.g. ``spaCy``.
        extra: the group of optional libraries that it comes with: ``read``, ``link``, ``estimate`` or ``spark``.

    >>> print(missing("spaCy", "read"))
    spaCy is not installed. Run: pip install "kronika[read]" (in a checkout: pip install -r requirements/read.txt).
    """
    return MissingError(
        f"{library} is not installed",
        advice=f'Run: pip install "kronika[{extra}]" (in a checkout: pip install -r requirements/{extra}.txt)',
    )


class RecordError(KronikaError):
    """The record cannot be opened, is held by another process, is of a newer version, or is damaged."""


class PassphraseError(RecordError):
    """The passphrase is wrong, or the file is damaged at its very start (the two cannot be told apart)."""


class BusyError(RecordError):
    """Another process holds the record."""


class StorageError(RecordError):
    """The disk is full or cannot be written."""


class NotFoundError(KronikaError):
    """No such source, person, statement or definition in the record."""


class FindingError(KronikaError):
    """A check found something: verification failed, a leak, a quote that is not in its source."""

    status = 3
