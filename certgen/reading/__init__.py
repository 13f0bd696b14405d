"""The list of people, from whatever file it comes in, without guessing silently."""

from certgen.reading.options import EncodingChoice, Inspection, ReadOptions
from certgen.reading.reader import Reading, inspect, read, read_table, read_text

__all__ = [
    "EncodingChoice",
    "Inspection",
    "ReadOptions",
    "Reading",
    "inspect",
    "read",
    "read_table",
    "read_text",
]
