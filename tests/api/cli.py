"""The command line as a person meets it: arguments in; exit code, standard output and standard error out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from api import cli


@dataclass(frozen=True, slots=True)
class Said:
    """How one command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


def command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """A function that runs ``unfakeable`` with the given arguments through its real entry point."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["unfakeable", *map(str, arguments)])
        capsys.readouterr()
        code: object = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
        shown = capsys.readouterr()
        return Said(int(code) if isinstance(code, int) else 0, shown.out, shown.err)

    return run
