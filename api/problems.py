"""Errors as RFC 9457 problem details (``application/problem+json``), for every status the service can answer with."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
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
