"""App Store look-up: an app in today's shape and in that of 2014, and a country without it."""

from typing import Any

from tests.refusing import TEXT, refusing, written
from tests.replica import Reply

_API = "https://itunes.apple.com/lookup"
_APP: dict[str, Any] = {
    "kind": "software",
    "wrapperType": "software",
    "features": ["iosUniversal"],
    "supportedDevices": ["iPhone5s-iPhone5s"],
    "advisories": [],
    "isGameCenterEnabled": False,
    "screenshotUrls": ["https://mzstatic.example/1.jpg"],
    "ipadScreenshotUrls": [],
    "appletvScreenshotUrls": [],
    "artworkUrl60": "https://mzstatic.example/60.png",
    "artistViewUrl": "https://apps.apple.com/us/developer/velorig/id1",
    "artistId": 1,
    "artistName": "Velorig AS",
    "sellerName": "Velorig AS",
    "sellerUrl": "https://velorig.example",
    "bundleId": "example.velorig.gate",
    "trackId": 1592550875,
    "trackName": "Velorig Gate",
    "trackCensoredName": "Velorig Gate",
    "trackViewUrl": "https://apps.apple.com/us/app/velorig-gate/id1592550875?uo=4",
    "trackContentRating": "4+",
    "contentAdvisoryRating": "4+",
    "price": 0.0,
    "formattedPrice": "Free",
    "currency": "USD",
    "genres": ["Business"],
    "genreIds": ["6000"],
    "primaryGenreName": "Business",
    "primaryGenreId": 6000,
    "minimumOsVersion": "15.0",
    "releaseDate": "2023-02-01T08:00:00Z",
    "currentVersionReleaseDate": "2026-01-05T10:00:00Z",
    "version": "4.2.0",
    "releaseNotes": "Faster gates.",
    "description": "Plan your slot.",
    "fileSizeBytes": "67617695",
    "languageCodesISO2A": ["EN", "NB"],
    "isVppDeviceBasedLicensingEnabled": True,
    "averageUserRating": 4.61,
    "userRatingCount": 1_204,
    "averageUserRatingForCurrentVersion": 4.61,
    "userRatingCountForCurrentVersion": 1_204,
}
_IN_2014 = {
    key: _APP[key]
    for key in ("kind", "trackName", "trackId", "trackViewUrl", "artistName", "version", "price", "currency")
}


def _found(*apps: dict[str, Any]) -> dict[str, Any]:
    return {"resultCount": len(apps), "results": list(apps)}


def _at(case: str) -> str:
    return f"{_API}?id={case}&country=us"


REPLIES = (
    Reply(case="happy", url=_at("1592550875"), body=written(_found(_APP)), headers=TEXT),
    Reply(case="unrated", url=_at("2014"), body=written(_found(_IN_2014)), headers=TEXT),
    *refusing(
        _at,
        happy=_found(_APP),
        refused=(
            400,
            {
                "errorMessage": "Invalid value(s) for key(s): [country]",
                "queryParameters": {"country": "limit two letters"},
            },
        ),
        empty=(200, _found(), "empty"),
        headers=TEXT,
    ),
)
