"""Hugging Face Hub: downloads and likes of models, datasets and spaces.

``downloads`` counts the last 30 days and every loop of a build machine; ``downloadsAllTime`` comes only when asked for.
A model that does not exist answers 401, as a private one does.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlencode

from crawlers.facts import count, flat, known, moment, said
from crawlers.json_fields import Fields
from crawlers.social.github import page_links
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import EmptyBoard, ObservedFact, ParsedDocument, PlannedRequest, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="huggingface",
    wing=Wing.SOCIAL,
    publisher="Hugging Face",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("huggingface.co",),
    auth="HF_TOKEN",
    rate=1.0,
    max_pages=3,
    robots="does not apply: documented API",
    terms="500 API calls in five minutes for an address (read 2026-11)",
    gamed="a loop of downloads; a fork of somebody's weights; likes by staff",
    docs="https://huggingface.co/docs/hub/api",
)

_API = "https://huggingface.co/api"
_IGNORED = (
    "_id", "id", "modelId", "author", "sha", "private", "disabled", "siblings", "config", "cardData",
    "transformersInfo", "spaces", "widgetData", "model-index", "mask_token", "inference*", "usedStorage",
    "paperswithcode_id", "citation", "description", "key", "resourceGroup", "xetEnabled", "baseModels",
    "childrenModelCount", "evalResults", "gguf", "security*", "runtime", "models", "datasets", "host", "subdomain",
    "emoji", "title", "colorFrom", "colorTo", "short_description", "ai_*", "trendingWeight", "tags", "safetensors",
    "pinned", "providersMapping", "region",
)  # fmt: skip


class Huggingface:
    """A list of models, datasets or spaces, or one of them."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The models of the company's organisation, most downloaded first."""
        author = target.handles.get("huggingface")
        if author:
            asked = urlencode(
                {"author": author, "sort": "downloads", "direction": "-1", "limit": "100", "full": "true"}
            )
            yield PlannedRequest(
                source=SPEC.name, url=f"{_API}/models?{asked}", purpose=f"downloads of the models of {author}"
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document for a list, one for a single model."""
        payload = content_of(response, "id", "modelId")
        fields = Fields(payload)
        items = list(fields.items()) if isinstance(payload, list) else [fields]
        if not items:
            raise EmptyBoard(f"{response.url} lists no models")
        names = [_name(item) for item in items]
        facts = flat(_facts(name, item) for name, item in zip(names, items, strict=True))
        following = page_links(response).get("next")
        single = names[0] if not isinstance(payload, list) else None
        document = ParsedDocument(
            url=f"https://huggingface.co/{single}" if single else response.url,
            title=single or f"{len(names)} models",
            text="\n".join(names),
            writer_org="huggingface.co",
            facts=facts,
            next_urls=(following,) if following else (),
        )
        yield replace(document, unhandled=fields.finish())


def _name(item: Fields) -> str:
    return item.text("id") or item.text("modelId", required=True) or ""


def _facts(name: str, item: Fields) -> tuple[ObservedFact, ...]:
    gated = item.take("gated")
    facts = known(
        count("huggingface_downloads", name, item.number("downloads"), unit="downloads in 30 days"),
        count("huggingface_downloads_all_time", name, item.number("downloadsAllTime"), unit="downloads"),
        count("huggingface_likes", name, item.number("likes"), unit="likes"),
        count("huggingface_trending_score", name, item.number("trendingScore")),
        count("huggingface_parameters", name, item.object("safetensors").number("total"), unit="parameters"),
        moment("huggingface_created_at", name, item.text("createdAt")),
        moment("huggingface_last_modified", name, item.text("lastModified")),
        said("huggingface_gated", name, str(gated).lower() if gated is not None else None),
        said("huggingface_task", name, item.text("pipeline_tag")),
        said("huggingface_library", name, item.text("library_name")),
        said("huggingface_sdk", name, item.text("sdk")),
        said("huggingface_tags", name, ", ".join(item.texts("tags"))),
    )
    item.ignore(*_IGNORED)
    return facts
