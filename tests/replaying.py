"""Recording and replaying sources: the production door (``crawlers.ask``) with a cassette in place of the network.

A cassette is recorded against the local replica and says so in its metadata. One conversation a case, so that a pause
asked for in one case does not silence the next.
"""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import vcr
import yaml

from crawlers.ask import Asking, GivenRows, ask
from crawlers.deployment.not_used import NeverRead
from crawlers.outcome import Outcome, Row
from crawlers.registry import SOURCES
from crawlers.settings import CrawlSettings
from crawlers.spec import SourceSpec
from crawlers.spider import EvidenceSource, PlannedRequest
from data.ids import sha256_hex
from tests.replica import Reply, replies
from tests.replica.server import Replica, serving

HERE = Path(__file__).parent
CASSETTES = HERE / "cassettes"
GOLDEN = HERE / "golden"
#: The day on which every recording is made and read.
TODAY = datetime(2026, 6, 1, 12, 0, 0)
#: Stands in for a publisher's key; never written to a cassette.
REPLICA_KEY = "key-of-the-replica"

#: Every source that reads anything. One that is not used live (its terms forbid it) still reads files.
READ = [source for source in SOURCES if not isinstance(source, NeverRead)]


def record(source: EvidenceSource) -> dict[str, Outcome]:
    """Ask the replica for every case of a source and write its cassette anew."""
    path = CASSETTES / f"{source.spec.name}.yaml"
    path.unlink(missing_ok=True)
    table = _table(source)
    with serving(Replica(table)) as replica, _cassette(source.spec, "new_episodes"):
        outcomes = {reply.case: _ask(source, reply, replica.host_map) for reply in table}
    _stamp(path, source.spec.name)
    return outcomes


def replay(source: EvidenceSource) -> dict[str, Outcome]:
    """Outcomes of every case from the cassette alone; a request that was not recorded is an error."""
    with _cassette(source.spec, "none"):
        # The mapped port is never connected to: it only lets the settings pass for a crawl that stays on this machine.
        return {reply.case: _ask(source, reply, {"*": "127.0.0.1:9"}) for reply in _table(source)}


def picture(outcome: Outcome) -> dict[str, Any]:
    """What a golden file holds of one outcome."""
    if not outcome.documents:
        return {"event": str(outcome.event), "detail": outcome.detail}
    return {"event": str(outcome.event), "documents": [_plain(document) for document in outcome.documents]}


def _ask(source: EvidenceSource, reply: Reply, host_map: Mapping[str, str]) -> Outcome:
    told: list[Outcome] = []
    request = PlannedRequest(
        source=source.spec.name,
        url=reply.url,
        purpose=reply.case,
        method=reply.method,
        headers=reply.request_headers,
        body=reply.request_body,
    )
    row = Row(id="ji_replay", job_id="jo_replay", company_id="co_replay", request=request)
    keys = {source.spec.auth: REPLICA_KEY} if source.spec.auth else {}
    settings = CrawlSettings(
        allow_loopback=True, host_map=host_map, hurried=True, retries=0, keys=keys, clock=lambda: TODAY
    )
    asyncio.run(ask(Asking(GivenRows([row]), {source.spec.name: source}, told.append, settings)))
    (outcome,) = told
    return outcome


def _table(source: EvidenceSource) -> tuple[Reply, ...]:
    table = replies(source.spec.name)
    requests = [(reply.method, reply.url, reply.request_body) for reply in table]
    twice = {request for request in requests if requests.count(request) > 1}
    if twice or len({reply.case for reply in table}) < len(table):
        raise ValueError(f"the replica of {source.spec.name} answers one request or names one case twice: {twice}")
    return table


def _cassette(spec: SourceSpec, mode: str) -> Any:
    header, _, _ = spec.auth_as.partition(":")
    player = vcr.VCR(
        record_mode=mode,
        decode_compressed_response=False,
        match_on=("method", "scheme", "host", "path", "query", "body"),
        filter_headers=["authorization", header],
    )
    return player.use_cassette(str(CASSETTES / f"{spec.name}.yaml"), allow_playback_repeats=True)


def _stamp(path: Path, name: str) -> None:
    """Write into the cassette how it came to be."""
    recorded = yaml.safe_load(path.read_text(encoding="utf-8"))
    module = HERE / "replica" / f"{name}.py"
    metadata = {
        "recorded_against": f"the local replica tests/replica/{name}.py: invented data in the shape of the publisher's",
        "replica_sha256": sha256_hex(module.read_bytes()),
        "recorded_with": "python -m tests.record_cassettes, through crawlers.fetch.ReplayableAiohttp",
    }
    ordered = {"metadata": metadata, **recorded}
    path.write_text(yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")


def _plain(value: Any) -> Any:
    """A document as JSON, without its empty fields."""
    if hasattr(value, "__dataclass_fields__"):
        pairs = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
        return {name: _plain(held) for name, held in pairs if held not in (None, "", (), {})}
    if isinstance(value, tuple | list):
        return [_plain(held) for held in value]
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    return str(value) if isinstance(value, date) else value
