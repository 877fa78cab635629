"""Errors of the judging side that a person can mend."""


class ModelError(Exception):
    """A trained artefact is missing, altered, or was trained on other features; the message names file and remedy."""


class TableError(Exception):
    """A table that a person brought lacks a column or holds none that can be read; names file and column."""
