"""App Store look-up: ratings and dates of an app, and who sells it. Ratings are prompted for, and bought."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlencode

from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.social.stated import content_of
from crawlers.spec import SourceSpec
from crawlers.spider import EmptyBoard, ParsedDocument, PlannedRequest, ShapeChanged, StoredResponse, Target
from data.words import Role, Wing

SPEC = SourceSpec(
    name="itunes_lookup",
    wing=Wing.SOCIAL,
    publisher="Apple",
    writer=Role.METER,
    host=Role.METER,
    family="usage",
    hosts=("itunes.apple.com",),
    rate=0.3,
    robots="does not apply: documented API",
    terms="search API for promotion of store content, about 20 calls a minute (read 2026-11)",
    gamed="prompts that ask happy users only; bought ratings; a new version that resets the current rating",
    docs="https://performance-partners.apple.com/search-api",
)

_API = "https://itunes.apple.com/lookup"
_IGNORED = (
    "kind", "features", "supportedDevices", "isGameCenterEnabled", "*creenshotUrls", "artworkUrl*", "artistViewUrl",
    "artistId", "currency", "genreIds", "primaryGenreId", "wrapperType", "trackCensoredName", "trackContentRating",
    "advisories", "languageCodesISO2A", "isVppDeviceBasedLicensingEnabled", "formattedPrice", "trackId",
    "trackViewUrl", "artistType", "artistLinkUrl", "primaryGenre*", "collection*", "country",
    "contentAdvisoryRating", "amgArtistId", "releaseNotes", "genres", "artistName", "minimumOsVersion",
    "*ForCurrentVersion",
)  # fmt: skip


class ItunesLookup:
    """The apps of a look-up or a search."""

    spec: ClassVar[SourceSpec] = SPEC

    def requests(self, target: Target) -> Iterator[PlannedRequest]:
        """The app that identity found, by its number or its bundle."""
        app = target.packages.get("app_store")
        if app:
            asked = urlencode({"id" if app.isdigit() else "bundleId": app, "country": "us"})
            yield PlannedRequest(source=SPEC.name, url=f"{_API}?{asked}", purpose=f"ratings of the app {app}")

    def parse(self, response: StoredResponse) -> Iterator[ParsedDocument]:
        """One document an app. No result says that the store of that country has no such app."""
        payload = content_of(response, "results", "resultCount")
        if not isinstance(payload, dict):
            raise ShapeChanged(f"{response.url} should hold results")
        fields = Fields(payload)
        fields.ignore("resultCount")
        documents = [_app(app) for app in fields.items("results")]
        if not documents:
            raise EmptyBoard(f"{response.url} names no app")
        yield replace(documents[0], unhandled=fields.finish())
        yield from documents[1:]


def _app(app: Fields) -> ParsedDocument:
    name = app.text("trackName") or app.text("artistName") or app.text("collectionName", required=True)
    description = app.text("description")
    current = ("averageUserRatingForCurrentVersion", "userRatingCountForCurrentVersion")
    facts = known(
        count("app_rating_average", name, app.number("averageUserRating"), unit="stars of 5"),
        count("app_rating_count", name, app.number("userRatingCount"), unit="ratings"),
        count("app_rating_average_current_version", name, app.number(current[0]), unit="stars of 5"),
        count("app_rating_count_current_version", name, app.number(current[1]), unit="ratings"),
        count("app_price", name, app.number("price"), unit=app.peek_text("currency")),
        count("app_size", name, app.number("fileSizeBytes"), unit="bytes"),
        count("app_store_id", name, app.number("trackId")),
        moment("app_released_at", name, app.text("releaseDate")),
        moment("app_version_released_at", name, app.text("currentVersionReleaseDate")),
        said("app_version", name, app.text("version")),
        said("app_seller", name, app.text("sellerName")),
        said("app_developer", name, app.text("artistName")),
        said("app_seller_website", name, app.text("sellerUrl")),
        said("app_bundle", name, app.text("bundleId")),
        said("app_genre", name, app.text("primaryGenreName")),
        said("app_release_notes", name, app.text("releaseNotes")),
    )
    app.ignore(*_IGNORED)
    return ParsedDocument(
        url=app.peek_text("trackViewUrl") or f"https://apps.apple.com/app/id{app.peek('trackId')}",
        title=name,
        text="\n\n".join(part for part in (name, description) if part),
        writer_org="apple.com",
        facts=facts,
    )
