"""(Document, Dossier) -> Reading: pure, picklable, deterministic. `read.py` tells the whole flow, top to bottom."""
