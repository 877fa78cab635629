"""How well copies are told from independent texts: ``unfakeable evaluate independence``.

Built families (``data/reference/copy_families.yaml``): a release, its rewrites, and articles about the same event by
writers with facts of their own. A text is grouped right when a rewrite joins the company and an article does not.
Thresholds were tuned on the families marked ``tune``; the figure to read is that of the others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml
from rich.console import Console
from rich.table import Table

from data.reference import FOLDER
from scoring.claims.sentences import split
from scoring.facts_in_text import gist
from scoring.independence import copies
from scoring.releases import Releases
from scoring.rewrites import REWRITES, boilerplate, changed_numbers
from scoring.rival_searches import COPIES, CUT, costs

SEEDS = range(3)
DAY = date(2025, 6, 1)  #: on which everything in a family was known
TARGET = 0.95  #: what precision and recall must each reach


@dataclass(frozen=True, slots=True)
class Family:
    """One event: the company's text, the same text in other words, and texts by others."""

    id: str
    part: str
    subject: str
    release: str
    spun: tuple[str, ...]
    independent: tuple[str, ...]

    @property
    def releases(self) -> Releases:
        """The company's texts: its one release."""
        return Releases([(DAY, gist(self.release))])


@dataclass(frozen=True, slots=True)
class Trial:
    """One text to be grouped, with the truth."""

    family: Family
    making: str
    text: str
    copy: bool

    @property
    def merged(self) -> bool:
        """Whether the grouping takes it for the company's release again."""
        return copies(self.text, DAY, self.family.releases)


@cache
def families() -> tuple[Family, ...]:
    """The built families."""
    with (FOLDER / "copy_families.yaml").open(encoding="utf-8") as file:
        rows = yaml.safe_load(file)
    return tuple(
        Family(row["id"], row["part"], row["subject"], row["release"], tuple(row["spun"]), tuple(row["independent"]))
        for row in rows
    )


def trials(part: str | None = None) -> Iterator[Trial]:
    """Every text of the families of one part (of all, with ``None``)."""
    for family in families():
        if part in (None, family.part):
            yield from _rewritten(family)
            yield from _articles(family)


def _rewritten(family: Family) -> Iterator[Trial]:
    for making, rewrite in REWRITES.items():
        for seed in SEEDS:
            yield Trial(family, making, rewrite(family.release, seed), True)
    for text in family.spun:
        yield Trial(family, "machine-spun paraphrase", text, True)
        for seed in SEEDS:
            yield Trial(family, "paraphrase with boilerplate", boilerplate(text, seed), True)
            yield Trial(family, "paraphrase, numbers changed", changed_numbers(text, seed), True)


def _articles(family: Family) -> Iterator[Trial]:
    quoted = next(sentence.text for sentence in split(family.release) if '"' in sentence.text)
    for text in family.independent:
        yield Trial(family, "article", text, False)
        yield Trial(family, "article that quotes the release", f"{text.strip()} {quoted}", False)
        for seed in SEEDS:
            yield Trial(family, "article with boilerplate", boilerplate(text, seed), False)
    yield Trial(family, "two articles joined", " ".join(family.independent), False)


def precision_recall(found: list[Trial]) -> tuple[float, float]:
    """Precision and recall of joining the company's origin, each 0 to 1."""
    merged = [trial for trial in found if trial.merged]
    right = sum(trial.copy for trial in merged)
    return right / len(merged), right / sum(trial.copy for trial in found)


def main() -> None:
    """Print the grouping's figures by part and by how a text was made."""
    console = Console()
    for part in ("tune", "held_out"):
        found = list(trials(part))
        precision, recall = precision_recall(found)
        table = Table(
            title=f"{part}: precision {precision:.3f}, recall {recall:.3f} (each at least {TARGET}), {len(found)} texts"
        )
        for heading in ("made by", "is a copy", "texts", "joined the company"):
            table.add_column(heading)
        texts = Counter((trial.making, trial.copy) for trial in found)
        joined = Counter((trial.making, trial.copy) for trial in found if trial.merged)
        for (making, copy), count in texts.items():
            table.add_row(making, "yes" if copy else "no", str(count), str(joined[making, copy]))
        console.print(table)
    console.print(_searches())


def _searches() -> Table:
    """What the search for the release costs, by three ways."""
    table = Table(title=f"{COPIES} copies of {CUT} sentences, and as many articles, searched for in releases")
    for heading in ("searched by", "releases", "sentences", "ms to build", "ms a text", "missed"):
        table.add_column(heading, justify="left" if heading == "searched by" else "right")
    releases = [family.release for family in families()]
    articles = [article for family in families() for article in family.independent]
    for row in costs(releases, articles):
        table.add_row(
            row.way, str(row.releases), str(row.sentences), f"{row.build:.1f}", f"{row.a_text:.2f}", str(row.missed)
        )
    return table
