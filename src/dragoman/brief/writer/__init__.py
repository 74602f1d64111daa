"""A language model may phrase the page's findings; a checker keeps of it what the cited passages bear out.

Off unless an endpoint is named. The model is given passages by number, never a document; what it says is data, read
with suspicion: every sentence is held against the passages that it cites, by rule, and what they do not bear out is
struck and shown as struck.
"""

from dragoman.brief.writer.asking import Endpoint, propose
from dragoman.brief.writer.checking import Checker, Entry
from dragoman.brief.writer.writing import write
from dragoman.record.errors import WriterError

__all__ = ["Checker", "Endpoint", "Entry", "WriterError", "propose", "write"]
