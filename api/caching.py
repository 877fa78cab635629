"""Answers that caches may keep: a strong ETag over the content, and 304 where the caller has it already."""

from fastapi import Request, Response
from pydantic import BaseModel

from api.settings import ServiceSettings
from data.ids import sha256_hex


def answer(request: Request, body: BaseModel) -> Response:
    """A model as JSON with an ETag; 304 without a body where ``If-None-Match`` holds it."""
    settings: ServiceSettings = request.app.state.settings
    content = body.model_dump_json()
    tag = f'"{sha256_hex(content)[:32]}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={settings.cache_seconds}"}
    if tag in [given.strip() for given in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
