"""A real PostgreSQL for the length of a test run, in a temporary folder, on a socket and loopback only.

Found where Debian and other systems put it. ``CI`` without one is a failure; elsewhere its tests skip and say so. The
server refuses to run as root, so as root it runs as its own user ``postgres``.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder that holds ``initdb`` and ``pg_ctl``, newest first; None where there is none."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += [Path(path).parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)]
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server with an empty database; its URL for ``UNFAKEABLE_DATABASE_URL``."""
    with tempfile.TemporaryDirectory(prefix="unfakeable-pg-") as place:
        root, port = Path(place), _free_port()
        root.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(root, "postgres")
        data = root / "data"
        _run(folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {root} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", root / "log", "-o", options, "start")
        try:
            _run(folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "unfakeable")
            yield f"postgresql://postgres@127.0.0.1:{port}/unfakeable"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} failed: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
