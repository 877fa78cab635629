"""The HTTP service: ``/v1`` for programs, server-rendered pages for people, the same answers as the command line."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from uuid import uuid4

from fastapi import FastAPI, Request, Response

from api import problems
from api.routes import companies, health, pages
from api.settings import ServiceSettings
from data.store import Store
from scoring.fakeability import FakeabilityModel

DESCRIPTION = """
Audits the public signals of a startup: what it **claims**, what others **verify**, how **fakeable** each signal is, and
a company score in which every point can be traced to a stored record.

Every answer carries model version, rules version, evidence digest, coverage and date. Below the floor of evidence the
answer is the word `insufficient`, never a number. Fakeability is a case-control index: a statement about the evidence,
not a rate of fraud and not about a person. Nothing here is investment advice.
"""


def create_app(settings: ServiceSettings | None = None, store: Store | None = None) -> FastAPI:
    """The service on its settings. A store that is handed in stays its owner's to close."""
    settings = settings or ServiceSettings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.store = store or Store.open(settings.database_url)
        app.state.model = FakeabilityModel.load()
        yield
        if store is None:
            app.state.store.close()

    app = FastAPI(title="Unfakeable", version=version("unfakeable"), description=DESCRIPTION, lifespan=lifespan)
    app.state.settings = settings
    problems.install(app)

    @app.middleware("http")
    async def trace(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.request_id = request.headers.get("x-request-id", "")[:64] or uuid4().hex
        response = await call_next(request)
        response.headers["X-Request-ID"] = request.state.request_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    for router in (health.router, companies.router, pages.router):
        app.include_router(router)
    problems.describe(app)
    return app
