"""Dependencies out of package manifests and lock files: which products a repository builds on.

Read leniently by file name: a manifest is written by people, and one line that cannot be read must not hide the others.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Dependency = tuple[str, str]  #: package, version or range as written ("" where none is)

_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*([=<>!~^][^#;]*)?")
_GEM = re.compile(r"""^\s*gem\s+["']([^"']+)["'](?:\s*,\s*["']([^"']+)["'])?""")
_GO = re.compile(r"^\s*(?:require\s+)?([\w.-]+\.[\w.-]+/\S+)\s+(v\S+)")
_PACKAGE_GROUPS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def dependencies(filename: str, text: str) -> list[Dependency]:
    """Packages that the manifest names, in order, each once; empty for a file that is no known manifest."""
    name = filename.rpartition("/")[2].lower()
    for pattern, reader in _READERS:
        if re.fullmatch(pattern, name):
            try:
                return list(dict.fromkeys(reader(text)))
            except (json.JSONDecodeError, tomllib.TOMLDecodeError):
                return []  # not a manifest after all, or one that its own tool could not read either
    return []


def _requirements(text: str) -> Iterator[Dependency]:
    for line in text.splitlines():
        found = None if line.lstrip().startswith(("#", "-")) else _REQUIREMENT.match(line)
        if found:
            yield found.group(1), (found.group(2) or "").strip()


def _package_json(text: str) -> Iterator[Dependency]:
    manifest = json.loads(text)
    for group in _PACKAGE_GROUPS:
        listed = manifest.get(group) if isinstance(manifest, Mapping) else None
        if isinstance(listed, Mapping):
            yield from ((str(name), str(version)) for name, version in listed.items())


def _pyproject(text: str) -> Iterator[Dependency]:
    manifest = tomllib.loads(text)
    project: Mapping[str, Any] = manifest.get("project", {})
    groups = [project.get("dependencies", []), *project.get("optional-dependencies", {}).values()]
    groups += list(manifest.get("dependency-groups", {}).values())
    for line in (line for group in groups for line in group if isinstance(line, str)):
        yield from _requirements(line)
    poetry: Mapping[str, Any] = manifest.get("tool", {}).get("poetry", {})
    tables = [
        poetry.get("dependencies", {}),
        *(group.get("dependencies", {}) for group in poetry.get("group", {}).values()),
    ]
    for name, version in (pair for table in tables for pair in table.items()):
        yield str(name), str(version.get("version", "") if isinstance(version, Mapping) else version)


def _cargo(text: str) -> Iterator[Dependency]:
    manifest = tomllib.loads(text)
    for group in ("dependencies", "dev-dependencies", "build-dependencies"):
        for name, version in manifest.get(group, {}).items():
            yield str(name), str(version.get("version", "") if isinstance(version, Mapping) else version)


def _go_mod(text: str) -> Iterator[Dependency]:
    yield from (found.groups() for line in text.splitlines() if (found := _GO.match(line)))  # type: ignore[misc]


def _gemfile(text: str) -> Iterator[Dependency]:
    yield from ((found[1], found[2] or "") for line in text.splitlines() if (found := _GEM.match(line)))


_READERS: tuple[tuple[str, Callable[[str], Iterator[Dependency]]], ...] = (
    (r"(.*[-_])?requirements.*\.(txt|in)|constraints\.txt", _requirements),
    (r"package\.json", _package_json),
    (r"pyproject\.toml", _pyproject),
    (r"cargo\.toml", _cargo),
    (r"go\.mod", _go_mod),
    (r"gemfile", _gemfile),
)
