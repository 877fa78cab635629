"""Whether the service can answer."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import text

from data.store import Store
from scoring.fakeability import FakeabilityModel
from scoring.memo import version_of

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The service's state."""

    status: str = Field(examples=["ok"])
    model_version: str = Field(description="hash of the ranker's file")
    feature_signature: str
    rules_version: str


@router.get("/healthz", summary="Is the service able to answer?")
async def healthz(request: Request) -> Health:
    """Answers 200 with the versions in use when the store and the model are there. Needs no key."""
    store: Store = request.app.state.store
    model: FakeabilityModel = request.app.state.model
    with store.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return Health(status="ok", **version_of(model))
