"""The tests mirror the tree; ``replica/``, ``cassettes/`` and ``golden/`` belong to the sources' tests."""
