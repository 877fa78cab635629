"""Docker Hub: pulls and stars of an image, in the shapes of 2017 and of today. Every build machine's run is a pull."""

from collections.abc import Iterator
from typing import ClassVar

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
    name="dockerhub",
    wing=Wing.SOCIAL,
    publisher="Docker Hub",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("hub.docker.com",),
    rate=0.5,
    max_pages=3,
    robots="does not apply: documented API",
    terms="public API with an abuse limit for an address (read 2026-11)",
    gamed="a loop of pulls; build machines; mirrors that pull every tag",
    docs="https://docs.docker.com/reference/api/hub/latest/",
)

_API = "https://hub.docker.com/v2/repositories"
_IGNORED = (
    "user", "name", "namespace", "repository_type", "status", "is_private", "is_official", "affiliation",
    "hub_user", "has_starred", "permissions", "media_types", "content_types", "categories", "immutable_tags*",
    "source", "can_edit", "build_on_cloud", "full_description", "description", "collaborator_count", "starred",
    "logo_url", "privacy", "short_description", "extension", "images", "id", "creator", "last_updater*", "image_id",
    "v2", "repository", "tag_status", "digest", "media_type", "content_type", "operating_systems", "architectures",
    "registry_url",
)  # fmt: skip


class Dockerhub:
    """One image, or a list of a namespace's images or an image's tags."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The image that identity found (``namespace/name``), or all of a namespace."""
        image = target.packages.get("docker")
        if image:
            path = image if "/" in image else f"{image}/?page_size=100"
            yield PlannedRequest(
                source=SPEC.name, url=f"{_API}/{path}{'/' if '/' in image else ''}", purpose=f"pulls of {image}"
            )

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document for an image or a page of a list."""
        payload = content_of(response, "pull_count", "results", "namespace")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold an image or a list")
        fields = Fields(payload)
        listed = "results" in payload
        images = list(fields.items("results")) if listed else [fields]
        if not images:
            raise EmptyBoard(f"{response.url} lists no image")
        names = [_name(image) for image in images]
        total = fields.number("count") if listed else None
        following = fields.text("next") if listed else None
        description = None if listed else fields.peek_text("description")
        facts = flat(_facts(name, image) for name, image in zip(names, images, strict=True))
        fields.ignore("previous")
        yield ParsedDocument(
            url=response.url if listed else f"https://hub.docker.com/r/{names[0]}",
            title=None if listed else names[0],
            text="\n".join(dict.fromkeys([*names, *([description] if description else [])])),
            writer_org="hub.docker.com",
            facts=(*known(count("dockerhub_listed", response.url, total, unit="images or tags")), *facts),
            next_urls=(following,) if following else (),
            unhandled=fields.finish(),
        )


def _name(image: Fields) -> str:
    name = image.text("name", required=True)
    namespace = image.peek_text("namespace") or image.peek_text("user")
    return f"{namespace}/{name}" if namespace else str(name)


def _facts(name: str, image: Fields) -> tuple[ObservedFact, ...]:
    facts = known(
        count("dockerhub_pulls", name, image.number("pull_count"), unit="pulls"),
        count("dockerhub_stars", name, image.number("star_count"), unit="stars"),
        count("dockerhub_automated", name, image.flag("is_automated")),
        count("dockerhub_size", name, image.number("storage_size") or image.number("full_size"), unit="bytes"),
        moment("dockerhub_last_updated", name, image.text("last_updated")),
        moment("dockerhub_last_modified", name, image.text("last_modified")),
        moment("dockerhub_registered_at", name, image.text("date_registered")),
        moment("dockerhub_tag_pushed_at", name, image.text("tag_last_pushed")),
        moment("dockerhub_tag_pulled_at", name, image.text("tag_last_pulled")),
        said("dockerhub_status", name, image.text("status_description")),
    )
    image.take("full_size")
    image.ignore(*_IGNORED)
    return facts
