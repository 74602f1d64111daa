"""Event codes by a published table of ours: CAMEO, PLOVER, quad class and Goldstein weight. See docs/codes.md."""

from dragoman.reading.codes.table import (
    MUTUAL,
    QUAD_CLASSES,
    CodeRow,
    Stance,
    code_row,
    code_rows,
    coded,
    stanced,
)

__all__ = ["MUTUAL", "QUAD_CLASSES", "CodeRow", "Stance", "code_row", "code_rows", "coded", "stanced"]
