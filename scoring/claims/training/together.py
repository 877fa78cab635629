"""Fit several encoders side by side.

Each by one thread of a process of its own, as many at once as there are processors.

More threads are not quicker here, and their sums differ from run to run.
"""

import os
from collections.abc import MutableSequence, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from scoring.claims.encoder import Encoder
from scoring.claims.training.encoder import Lesson, lessons, vocabulary_of_the_package, write_encoder
from scoring.claims.training.examples import Example
from scoring.claims.wordpiece import WordPieces

LOOKED_AT: Final = 1.0  # seconds between two looks at how far they are


def fit_encoders(parts: Sequence[tuple[Sequence[Example], Path]], console: Console) -> list[Encoder]:
    """An encoder for each part: its labelled anchors, and the folder for its files."""
    vocabulary = WordPieces(vocabulary_of_the_package().decode().splitlines())
    folders = [folder for _, folder in parts]
    workers, context = min(len(parts), os.cpu_count() or 1), get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(workers, mp_context=context) as pool:
        shares = manager.list([0.0] * len(parts))
        fits = [
            pool.submit(_fit, lessons(examples, vocabulary), folder, shares, place)
            for place, (examples, folder) in enumerate(parts)
        ]
        _watch(fits, shares, console)
        for fit in fits:
            fit.result()
    return [Encoder(folder) for folder in folders]


def _fit(found: Sequence[Lesson], folder: Path, shares: MutableSequence[float], place: int) -> None:
    """The work of one process; `shares[place]` says how much of it is done, 0 to 1."""

    def told(share: float) -> None:
        shares[place] = share

    write_encoder(found, folder, told)


def _watch(fits: Sequence[Future[None]], shares: Sequence[float], console: Console) -> None:
    with Progress(console=console) as progress:
        task = progress.add_task(f"fine-tuning {len(fits)} encoders", total=len(fits))
        while wait(fits, timeout=LOOKED_AT).not_done:
            progress.update(task, completed=sum(shares))
        progress.update(task, completed=len(fits))
