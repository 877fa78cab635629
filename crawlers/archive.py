"""Bodies kept as evidence: WARC 1.1 (ISO 28500), one gzip member a record, found again by SHA-256.

A file is written by one run and never reopened for writing, so a run that was killed leaves at worst a cut last record,
which no row names. Records hold the decoded body and the kept headers: no cookie, key or trace of the request.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.spider import StoredResponse
from data.ids import sha256_hex

#: A file is closed and the next one opened above this size.
LARGEST_FILE = 512 * 1024 * 1024
_PLACE = re.compile(r"(?P<file>[\w.-]+\.warc\.gz)#(?P<offset>\d+)")


class NotArchived(LookupError):
    """The archive does not hold this body, or holds another one in its place."""


class Archive:
    """One folder of WARC files. ``put`` writes into this run's own file; ``get`` reads any."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: IO[bytes] | None = None
        self._writer: WARCWriter | None = None

    def put(self, response: StoredResponse, sha256: str) -> str:
        """Append one body; the place to keep in the row, ``evidence-000001.warc.gz#offset``. Call ``flush`` before."""
        file, writer = self._open()
        offset = file.tell()
        headers = StatusAndHeaders(
            str(response.status),
            [*response.headers.items(), ("content-length", str(len(response.body)))],
            protocol="HTTP/1.1",
        )
        record = writer.create_warc_record(
            response.url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=headers,
            warc_headers_dict={
                # Named by content, so that the same evidence archived twice is the same record.
                "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{response.url}#{sha256}')}>",
                "WARC-Date": f"{response.retrieved_at:%Y-%m-%dT%H:%M:%SZ}",
                "WARC-Payload-Digest": f"sha256:{sha256}",
            },
        )
        writer.write_record(record)
        return f"{Path(file.name).name}#{offset}"

    def flush(self) -> None:
        """Hand everything written to the operating system, before a row that names it is written."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """End this run's file."""
        if self._file is not None:
            self._file.close()
            self._file = self._writer = None

    def get(self, place: str) -> bytes:
        """The body at a place. Raises ``NotArchived`` where it is missing or its digest differs."""
        match = _PLACE.fullmatch(place)
        path = self.folder / match["file"] if match else None
        if match is None or path is None or not path.is_file():
            raise NotArchived(f"{place} is not in the archive")
        with path.open("rb") as file:
            file.seek(int(match["offset"]))
            for record in ArchiveIterator(file):
                body: bytes = record.content_stream().read()
                if record.rec_headers.get_header("WARC-Payload-Digest") != f"sha256:{sha256_hex(body)}":
                    raise NotArchived(f"the body at {place} is not the one that was archived")
                return body
        raise NotArchived(f"{place} is past the end of its file")

    def files(self) -> Iterator[Path]:
        """Every file of the archive, oldest first."""
        yield from sorted(self.folder.glob("evidence-*.warc.gz"))

    def _open(self) -> tuple[IO[bytes], WARCWriter]:
        if self._file is not None and self._file.tell() > LARGEST_FILE:
            self.close()
        if self._file is None or self._writer is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = _next_file(self.folder)
            self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        return self._file, self._writer


def _next_file(folder: Path) -> IO[bytes]:
    """A new file of the lowest free number; two runs at once get two files."""
    taken = [int(path.name[9:15]) for path in folder.glob("evidence-??????.warc.gz")]
    number = max(taken, default=0) + 1
    while True:
        try:
            return (folder / f"evidence-{number:06d}.warc.gz").open("xb")
        except FileExistsError:
            number += 1
