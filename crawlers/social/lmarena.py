"""LMArena leaderboards: the rating of each model in each category, with its interval, as the arena publishes them.

A rating is the meter's own record of what it ran, and covers that alone. Private variants tested before a release and
answers tuned in style move it.
"""

from collections.abc import Iterator
from typing import ClassVar

from crawlers.facts import count, flat, known, said
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
    name="lmarena",
    wing=Wing.SOCIAL,
    publisher="LMArena",
    writer=Role.METER,
    host=Role.THIRD_PARTY,
    family="benchmark",
    hosts=("raw.githubusercontent.com",),
    rate=0.5,
    terms="published in the repository lmarena/arena-catalog for reuse (read 2026-11)",
    gamed="private variants tested until one does well; style tuned to voters; votes by insiders",
    docs="https://github.com/lmarena/arena-catalog",
)

_DATA = "https://raw.githubusercontent.com/lmarena/arena-catalog/main/data"
_BOARDS = ("text", "vision", "image")


class Lmarena:
    """One leaderboard: a document for each of its categories."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """Every leaderboard: the models of a company are found in it by name."""
        for board in _BOARDS:
            yield PlannedRequest(
                source=SPEC.name, url=f"{_DATA}/leaderboard-{board}.json", purpose=f"ratings of {target.name} ({board})"
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """A document a category, in the publisher's order; its address carries the category."""
        payload = content_of(response, keyed=True)
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold categories by name")
        fields = Fields(payload)
        documents = []
        for category, models in fields.mapping():
            facts = flat(_model(name, category, model) for name, model in models.mapping())
            documents.append((category, facts))
        if not any(facts for _, facts in documents):
            raise EmptyBoard(f"{response.url} rates no model")
        unhandled = fields.finish()
        for category, facts in documents:
            yield ParsedDocument(
                url=f"{response.url}#{category}",
                title=f"LMArena: {category}",
                text="\n".join(f"{fact.subject} {fact.value:.1f}" for fact in facts if fact.metric == "arena_rating"),
                writer_org="lmarena.ai",
                facts=(
                    *known(count("arena_models", category, len({fact.subject for fact in facts}), unit="models")),
                    *facts,
                ),
                unhandled=unhandled,
            )


def _model(name: str, category: str, model: Fields) -> tuple[ObservedFact, ...]:
    return known(
        count("arena_rating", name, model.number("rating", required=True), unit="rating", text=category),
        count("arena_rating_low", name, model.number("rating_q025"), unit="rating, 2.5% quantile", text=category),
        count("arena_rating_high", name, model.number("rating_q975"), unit="rating, 97.5% quantile", text=category),
        count(
            "arena_votes", name, model.number("num_battles") or model.number("num_votes"), unit="votes", text=category
        ),
        count("arena_place", name, model.number("final_ranking") or model.number("rank"), unit="place", text=category),
        count("arena_variance", name, model.number("variance"), text=category),
        said("arena_organization", name, model.text("organization")),
    )
