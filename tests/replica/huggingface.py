"""Hugging Face: an organisation's models in two pages, one model with all-time downloads, a private one as missing."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_API = "https://huggingface.co/api"
_LIST = f"{_API}/models?author=velorig&sort=downloads&direction=-1&limit=100&full=true"


def _model(name: str, downloads: int, **more: Any) -> dict[str, Any]:
    return {
        "_id": "69e864fd6b68f7e6cfc63ca3",
        "id": name,
        "modelId": name,
        "author": "velorig",
        "sha": "a" * 40,
        "likes": 56,
        "trendingScore": 2,
        "private": False,
        "gated": False,
        "downloads": downloads,
        "tags": ["transformers", "license:apache-2.0"],
        "pipeline_tag": "text-classification",
        "library_name": "transformers",
        "createdAt": "2025-04-22T06:04:45.000Z",
        "lastModified": "2026-01-02T06:04:45.000Z",
        "siblings": [{"rfilename": "config.json"}],
        **more,
    }


_SINGLE = _model(
    "velorig/gate-reader",
    78_864,
    downloadsAllTime=912_000,
    gated="auto",
    safetensors={"parameters": {"F32": 66_955_010}, "total": 66_955_010},
    cardData={"license": "apache-2.0"},
    config={"architectures": ["X"]},
    spaces=["velorig/demo"],
    usedStorage=1,
)


def _at(case: str) -> str:
    return f"{_API}/models/velorig/{case}"


REPLIES = (
    Reply(
        case="happy",
        url=_LIST,
        body=written([_model("velorig/gate-reader", 78_864), _model("velorig/plate-reader", 120)]),
        headers={**JSON, "Link": f'<{_LIST}&cursor=c2>; rel="next"'},
    ),
    Reply(case="page_two", url=f"{_LIST}&cursor=c2", body=written([_model("velorig/old", 0)])),
    Reply(case="single", url=_at("gate-reader"), body=written(_SINGLE)),
    *refusing(
        _at,
        happy=_SINGLE,
        refused=(403, {"error": "Access to this resource is disabled."}),
        not_found=(401, {"error": "Repository not found"}),
        rate_limited=(429, {"error": "You have reached your 'api' rate limit."}),
        empty=(200, [], "empty"),
    ),
)
