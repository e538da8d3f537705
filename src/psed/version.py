"""The version of psed."""

VERSION = "0.1.0"
