"""Errors as RFC 9457 problem details (``application/problem+json``), for every status the service can answer with."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from data.store import StoreError
from scoring.errors import ModelError

TYPES = "https://unfakeable.invalid/problems/"
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An error that a caller can act on. ``code`` is stable; ``detail`` is one sentence."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        detail: str,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = headers


class Pointed(BaseModel):
    """One part of a request that is wrong."""

    pointer: str = Field(description="where: path, query or body, then the name", examples=["/query/as_of"])
    message: str


class ProblemBody(BaseModel):
    """What every error answers with (RFC 9457). Branch on `code`, show `detail`, quote `request_id`."""

    type: str
    title: str
    status: int
    detail: str = Field(description="one sentence: what is wrong and what to do")
    instance: str = Field(description="path of the request")
    code: str = Field(description="stable word", examples=["not_found"])
    request_id: str | None
    errors: list[Pointed] | None = None


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """The given statuses as the manual shows them, for a router."""
    schema = {"$ref": "#/components/schemas/ProblemBody"}
    return {
        int(status): {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


#: What any endpoint that takes a key may answer with.
GUARDED = responses(
    HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.SERVICE_UNAVAILABLE
)
MISSING = responses(HTTPStatus.NOT_FOUND)


def not_found(what: str) -> Problem:
    """404 with a sentence that says what is not there and what to do."""
    return Problem(HTTPStatus.NOT_FOUND, "not_found", what)


def respond(request: Request, problem: Problem) -> JSONResponse:
    """A problem as its response."""
    body: dict[str, Any] = {
        "type": TYPES + problem.code,
        "title": problem.status.phrase,
        "status": int(problem.status),
        "detail": problem.detail,
        "instance": request.url.path,
        "code": problem.code,
        "request_id": getattr(request.state, "request_id", None),
    }
    if problem.errors:
        body["errors"] = problem.errors
    return JSONResponse(body, status_code=int(problem.status), media_type=MEDIA_TYPE, headers=problem.headers)


def describe(app: FastAPI) -> None:
    """Give the manual the shape of a problem, and take out FastAPI's own error, which is never sent."""
    generate = app.openapi

    def manual() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = generate()
            schemas = document["components"]["schemas"]
            body = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(body.pop("$defs"))
            schemas["ProblemBody"] = body
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            for operation in (item for path in document["paths"].values() for item in path.values()):
                operation["responses"].pop("422", None)
        return app.openapi_schema or {}

    app.openapi = manual  # type: ignore[method-assign]


def install(app: FastAPI) -> None:
    """Answer every error as a problem, FastAPI's own included."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, error: Problem) -> JSONResponse:
        return respond(request, error)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"pointer": "/" + "/".join(str(part) for part in item["loc"]), "message": str(item["msg"])}
            for item in error.errors()
        ]
        return respond(
            request, Problem(HTTPStatus.BAD_REQUEST, "invalid_request", "the request is not understood", errors)
        )

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        headers = dict(error.headers) if error.headers else None
        return respond(request, Problem(status, status.name.lower(), str(error.detail), headers=headers))

    @app.exception_handler(StoreError)
    async def _store(request: Request, error: StoreError) -> JSONResponse:
        return respond(request, Problem(HTTPStatus.SERVICE_UNAVAILABLE, "store_unavailable", str(error)))

    @app.exception_handler(ModelError)
    async def _model(request: Request, error: ModelError) -> JSONResponse:
        return respond(request, Problem(HTTPStatus.SERVICE_UNAVAILABLE, "model_unavailable", str(error)))

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> JSONResponse:
        # The text of an unknown error may hold data; the log has it, the caller gets the request's id.
        return respond(
            request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", "the service failed; the log has the cause")
        )
