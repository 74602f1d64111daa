"""The same reading over many processes: same readings, same order, more cores."""

from dragoman.fleet.pool import read_in_processes

__all__ = ["read_in_processes"]
