"""``unfakeable``: the command line.

Each command lives in ``api/commands``; this file lists them and turns errors into sentences.

Exit codes: 0 done, 1 a fault of the program, 2 asked for wrongly (nothing was written), 3 a response that is not
evidence, 4 the store or a model cannot be used as it is.
"""

import sys

import typer
from rich.console import Console

from api.commands import audits, batches, cases, crawls, evaluations, language, models, runs, service
from api.errors import exit_code

app = typer.Typer(
    name="unfakeable",
    help="Audits the public signals of a startup: what is claimed, what others verify, and what each signal would cost "
    "to fake.\n\nExit codes: 0 done, 1 a fault of the program, 2 asked for wrongly (nothing was written), 3 a response "
    "that is not evidence, 4 the store or a model cannot be used as it is.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for module in (runs, audits, batches, language, cases, crawls, service, models, evaluations):
    module.register(app)


def main() -> None:
    """Run the command line; a known error is one sentence on standard error, an unknown one shows its traceback."""
    try:
        app()
    except BrokenPipeError:
        # The reader went away (``| head``): not our error.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"unfakeable: {error}", markup=False)
        sys.exit(int(code))


if __name__ == "__main__":
    main()
