"""Settings of the service, read from the environment once (``UNFAKEABLE_*``)."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.store import DEFAULT_URL


class ServiceSettings(BaseSettings):
    """What the service needs to know. Every value has a reason to be other than its default somewhere."""

    model_config = SettingsConfigDict(env_prefix="UNFAKEABLE_", extra="ignore")

    database_url: str = DEFAULT_URL
    secret: SecretStr | None = Field(default=None, description="keys are stored as HMAC-SHA256 under it")
    open_on_loopback: bool = Field(default=True, description="callers from this machine need no key")
    max_page: int = Field(default=200, description="most rows of one page")
    cache_seconds: int = Field(default=600, description="how long an answer may be kept by a cache")
    max_body_bytes: int = Field(default=1_000_000, description="a larger request body is refused")
