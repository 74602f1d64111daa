"""Who stands behind words that only point: pronouns, short forms, "both sides", "the ministry"."""

from dragoman.reading.en.chains.discourse import Discourse
from dragoman.reading.en.chains.salience import Quoted

__all__ = ["Discourse", "Quoted"]
