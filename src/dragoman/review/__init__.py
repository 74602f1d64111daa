"""What waits for a person: what it is about, in which order, and what can be said of it. See docs/review.md."""

from dragoman.review.items import KINDS, Item, ItemKind
from dragoman.review.queue import Page, Queue, QueueQuery

__all__ = ["KINDS", "Item", "ItemKind", "Page", "Queue", "QueueQuery"]
