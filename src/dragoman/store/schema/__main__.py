"""Prints docs/schema.md."""

from dragoman.store.schema import VERSION
from dragoman.store.schema.page import describe

print(describe(VERSION), end="")
