"""Fine-tune the encoder on labelled anchors: five tasks at once over one pass of a sentence.

Needs the dependency group `encoder` (PyTorch, and the packages that carry MPNet), which only training uses. Seeds are
fixed and the sums ordered: the same corpus, versions, processor and number of its cores give the same bytes.
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.progress import Progress

from scoring.claims.encoder import LAYERS, VOCABULARY, WEIGHTS, Encoder, Floats, quantised, stored
from scoring.claims.kind import NONE
from scoring.claims.training import pretrained
from scoring.claims.training.examples import Labelled
from scoring.claims.training.lessons import Lesson, batches, lessons
from scoring.claims.vocabulary import COMMITMENTS, METRICS, RELATIONS
from scoring.claims.wordpiece import WordPieces

EPOCHS: Final = 2
BATCH: Final = 16  # sentences
FROZEN: Final = 3  # lowest layers that keep their weights
RATE: Final = 5e-5  # of the uppermost pretrained layer
FALL: Final = 0.9  # of the rate from a layer to the one below
HEAD_RATE: Final = 1e-3
WARM: Final = 0.1  # share of the steps in which the rate rises
LAST: Final = 0.02  # share of the rate that is left at the end
DECAY: Final = 0.01
DROPOUT: Final = 0.1
SEED: Final = 1
# How much each task counts; kinds of relations and their counterparties are what the figures miss most.
SHARE: Final = {"relation": 1.0, "metric": 0.7, "commitment": 0.6, "fit": 1.0, "tie": 0.7}


def fit_encoder(labelled: Sequence[Labelled], folder: Path, console: Console, what: str) -> Encoder:
    """Fine-tune on labelled anchors and write weights and vocabulary into a folder; `what` names it to who waits."""
    vocabulary = pretrained.vocabulary()
    found = lessons(labelled, WordPieces(vocabulary.decode().splitlines()))
    with Progress(console=console) as progress:
        task = progress.add_task(f"fine-tuning {what} on {len(found)} sentences", total=1.0)
        fitted = tuned(found, lambda share: progress.update(task, completed=share))
    write(fitted, vocabulary, folder)
    return Encoder(folder)


def write(weights: dict[str, Floats], vocabulary: bytes, folder: Path) -> None:
    """Write fitted weights and the vocabulary they read with into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VOCABULARY).write_bytes(vocabulary)
    arrays: dict[str, Any] = dict(quantised(weights))
    np.savez_compressed(folder / WEIGHTS, **arrays)


def average(first: Path, second: Path, folder: Path) -> None:
    """Write the mean of two stored encoders that were fitted from the same start.

    The mean of such weights reads better than either run (Wortsman et al. 2022, "model soups") and costs no more.
    """
    one, other = stored(first), stored(second)
    mean = {name: 0.5 * (array + other[name]) for name, array in one.items()}
    write(mean, (first / VOCABULARY).read_bytes(), folder)


def tuned(found: Sequence[Lesson], told: Callable[[float], None]) -> dict[str, Floats]:
    """Fit layers and heads by AdamW; word and position vectors stay as they came. `told` hears the share done."""
    import torch

    from scoring.claims.training.network import judged, new_heads, states

    torch.set_num_threads(os.cpu_count() or 1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    weights = {**{name: torch.tensor(array) for name, array in pretrained.weights().items()}, **new_heads()}
    groups = _groups(weights)
    fitted = [weight for group in groups for weight in group["params"]]
    optimiser: Any = torch.optim.AdamW(groups, weight_decay=DECAY, betas=(0.9, 0.98))
    steps = EPOCHS * len(batches(found, BATCH, random.Random(SEED)))

    def rate(step: int) -> float:
        return min(1.0, step / (WARM * steps)) * max(LAST, 1 - max(0.0, step / steps - WARM) / (1 - WARM))

    schedule: Any = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    done = 0
    for _ in range(EPOCHS):
        for batch in batches(found, BATCH, chance):
            encoded = [lesson.encoded for lesson in batch]
            scores = judged(weights, states(weights, encoded, dropout=DROPOUT), encoded, dropout=DROPOUT)
            losses = list(_losses(scores, batch))
            optimiser.zero_grad()
            torch.stack(losses).sum().div(len(batch)).backward()
            torch.nn.utils.clip_grad_norm_(fitted, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            told(done / steps)
    return {name: weight.detach().numpy() for name, weight in weights.items()}


def _groups(weights: dict[str, Any]) -> list[dict[str, Any]]:
    """What is fitted, with its rate: each layer above the frozen ones, and the heads."""
    groups: list[dict[str, Any]] = [
        {
            "params": [weight for name, weight in weights.items() if name.startswith(f"layers.{number}.")],
            "lr": RATE * FALL ** (LAYERS - 1 - number),
        }
        for number in range(FROZEN, LAYERS)
    ]
    given = ("layers.", "words", "positions", "relative", "norm.")
    groups.append({"params": [w for name, w in weights.items() if not name.startswith(given)], "lr": HEAD_RATE})
    for group in groups:
        for weight in group["params"]:
            weight.requires_grad_()
    return groups


def _losses(scores: dict[str, Any], batch: Sequence[Lesson]) -> Iterator[Any]:
    """The weighted loss of each task over the anchors and options of a batch."""
    import torch
    from torch.nn.functional import cross_entropy, log_softmax

    targets = [target for lesson in batch for target in lesson.targets]

    for family, kinds in (("relation", RELATIONS), ("metric", METRICS)):
        rows = [row for row, target in enumerate(targets) if target.family == family]
        if rows:
            wanted = torch.tensor([[*kinds, NONE].index(targets[row].kind) for row in rows])
            yield SHARE[family] * cross_entropy(scores[family][rows], wanted, reduction="sum")
    committed = [(row, target.commitment) for row, target in enumerate(targets) if target.commitment is not None]
    if committed:
        wanted = torch.tensor([COMMITMENTS.index(commitment) for _, commitment in committed])
        rows = [row for row, _ in committed]
        yield SHARE["commitment"] * cross_entropy(scores["commitment"][rows], wanted, reduction="sum")
    for row, target in enumerate(targets):
        if target.right:
            yield -SHARE["fit"] * torch.logsumexp(log_softmax(scores["fit"][row], dim=0)[list(target.right)], dim=0)
    for row, told in enumerate(told for lesson in batch for told in lesson.ties):
        if told:
            right = [[*RELATIONS, NONE].index(kind) for kind in told]
            yield -SHARE["tie"] * torch.logsumexp(log_softmax(scores["tie"][row], dim=0)[right], dim=0)
