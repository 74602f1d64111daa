"""An address as a source: asked with what the record remembers of it, and remembered with what it answered."""

from dragoman.sources import Raw
from dragoman.sources.fetch import Clock, Validators
from dragoman.sources.fetch.addresses import web_url
from dragoman.sources.fetch.fetch import Fetcher
from dragoman.sources.nouns import Facts
from dragoman.store import Fetch, Record


def fetch_raw(url: str, fetcher: Fetcher, record: Record | None, clock: Clock) -> Raw:
    """What the address holds now; where its server says that it did not change, the bytes that the record has.

    Raises FetchError. `source` is the address as given; what is dated or published there is told by the one that
    answered.
    """
    import hashlib

    last = record.web.fetched(str(web_url(url))) if record else None
    kept = record.original(last.sha256) if record and last and last.sha256 else None
    known = Validators(last.final_url, last.etag, last.modified) if last and kept is not None else None
    got = fetcher.fetch(url, known=known)
    if got.data is not None:
        data, charset = got.data, got.charset
    elif last is not None and kept is not None:
        data, charset = kept, last.charset
    else:
        raise ValueError(f"{got.url} says that nothing changed, and was not asked whether it did")
    if record and not record.read_only:
        digest = hashlib.sha256(data).hexdigest()
        said = got.validators
        record.web.keep_fetch(Fetch(got.url, said.url, clock.now(), said.etag, said.modified, charset, digest))
    return Raw(url.strip(), data=data, facts=Facts(url=got.final_url), charset=charset)
