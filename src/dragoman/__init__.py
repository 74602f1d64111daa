"""Dragoman keeps the record of what governments say, promise and do, bound to the exact words it rests on."""

__version__ = "0.1.0"
