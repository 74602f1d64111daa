"""(Document, Dossier) -> Reading: pure, picklable, deterministic. `read.py` tells the whole flow, top to bottom."""

from dragoman.reading.read import read_document, read_documents, reader_version

__all__ = ["read_document", "read_documents", "reader_version"]
