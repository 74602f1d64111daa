"""Watching, top to bottom: what is due is asked, what it lists is remembered, what is new is read into the record.

Where it stands is on record after every step, so that a kill loses nothing: an item waits until its reading is kept,
and one whose reading was kept just before a kill is not asked for again.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Protocol

from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.fleet.fetching import fetch_raw
from dragoman.fleet.intake import Outcome, Reader, read_batch, unbroken
from dragoman.record import RecordBusyError, SourceError
from dragoman.sources import Raw, Sourced, SourceFault, read_raw
from dragoman.sources.fetch import Clock, Fetched, FetchError, Validators
from dragoman.sources.fetch.fetch import Fetcher
from dragoman.sources.limits import MEBIBYTE
from dragoman.sources.nouns import Facts
from dragoman.sources.watch import Listed, Listing, Watched, listed
from dragoman.store import Record, Watch, WatchItem

FIRST_RETRY = datetime.timedelta(minutes=10)
LONGEST_RETRY = datetime.timedelta(days=1)
ATTEMPTS = 5
"""After so many failures in a row an item is given up; a feed never is."""
LARGEST_LIST = 20 * MEBIBYTE
"""Bytes of a feed or index page; its tree takes many times as much memory."""
VISIT = datetime.timedelta(minutes=10)
"""So long one source is read from before the others have their turn, however slow it is and however much it lists."""
BUSY = datetime.timedelta(seconds=30)
_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)
LONGEST_SLEEP_S = 60.0
"""The clock is looked at again after that: a machine that slept, or a clock that was set, is noticed."""


class Report(Protocol):
    """Who is told what happens."""

    def polled(self, watched: Watched, found: int | None) -> None:
        """A source was asked, and so many of its items are new; None where it failed."""

    def read(self, watched: Watched, outcome: Outcome) -> None:
        """A document was read, and is on record."""

    def fault(self, watched: Watched, fault: SourceFault) -> None:
        """Something could not be had or read."""

    def waiting(self, until: datetime.datetime) -> None:
        """Nothing is due until then."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """All that watching needs."""

    watched: tuple[Watched, ...]
    record: Record
    reader: Reader
    fetcher: Fetcher
    report: Report
    clock: Clock

    def round(self, *, all_now: bool = False) -> datetime.datetime:
        """Ask every source that is due (or all), read what waits and link it; when there is something to do again."""
        due = min(self._visit(one, all_now=all_now) for one in self.watched)
        self.record.link()
        follow_up(self.record, states_of(self.reader.dossier))
        return due

    def watch(self) -> None:
        """Rounds without end. Ends with KeyboardInterrupt, raised between two writes."""
        while True:
            due = self.round()
            self.report.waiting(due)
            while (left := (due - self.clock.now()).total_seconds()) > 0:
                self.clock.sleep(min(left, LONGEST_SLEEP_S))

    def _visit(self, watched: Watched, *, all_now: bool) -> datetime.datetime:
        try:
            stands = self.record.web.watch(watched.url)
            if all_now or _due(watched, stands) <= self.clock.now():
                stands = self._poll(watched, stands or Watch(watched.url, watched.name))
            until = self.clock.now() + VISIT
            for item in self.record.web.waiting(watched.url, now=self.clock.now()):
                if self.clock.now() >= until:
                    return until
                self._read_item(watched, item)
        except RecordBusyError as fault:
            self.report.fault(watched, SourceFault(watched.name, str(fault)))
            return self.clock.now() + BUSY
        later = [item.due_at for item in self.record.web.waiting(watched.url, now=_NEVER) if item.due_at]
        return min([_due(watched, stands), *later])

    def _poll(self, watched: Watched, stands: Watch) -> Watch:
        """Ask a source and put on record what it lists, both or neither."""
        now = self.clock.now()
        # Where pages are asked for again, what is listed has to be known even if it did not change.
        same = stands.choice == watched.choice and watched.again is None
        known = Validators(watched.url, stands.etag, stands.modified) if same else None
        try:
            got = self.fetcher.fetch(watched.url, known=known, max_bytes=LARGEST_LIST)
            listing = self._listing(watched, got)
        except SourceError as fault:
            return self._poll_failed(watched, stands, fault)
        # Another address answered: its validators would be sent to nobody.
        own = got.validators if got.final_url == watched.url else None
        polled = Watch(
            url=watched.url,
            name=watched.name,
            polled_at=now,
            succeeded_at=now,
            due_at=now + watched.every,
            fault=listing.fault,
            etag=own.etag if own else None,
            modified=own.modified if own else None,
            choice=watched.choice,
        )
        done = now if watched.entries else None
        items = [
            WatchItem(watched.url, one.url, now, one.stamp, place, done) for place, one in enumerate(listing.items)
        ]
        with unbroken():
            found = self.record.web.keep_poll(polled, items, done_before=now - watched.again if watched.again else None)
        if listing.fault:
            self.report.fault(watched, SourceFault(watched.url, listing.fault))
        self.report.polled(watched, found)
        return polled

    def _listing(self, watched: Watched, got: Fetched) -> Listing:
        """What the answer lists; where its entries are the documents, they are read before they count as listed."""
        if got.data is None:
            return Listing(())
        if not watched.entries:
            return listed(watched, got)
        raw = Raw(watched.url, data=got.data, facts=Facts(url=got.final_url), charset=got.charset)
        sources, faults = self._read(watched, raw)
        if not sources and faults:
            raise SourceError(faults[0].message)
        return Listing(tuple(map(Listed, dict.fromkeys(sources))), faults[0].message if faults else None)

    def _poll_failed(self, watched: Watched, stands: Watch, fault: SourceError) -> Watch:
        now = self.clock.now()
        failures = stands.failures + 1
        due = _retry_at(now, failures, fault)
        failed = replace(stands, name=watched.name, polled_at=now, due_at=due, failures=failures, fault=str(fault))
        with unbroken():
            self.record.web.keep_poll(failed)
        self.report.polled(watched, None)
        self.report.fault(watched, SourceFault(watched.url, str(fault)))
        return failed

    def _read_item(self, watched: Watched, item: WatchItem) -> None:
        """Read what an item leads to, and then, and only then, cross it off."""
        if item.failures == 0 and self.record.web.given_since(item.url, item.listed_at):
            self._keep(replace(item, done_at=self.clock.now()))
            return
        try:
            raw = fetch_raw(item.url, self.fetcher, self.record, self.clock)
        except FetchError as fault:
            self._item_failed(watched, item, fault)
            return
        _, faults = self._read(watched, raw)
        for one in faults:
            self.report.fault(watched, one)
        said = faults[0].message if faults else None
        self._keep(replace(item, done_at=self.clock.now(), due_at=None, failures=0, fault=said))

    def _read(self, watched: Watched, raw: Raw) -> tuple[list[str], list[SourceFault]]:
        """Read what was fetched into the record: the sources of its documents, and what of it cannot be read."""
        found = list(read_raw(raw, self.reader.dossier, given=watched.given))
        readable = [one for one in found if isinstance(one, Sourced)]
        for outcome in read_batch(readable, self.reader, self.record):
            # Of a feed most entries were there before.
            if outcome.state != "unchanged" or not watched.entries:
                self.report.read(watched, outcome)
        return [one.document.source for one in readable], [one for one in found if isinstance(one, SourceFault)]

    def _item_failed(self, watched: Watched, item: WatchItem, fault: FetchError) -> None:
        now, failures = self.clock.now(), item.failures + 1
        if fault.wait_s is not None:
            # To be asked for patience is no failure of the page.
            wait = datetime.timedelta(seconds=min(fault.wait_s, LONGEST_RETRY.total_seconds()))
            self._keep(replace(item, due_at=now + wait, fault=str(fault)))
            return
        given_up = fault.lasting or failures >= ATTEMPTS
        due = None if given_up else _retry_at(now, failures, fault)
        done = now if given_up else None
        self._keep(replace(item, done_at=done, due_at=due, failures=failures, fault=str(fault)))
        self.report.fault(watched, SourceFault(item.url, f"{fault}{'; given up' if given_up else ''}"))

    def _keep(self, item: WatchItem) -> None:
        with unbroken():
            self.record.web.keep_item(item)


def _due(watched: Watched, stands: Watch | None) -> datetime.datetime:
    """When a source is to be asked; what is typed now counts, not what was typed when it was last asked."""
    if stands is None or stands.polled_at is None:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    if stands.failures and stands.due_at is not None:
        return stands.due_at
    return stands.polled_at + watched.every


def _retry_at(now: datetime.datetime, failures: int, fault: SourceError) -> datetime.datetime:
    """Ever later, and not before the server wants to be asked."""
    wait = min(FIRST_RETRY * 2.0 ** min(failures - 1, 20), LONGEST_RETRY)
    asked = fault.wait_s if isinstance(fault, FetchError) else None
    return now + max(wait, min(datetime.timedelta(seconds=asked or 0.0), 7 * LONGEST_RETRY))
