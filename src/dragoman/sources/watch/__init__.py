"""What is watched, and what a watched page lists. The watching itself is fleet/watch.py."""

from dragoman.sources.watch.listing import Listed, Listing, listed
from dragoman.sources.watch.plan import Plan, Watched, load_plan

__all__ = ["Listed", "Listing", "Plan", "Watched", "listed", "load_plan"]
