"""Open LLM Leaderboard by the dataset rows API: benchmark scores of open models. Frozen; kept because claims cite it.

Scores were run by the publisher. Training on the questions was common enough that a report of 2023 stopped using it.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from crawlers.addresses import query_of, whole_of, with_parameters
from crawlers.facts import count, flat, known, moment, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import (
    EmptyBoard,
    ObservedFact,
    ParsedDocument,
    PlannedRequest,
    ShapeChanged,
    StoredResponse,
    Target,
)
from data.words import Role, Wing

SPEC = SourceSpec(
    name="open_llm_leaderboard",
    wing=Wing.SOCIAL,
    publisher="Hugging Face",
    writer=Role.METER,
    host=Role.METER,
    family="benchmark",
    hosts=("datasets-server.huggingface.co",),
    auth="HF_TOKEN",
    rate=0.5,
    max_pages=40,
    robots="does not apply: documented API",
    terms="public dataset (read 2026-11)",
    gamed="training on the benchmark's questions; merges made to score",
    docs="https://huggingface.co/docs/dataset-viewer/rows",
)

_ROWS = "https://datasets-server.huggingface.co/rows"
_PER_PAGE = 100
_NAMES = ("fullname", "Model", "model", "eval_name")
_WORDS = {"Type", "Architecture", "Precision", "Hub License", "Base Model", "Model sha"}


class OpenLlmLeaderboard:
    """One page of the leaderboard's rows."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The first page, for a company that publishes models."""
        if target.handles.get("huggingface"):
            asked = {"dataset": "open-llm-leaderboard/contents", "config": "default", "split": "train"}
            yield PlannedRequest(
                source=SPEC.name,
                url=f"{_ROWS}?{query_of({**asked, 'offset': 0, 'length': _PER_PAGE})}",
                purpose=f"benchmark scores of the models of {target.name}",
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document a page; every numeric column is a fact of its model."""
        payload = content_of(response, "rows")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold rows")
        fields = Fields(payload)
        rows = list(fields.items("rows"))
        if not rows:
            raise EmptyBoard(f"{response.url} holds no rows")
        facts = flat(_row(row) for row in rows)
        total = fields.number("num_rows_total")
        fields.ignore("features", "num_rows_per_page", "partial")
        offset = whole_of(response.url, "offset")
        more = total is not None and offset + len(rows) < total
        yield ParsedDocument(
            url=response.url,
            title="Open LLM Leaderboard",
            text="\n".join(dict.fromkeys(fact.subject or "" for fact in facts)),
            writer_org="huggingface.co",
            facts=(*known(count("openllm_models", None, total, unit="models")), *facts),
            next_urls=(with_parameters(response.url, offset=offset + len(rows)),) if more else (),
            unhandled=fields.finish(),
        )


def _row(row: Fields) -> tuple[ObservedFact, ...]:
    values = row.object("row").take("") or {}
    name = next((str(values[key]) for key in _NAMES if values.get(key)), None)
    if name is None:
        raise ShapeChanged("a row of the leaderboard names no model")
    row.ignore("row_idx", "truncated_cells")
    facts = []
    for column, value in values.items():
        metric = f"openllm_{_snake(column)}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            facts.append(count(metric, name, value))
        elif column.endswith("Date"):
            facts.append(moment(metric, name, value if isinstance(value, str) else None))
        elif column in _WORDS and isinstance(value, str):
            facts.append(said(metric, name, value))
    return known(*facts)


def _snake(column: str) -> str:
    """``Average ⬆️`` as ``average``, ``MATH Lvl 5 Raw`` as ``math_lvl_5_raw``."""
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")
