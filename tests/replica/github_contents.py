"""Contents: manifests with their packages, a folder, a file too long to send, a link, and what is not there."""

import base64
from typing import Any

from crawlers.social.github import API, HEADERS
from tests.refusing import JSON, refusing, written
from tests.replica import Reply

_REQUIREMENTS = "# pinned\nvelorig[async]==2.1  # gates\nhttpx>=0.27\n-r base.txt\n"
_PYPROJECT = """[project]
dependencies = ["velorig>=2"]
[tool.poetry.dependencies]
python = "^3.11"
velorig = {version = "2.1"}
"""
_PACKAGE = '{"name": "gates", "dependencies": {"@velorig/relay": "^3.0.0"}, "devDependencies": {"tap": "18"}}'
_GO = "module harbour.example/gates\n\nrequire (\n\tvelorig.example/relay v1.4.0\n)\n"


def _entry(path: str, kind: str = "file", size: int = 10) -> dict[str, Any]:
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": "ab12",
        "size": size,
        "url": f"{API}/repos/harbour/gates/contents/{path}?ref=main",
        "html_url": f"https://github.com/harbour/gates/blob/main/{path}",
        "git_url": f"{API}/repos/harbour/gates/git/blobs/ab12",
        "download_url": None if kind == "dir" else f"https://raw.githubusercontent.com/harbour/gates/main/{path}",
        "type": kind,
        "_links": {"self": "s", "git": "g", "html": "h"},
    }


def _file(path: str, text: str, **more: Any) -> dict[str, Any]:
    coded = base64.b64encode(text.encode()).decode()
    return {**_entry(path, size=len(text)), "content": f"{coded[:60]}\n{coded[60:]}\n", "encoding": "base64", **more}


def _at(case: str) -> str:
    return f"{API}/repos/harbour/{case.replace('_', '-')}/contents/requirements.txt"


def _reply(case: str, path: str, body: Any) -> Reply:
    return Reply(
        case=case,
        url=f"{API}/repos/harbour/gates/contents/{path}",
        body=written(body),
        headers=JSON,
        request_headers=HEADERS,
    )


REPLIES = (
    _reply("happy", "requirements.txt", _file("requirements.txt", _REQUIREMENTS)),
    _reply("pyproject", "pyproject.toml", _file("pyproject.toml", _PYPROJECT)),
    _reply("package_json", "web/package.json", _file("web/package.json", _PACKAGE)),
    _reply("go_mod", "go.mod", _file("go.mod", _GO)),
    _reply("folder", "services", [_entry("services/api", "dir", 0), _entry("services/go.mod")]),
    _reply("too_long", "data.json", {**_entry("data.json", size=2_000_000), "content": "", "encoding": "none"}),
    _reply("link", "latest", {**_entry("latest", "symlink"), "target": "services/api"}),
    *refusing(
        _at,
        happy=_file("requirements.txt", _REQUIREMENTS),
        refused=(403, {"message": "Repository access blocked", "block": {"reason": "dmca"}}),
        not_found=(404, {"message": "Not Found", "status": "404"}),
        rate_limited=(429, {"message": "API rate limit exceeded for 192.0.2.1."}),
        empty=(200, [], "not_published"),
        request_headers=HEADERS,
    ),
)
