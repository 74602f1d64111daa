"""Memory that millions of numbers were put together in, and what the C library does with it once it is free."""

import contextlib
import ctypes

_ARENAS, _MAPPED_FROM = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD of glibc's malloc.h."""
LARGE = 1 << 17
"""Pieces of so many bytes are mapped by themselves."""


def give_back() -> None:
    """Give back to the system what is free, in pieces all over the heap."""
    with contextlib.suppress(OSError, AttributeError):  # another C library has another way, or does it by itself
        ctypes.CDLL(None).malloc_trim(0)


def be_sparing() -> None:
    """For a process that lives long: one heap for all threads, and what is large goes back as soon as it is free.

    Else each thread has a heap of its own, and glibc comes to keep what is large once it was freed.
    """
    with contextlib.suppress(OSError, AttributeError):
        c = ctypes.CDLL(None)
        c.mallopt(_ARENAS, 1)
        c.mallopt(_MAPPED_FROM, LARGE)
