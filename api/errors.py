"""Errors that people cause or can mend: one clear sentence, what to do next, and a documented exit code."""

from enum import IntEnum

from crawlers.spider import SourceError
from data.case_files import CaseError
from data.reference import ReferenceTableError
from data.store import StoreError
from scoring.errors import ModelError, TableError


class Exit(IntEnum):
    """Exit codes of the command line; they are part of the manual."""

    OK = 0
    FAILED = 1  #: something broke that should not have
    USAGE = 2  #: a wrong domain, file, column or option; nothing was written
    SOURCE = 3  #: a response that is not evidence (a typed source error)
    UNAVAILABLE = 4  #: the store or a model cannot be used as it is


class UsageError(Exception):
    """What was asked for cannot be done as asked; the message says why and what to do."""


_CODES: tuple[tuple[tuple[type[Exception], ...], Exit], ...] = (
    ((SourceError,), Exit.SOURCE),
    ((UsageError, CaseError, TableError), Exit.USAGE),
    ((StoreError, ReferenceTableError, ModelError), Exit.UNAVAILABLE),
)


def exit_code(error: Exception) -> Exit | None:
    """The exit code of a known error, or None where the error is a fault of ours and must show its traceback."""
    for kinds, code in _CODES:
        if isinstance(error, kinds):
            return code
    return None
