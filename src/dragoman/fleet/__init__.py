"""The same reading over many processes: same readings, same order, more cores."""

from dragoman.fleet.pool import Crew, read_in_processes

__all__ = ["Crew", "read_in_processes"]
