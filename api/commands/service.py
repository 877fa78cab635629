"""``serve`` and ``keys``: the HTTP service and who may ask it."""

from typing import Annotated

import typer

from api.commands.options import AsJson, Database, console, print_json
from api.errors import UsageError
from api.security import SCOPES, is_loopback, new_key
from api.settings import ServiceSettings
from data.store import Store

keys = typer.Typer(help="Keys of the HTTP service.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.add_typer(keys, name="keys")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Start the HTTP service and its pages.

    On loopback it is open. On any other address every caller needs a key: set UNFAKEABLE_SECRET and make keys with
    ``unfakeable keys new``.
    """
    import uvicorn

    from api.app import create_app

    settings = ServiceSettings()
    if database:
        settings = settings.model_copy(update={"database_url": database})
    if not is_loopback(host) and settings.secret is None:
        raise UsageError(f"listening on {host} needs UNFAKEABLE_SECRET, so that keys can be checked")
    address = f"http://{host}:{port}"
    if as_json:
        print_json({"pages": f"{address}/", "manual": f"{address}/docs", "openapi": f"{address}/openapi.json"})
    else:
        console.print(f"{address}/ for people, {address}/docs for programs", highlight=False)
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning")


@keys.command("new")
def new(
    tenant: Annotated[str, typer.Argument(help="Whose key it is.")],
    scope: Annotated[list[str] | None, typer.Option(help=f"One of {', '.join(SCOPES)}; may be given again.")] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it once."""
    secret = ServiceSettings().secret
    if secret is None:
        raise UsageError("set UNFAKEABLE_SECRET first: keys are stored as HMAC under it")
    store = Store.open(database)
    try:
        key = new_key(store, secret.get_secret_value(), tenant, scope or ["read"])
    except ValueError as error:
        raise UsageError(str(error)) from error
    finally:
        store.close()
    if as_json:
        print_json({"key": key, "tenant": tenant, "scopes": scope or ["read"]})
        return
    console.print(f"{key}\nThis is the only time it is shown. Send it as X-API-Key.", highlight=False)
