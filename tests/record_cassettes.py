"""``python -m tests.record_cassettes [source ...]``: record the cassettes of the named sources, or of all.

Goldens are not written here: the test writes a missing one, fails, and asks a person to read it.
"""

import sys

from crawlers.registry import by_name
from tests import replica
from tests.replaying import READ, record


def main(names: list[str]) -> None:
    """Record, and print what each case came to."""
    written = set(replica.names())
    sources = [by_name(name) for name in names] or [source for source in READ if source.spec.name in written]
    for source in sources:
        for case, outcome in record(source).items():
            sys.stdout.write(f"{source.spec.name:24} {case:16} {outcome.event:14} {outcome.detail[:80]}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
