"""The one exception tree. A fault in our code raises whatever Python raises; a fault in the material is a `Problem`.

DragomanError                 what a user can be told in one line: what, where, what to do
├── SourceError               these bytes cannot be had or read as a document
├── DossierError              a dossier file is wrong; names the file and line
├── LanguagePackError         a language pack is missing or lacks a parser
├── WriterError               the brief's writer cannot be asked, or its answer cannot be read
└── RecordError               the record cannot be opened, read or written
    ├── RecordBusyError       another process holds it
    ├── RecordBehindError     its acts are behind, and too many to be counted while somebody waits
    ├── RecordPlaceError      a list cannot be gone on with: what it was left at is not in it
    ├── RecordSizeError       it holds too much for what was asked of it
    └── RecordVersionError    it was written by a newer or an unknown version
"""


class DragomanError(Exception):
    """Something a user can mend: the message says what, where and what to do, in one line."""


class SourceError(DragomanError):
    """These bytes cannot be had, or cannot be read as a document."""


class DossierError(DragomanError):
    """A dossier file is wrong."""


class LanguagePackError(DragomanError):
    """A language pack cannot be loaded, or cannot do what reading needs."""


class WriterError(DragomanError):
    """The brief's writer cannot be asked, or its answer cannot be read."""


class RecordError(DragomanError):
    """The record cannot be opened, read or written."""


class RecordBusyError(RecordError):
    """Another process holds the record."""


class RecordBehindError(RecordError):
    """The acts on record are behind, and there are too many to be counted while somebody waits."""


class RecordPlaceError(RecordError):
    """A list cannot be gone on with: what it was left at is not in it."""


class RecordSizeError(RecordError):
    """The record holds too much for what was asked of it; asked of less, it is answered."""


class RecordVersionError(RecordError):
    """The record was written by a newer or an unknown version of Dragoman."""
