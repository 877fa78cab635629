"""Stable ids: a letter prefix and a content hash, so that re-reading and retraining never change a name.

An id starts with a letter because spreadsheets turn ``1e5...`` into a number.
"""

import hashlib
import json
from typing import Any

PREFIXES = {
    "identity": "id_",
    "company": "co_",
    "document": "do_",
    "observation": "ob_",
    "claim": "cl_",
    "evidence": "ev_",
    "lookup": "lk_",
    "signal": "sg_",
    "assessment": "as_",
    "company_score": "cs_",
    "job": "jo_",
    "job_item": "ji_",
    "api_key": "ak_",
    "dispute": "di_",
    "annotation": "an_",
    "audit_entry": "ae_",
    "host_budget": "hb_",
}


def sha256_hex(content: bytes | str) -> str:
    """Hex SHA-256 of bytes, or of a text's UTF-8 bytes."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def content_id(noun: str, *parts: Any) -> str:
    """The id of a record: its noun's prefix and 20 hex digits over its identifying parts.

    Parts are serialised as canonical JSON, so ``None`` and ``""`` differ and a number equals only itself. 80 bits keep
    the chance of one collision among ten million records below one in ten billion.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return PREFIXES[noun] + sha256_hex(canonical)[:20]
