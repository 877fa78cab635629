"""The project's own annotated passages: one loader, one checker.

`python -m scoring.claims.corpus check` reads every `models/claims/corpus/*.jsonl` and fails on a line that a trainer
could not use: an unknown word, a span that does not stand in its text exactly once, a repeated id. It then prints what
the corpus holds, how often its commonest sentence frame recurs, and how many passages are near copies of another.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from datasketch import MinHash, MinHashLSH
from rich.console import Console
from rich.table import Table

from scoring.claims.vocabulary import ASSERTERS, COMMITMENTS, FIXED_COMMITMENT, KINDS, METRICS, PUBLISHERS, RELATIONS

CORPUS: Final = Path(__file__).parents[2] / "models" / "claims" / "corpus"
HARD_NEGATIVES: Final = "hard_negatives"
PASSAGE_KEYS: Final = frozenset(
    {"id", "company", "title", "publisher", "published", "subject", "text", "claims", "trap", "aliases", "source_url"}
)
CLAIM_KEYS: Final = frozenset(
    {
        "span",
        "kind",
        "commitment",
        "asserted_by",
        "counterparty",
        "subject",
        "value",
        "unit",
        "quote_from_counterparty",
        "specifics",
    }
)
FRAME_SHARE: Final = 0.01  # no sentence frame may fill more of the corpus than this
COPY_SHARE: Final = 0.01  # nor may more passages than this be near copies of an earlier one
COPY_JACCARD: Final = 0.7  # of word trigrams
FLOOR_RELATION: Final = 54  # claims of a kind below which a model learns its examples by heart
FLOOR_METRIC: Final = 42


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim as an annotator wrote it; `start` and `end` are character offsets into the passage's text."""

    subject: str
    counterparty: str | None
    span: str
    start: int
    end: int
    kind: str
    commitment: str
    asserted_by: str
    value: float | None
    unit: str | None
    quote_from_counterparty: bool
    specifics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """One annotated passage; `company` is the key by which training and test are kept apart."""

    id: str
    company: str
    title: str | None
    publisher: str
    published: str | None
    subject: str
    text: str
    claims: tuple[GoldClaim, ...]
    trap: str | None = None


class CorpusError(ValueError):
    """A line of the corpus breaks the format; the message names file, line and reason."""


def lines(folder: Path = CORPUS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (`file:line`, object) for every line of every corpus file; raises CorpusError on broken JSON."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            where = f"{path.name}:{number}"
            try:
                entry = json.loads(line)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{where}: not JSON: {error}") from error
            if not isinstance(entry, dict):
                raise CorpusError(f"{where}: not an object")
            yield where, entry


def claim_faults(claim: dict[str, Any], text: str) -> Iterator[str]:
    """Yield what is wrong with one claim of a passage that reads `text`."""
    if unknown := set(claim) - CLAIM_KEYS:
        yield f"unknown claim fields {sorted(unknown)}"
    span = claim.get("span")
    if not isinstance(span, str) or not span.strip():
        yield "a claim without span"
    elif text.count(span) != 1:
        yield f"span stands {text.count(span)} times in the text: {span!r}"
    for field, allowed in (("kind", KINDS), ("commitment", COMMITMENTS), ("asserted_by", ASSERTERS)):
        if claim.get(field) not in allowed:
            yield f"{field} {claim.get(field)!r} is not one of {', '.join(allowed)}"
    if "counterparty" not in claim:
        yield "counterparty is missing (null is written out)"
    fixed = FIXED_COMMITMENT.get(str(claim.get("kind")))
    if fixed and claim.get("commitment") != fixed:
        yield f"{claim['kind']} must be {fixed}, not {claim.get('commitment')}"
    value, unit = claim.get("value"), claim.get("unit")
    if (value is None) != (unit is None):
        yield f"value and unit are null together, here {value!r} and {unit!r}"
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield f"value {value!r} is not a number"


def passage_faults(entry: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one line, its claims included."""
    if unknown := set(entry) - PASSAGE_KEYS:
        yield f"unknown fields {sorted(unknown)}"
    for field in ("id", "company", "subject", "text"):
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            yield f"{field} is missing"
    if entry.get("publisher") not in PUBLISHERS:
        yield f"publisher {entry.get('publisher')!r} is not one of {', '.join(PUBLISHERS)}"
    claims = entry.get("claims")
    if not isinstance(claims, list):
        yield "claims is not a list"
        return
    for claim in claims:
        yield from claim_faults(claim, str(entry.get("text", "")))


def _claim(claim: dict[str, Any], entry: dict[str, Any]) -> GoldClaim:
    start = entry["text"].find(claim["span"])
    return GoldClaim(
        subject=claim.get("subject") or entry["subject"],
        counterparty=claim["counterparty"],
        span=claim["span"],
        start=start,
        end=start + len(claim["span"]),
        kind=claim["kind"],
        commitment=claim["commitment"],
        asserted_by=claim["asserted_by"],
        value=claim.get("value"),
        unit=claim.get("unit"),
        quote_from_counterparty=bool(claim.get("quote_from_counterparty")),
        specifics=tuple(claim.get("specifics", ())),
    )


def passage(entry: dict[str, Any]) -> GoldPassage:
    """Read one checked line."""
    return GoldPassage(
        id=entry["id"],
        company=entry["company"],
        title=entry.get("title"),
        publisher=entry["publisher"],
        published=entry.get("published"),
        subject=entry["subject"],
        text=entry["text"],
        claims=tuple(_claim(claim, entry) for claim in entry["claims"]),
        trap=entry.get("trap"),
    )


def load(folder: Path = CORPUS, *, hard_negatives: bool = False) -> list[GoldPassage]:
    """Read the training passages, or the held-out hard negatives; raises CorpusError on the first faulty line."""
    found = []
    for where, entry in lines(folder):
        if where.startswith(HARD_NEGATIVES) != hard_negatives:
            continue
        if faults := list(passage_faults(entry)):
            raise CorpusError(f"{where}: {faults[0]}")
        found.append(passage(entry))
    return found


def frame(sentence: str) -> str:
    """Reduce a sentence to its frame: names, numbers and quoted words fall out, the joints stay."""
    bare = re.sub(r"[“\"][^”\"]*[”\"]", " Q ", sentence)
    bare = re.sub(r"\([^)]*\)", " ", bare)
    bare = re.sub(r"(?:\b[A-Z][\w.&’'-]*\s*)+", "N ", bare)
    bare = re.sub(r"[$€£]?\d[\d.,]*\s*(?:%|million|billion|thousand|[MBK]\b)?", " 0 ", bare)
    return " ".join(re.findall(r"\w+", bare)[:9]).lower()


def frames(passages: Sequence[GoldPassage]) -> Counter[str]:
    """Count sentence frames of at least five words over the corpus."""
    counted: Counter[str] = Counter()
    for item in passages:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", item.text):
            found = frame(sentence)
            if found.count(" ") >= 4:
                counted[found] += 1
    return counted


def near_copies(passages: Sequence[GoldPassage]) -> list[tuple[str, str]]:
    """Pairs of ids (earlier, later) whose word trigrams agree at Jaccard 0.7 or more, by MinHash with 64 rows."""
    index = MinHashLSH(threshold=COPY_JACCARD, num_perm=64)
    pairs: list[tuple[str, str]] = []
    for item in passages:
        tokens = re.findall(r"\w+", item.text.lower())
        sketch = MinHash(num_perm=64, seed=1)
        for gram in {" ".join(tokens[i : i + 3]) for i in range(max(1, len(tokens) - 2))}:
            sketch.update(gram.encode())
        pairs.extend((earlier, item.id) for earlier in index.query(sketch)[:1])
        index.insert(item.id, sketch)
    return pairs


def _faults(folder: Path) -> Iterator[str]:
    """Every fault of every line, repeated ids and shared companies included."""
    seen: dict[str, str] = {}
    companies: dict[bool, set[str]] = {True: set(), False: set()}
    for where, entry in lines(folder):
        yield from (f"{where}: {fault}" for fault in passage_faults(entry))
        identifier = str(entry.get("id"))
        if identifier in seen:
            yield f"{where}: id {identifier} already stands at {seen[identifier]}"
        seen[identifier] = where
        held_out = where.startswith(HARD_NEGATIVES)
        companies[held_out].add(str(entry.get("company")).casefold())
        if held_out and entry.get("claims"):
            yield f"{where}: a hard negative carries a claim"
    for company in sorted(companies[True] & companies[False]):
        yield f"company {company!r} stands in the hard negatives and in the training passages"


def _count_table(title: str, counts: Counter[str], words: Sequence[str], floor: int | None = None) -> Table:
    table = Table(title=title)
    table.add_column("word")
    table.add_column("count", justify="right")
    if floor is not None:
        table.add_column(f"floor {floor}")
    total = max(1, counts.total())
    for word in words:
        row = [word, f"{counts[word]}  ({counts[word] / total:.1%})"]
        table.add_row(*row, *(["" if counts[word] >= floor else "below"] if floor is not None else []))
    return table


def report(console: Console, folder: Path = CORPUS) -> int:
    """Print faults and contents; returns the number of faults, near-copy and frame limits included."""
    faults = list(_faults(folder))
    for fault in faults:
        console.print(f"fault {fault}", markup=False, highlight=False, soft_wrap=True)
    if faults:
        console.print(f"{len(faults)} faults; mend them before anything is counted")
        return len(faults)
    passages, negatives = load(folder), load(folder, hard_negatives=True)
    claims = [claim for item in passages for claim in item.claims]
    kinds = Counter(claim.kind for claim in claims)
    console.print(_count_table("relations", kinds, RELATIONS, FLOOR_RELATION))
    console.print(_count_table("metrics", kinds, METRICS, FLOOR_METRIC))
    console.print(_count_table("commitment", Counter(claim.commitment for claim in claims), COMMITMENTS))
    console.print(_count_table("asserted by", Counter(claim.asserted_by for claim in claims), ASSERTERS))
    console.print(_count_table("publisher", Counter(item.publisher for item in passages), PUBLISHERS))
    counted, copies = frames(passages), near_copies([*passages, *negatives])
    top = counted.most_common(3)
    quiet = sum(not item.claims for item in passages)
    console.print(
        f"{len(passages)} passages ({quiet} without a claim), {len(claims)} claims, "
        f"{len({item.company for item in passages})} companies; {len(negatives)} hard negatives of "
        f"{len({item.company for item in negatives})} companies"
    )
    share = top[0][1] / max(1, len(passages)) if top else 0.0
    console.print(f"commonest frames {top}: {share:.2%} of passages, limit {FRAME_SHARE:.0%}", markup=False)
    console.print(f"{len(copies)} near copies, limit {COPY_SHARE:.0%}: {copies[:10]}", markup=False)
    small = len(passages) < 300  # a share means nothing over a handful of lines
    return int(not small and share > FRAME_SHARE) + int(len(copies) > COPY_SHARE * max(100, len(passages)))


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m scoring.claims.corpus check`: exit 1 if any fault stands."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) != ["check"]:
        sys.stderr.write("usage: python -m scoring.claims.corpus check\n")
        return 2
    return 1 if report(Console()) else 0


if __name__ == "__main__":
    sys.exit(main())
