"""deps.dev, in the shape of its published API (no capture stands behind it): a package, its dependants, one version."""

from tests.refusing import JSON, TEXT, refusing, written
from tests.replica import Reply

_API = "https://api.deps.dev/v3alpha/systems"
_PACKAGE = {
    "packageKey": {"system": "PYPI", "name": "velorig"},
    "purl": "pkg:pypi/velorig",
    "versions": [
        {
            "versionKey": {"system": "PYPI", "name": "velorig", "version": "2.0.0"},
            "purl": "pkg:pypi/velorig@2.0.0",
            "publishedAt": "2024-05-01T09:00:00Z",
            "isDefault": False,
            "isDeprecated": True,
            "deprecatedReason": "use 2.1",
        },
        {
            "versionKey": {"system": "PYPI", "name": "velorig", "version": "2.1.0"},
            "purl": "pkg:pypi/velorig@2.1.0",
            "publishedAt": None,
            "isDefault": True,
        },
    ],
}
_DEPENDANTS = {"dependentCount": 41, "directDependentCount": 12, "indirectDependentCount": 29}
_VERSION = {
    "versionKey": {"system": "PYPI", "name": "velorig", "version": "2.1.0"},
    "purl": "pkg:pypi/velorig@2.1.0",
    "publishedAt": "2025-02-01T09:00:00Z",
    "isDefault": True,
    "licenses": ["Apache-2.0"],
    "advisoryKeys": [],
    "links": [{"label": "HOMEPAGE", "url": "https://velorig.example"}],
    "slsaProvenances": [],
    "registries": ["https://index.example/simple"],
    "relatedProjects": [
        {
            "projectKey": {"id": "github.com/velorig/relay"},
            "relationProvenance": "UNVERIFIED_METADATA",
            "relationType": "SOURCE_REPO",
        }
    ],
}


def _at(case: str) -> str:
    return f"{_API}/pypi/packages/{case.replace('_', '-')}"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_PACKAGE), headers=JSON),
    Reply(case="page_two", url=f"{_at('velorig')}/versions/2.1.0:dependents", body=written(_DEPENDANTS), headers=JSON),
    Reply(case="version", url=f"{_at('velorig')}/versions/2.1.0", body=written(_VERSION), headers=JSON),
    Reply(case="words", url=_at("words"), body="package not found", status=404, headers=TEXT, error="not_published"),
    *refusing(
        _at,
        happy=_PACKAGE,
        not_found=(404, {"code": 5, "message": "package not found"}),
        empty=(200, {}, "shape_changed"),
    ),
)
