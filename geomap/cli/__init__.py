"""The command `geomap`: one verb per file, each of them parse, one library call, print."""

from geomap.cli.command import VERBS, main

__all__ = ["VERBS", "main"]
