"""Going through what waits: one thing at a time, one key a decision, each on record before the next is shown."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from dragoman.brief.words import say_count
from dragoman.cli.editing import edit
from dragoman.cli.faults import DONE, STOPPED, tell
from dragoman.cli.review import say_counts
from dragoman.cli.review_pages import print_item
from dragoman.cli.tables import clean
from dragoman.desks.dialogue.following import followed
from dragoman.record import DragomanError, Judgement, Verdict
from dragoman.review import Item, Queue, QueueQuery
from dragoman.review.items import VERDICTS
from dragoman.review.opinions import differing
from dragoman.store import Proposal, Record

PAGE = 20
"""Items fetched at a time."""
KEYS: Mapping[str, str] = {
    "a": "right, or the same: as it was read; what is proposed: judged so",
    "r": "wrong, or different; what is proposed: declined. You are asked why",
    "e": "a claim is right but for some fields: correct them",
    "k": "the promise was kept",
    "b": "the promise was broken",
    "n": "the person is nobody known: somebody new",
    "1": "the person is the first (2: the second …) of those named",
    "i": "the person is somebody else: type a name or an id",
    "w": "take the judgement back that was made of it",
    "s": "leave it for later (space does too)",
    "u": "take your last decision back",
    "?": "these keys",
    "q": "stop; every decision is on record already",
}


class Left(Exception):
    """The reader leaves."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """How a person is asked: for one key, or for a line (None: they thought better of it)."""

    key: Callable[[], str]
    line: Callable[[str], str | None]


def real_terminal() -> Terminal:
    """The one we run in."""
    import typer

    def line(prompt: str) -> str | None:
        try:
            return input(prompt).strip()
        except (KeyboardInterrupt, EOFError):
            print()
            return None

    return Terminal(typer.getchar, line)


@dataclass
class Walk:
    """One person's way through the queue."""

    record: Record
    queue: Queue
    by: str
    terminal: Terminal | None = None

    def __post_init__(self) -> None:
        self._at = self.terminal or real_terminal()
        self._made: list[tuple[Item, Judgement | None]] = []
        self._skipped = 0

    def run(self, query: QueueQuery, *, most: int | None = None) -> int:
        """Show one after the other until there are no more, or the person leaves."""
        print(f"{say_counts(self.queue, query)}. You decide as {clean(self.by)}; ? lists the keys.")
        code = DONE
        try:
            self._through(replace(query, limit=PAGE), most)
        except Left:
            pass
        except (KeyboardInterrupt, EOFError):
            code = STOPPED
        skipped = f", {self._skipped:,} left for later" if self._skipped else ""
        print(f"\n{say_count(len(self._made), 'decision')} on record{skipped}. To see them: dragoman judgements")
        return code

    def _through(self, query: QueueQuery, most: int | None) -> None:
        shown, after, done = 0, query.after, False
        while not done:
            page = self.queue.page(replace(query, after=after))
            items, place = list(page.items), 0
            while place < len(items):
                if most is not None and shown >= most:
                    return
                item = items[place]
                print_item(item, self.record, self.queue)
                undone = self._decide(item)
                if undone is not None:
                    # What was taken back is asked again at once, and then this one.
                    items.insert(place, undone)
                    continue
                shown, place = shown + 1, place + 1
            after, done = page.next, page.next is None

    def _decide(self, item: Item) -> Item | None:
        """Ask until the item is decided or left; the item to be asked again where a decision was taken back."""
        while True:
            print(f"{_asks(item, self.queue)} > ", end="", flush=True)
            key = self._at.key()
            print(key if key.isprintable() else "")
            match key:
                case "\x03" | "\x04":
                    raise KeyboardInterrupt
                case "q":
                    raise Left
                case "s" | " ":
                    self._skipped += 1
                    return None
                case "u":
                    if (undone := self._undo()) is not None:
                        return undone
                case "?" | "h":
                    print("\n".join(f"  {name}  {what}" for name, what in KEYS.items()))
                case _:
                    try:
                        if self._answer(item, key):
                            return None
                    except DragomanError as fault:
                        tell(str(fault))

    def _answer(self, item: Item, key: str) -> bool:
        """Whether the key decided it."""
        if item.proposal is not None:
            return self._settle(item, item.proposal, key)
        if key == "w" and item.judgements:
            return self._withdraw(item)
        if item.gone:
            print("It is no longer on record; w takes the judgement back, s leaves it")
            return False
        if item.person is not None:
            return self._who(item, key)
        if key == "a" and item.kind in ("stale", "dispute", "opinion"):
            last = item.judgements[-1]
            return self._judge(item, last.verdict, why=last.why if last.by == self.by else "", fields=last.fields)
        verdicts = item.verdicts
        if key in "kb" and "kept" in verdicts:
            return self._judge(item, "kept" if key == "k" else "broken", ask=True)
        if key == "e" and "corrected" in verdicts:
            return self._correct(item)
        if key == "a" and "kept" not in verdicts:
            return self._judge(item, "right" if "right" in verdicts else "same")
        if key == "r" and "kept" not in verdicts:
            return self._judge(item, "wrong" if "wrong" in verdicts else "different", ask=True)
        print(f"{key!r} decides nothing here; ? lists the keys" if key.isprintable() else "? lists the keys")
        return False

    def _settle(self, item: Item, proposal: Proposal, key: str) -> bool:
        """What becomes of a proposal."""
        if key == "a":
            with self._counting():
                made = self.record.review.accept(proposal.id, by=self.by)
            self._made.append((item, made))
            print(f"{made.verdict}, on record as {made.id[:9]}")
            return True
        if key != "r":
            print("a: judge so; r: leave it at that")
            return False
        why = self._at.line("Why not (others will read it): ")
        if why is None:
            return False
        self.record.review.decline(proposal.id, by=self.by, why=why)
        self._made.append((item, None))
        print("declined")
        return True

    def _who(self, item: Item, key: str) -> bool:
        """Who a person is that nobody knows."""
        person = item.about[0]
        perhaps = self.queue.perhaps(item.person) if item.person else ()
        if key == "n":
            return self._judge(item, "right", about=(person,), why="somebody new")
        if key.isdigit() and 0 < int(key) <= len(perhaps):
            return self._judge(item, "same", about=(person, perhaps[int(key) - 1]))
        if key == "i":
            other = self._at.line("Who it is, by name or id (nothing: leave it): ")
            return bool(other) and self._judge(item, "same", about=(person, self.queue.who(other or "")))
        if key == "r" and len(perhaps) == 1:
            return self._judge(item, "different", about=(person, perhaps[0]), ask=True)
        print("n: somebody new; a number: one of those named; i: type who it is")
        return False

    def _counting(self) -> AbstractContextManager[None]:
        """So that what is shown next is as this decision leaves it."""
        return followed(self.record, self.queue.states)

    def _correct(self, item: Item) -> bool:
        fields = edit(item, self.record, self.queue.dossier, self._at.line)
        return bool(fields) and self._judge(item, "corrected", ask=True, fields=tuple(fields.items()))

    def _judge(
        self,
        item: Item,
        verdict: Verdict,
        *,
        about: tuple[str, ...] = (),
        why: str = "",
        ask: bool = False,
        fields: tuple[tuple[str, str], ...] = (),
    ) -> bool:
        if ask:
            said = self._at.line("Why (others will read it): ")
            if said is None:
                return False
            why = said
        with self._counting():
            made = self.record.judge(verdict, about or item.about, by=self.by, why=why, fields=fields)
        self._made.append((item, made))
        print(f"{made.verdict}, on record as {made.id[:9]}")
        for other in differing(self.record, made):
            print(f"{clean(other.by)} says {other.verdict}: the last word counts, and both wait as a dispute")
        return True

    def _withdraw(self, item: Item) -> bool:
        why = self._at.line("Why it is taken back (others will read it): ")
        if why is None:
            return False
        with self._counting():
            made = self.record.withdraw(item.judgements[-1].id, by=self.by, why=why)
        self._made.append((item, made))
        print(f"taken back, on record as {made.id[:9]}")
        return True

    def _undo(self) -> Item | None:
        if not self._made:
            print("You have decided nothing yet that could be taken back.")
            return None
        item, made = self._made.pop()
        if made is None and item.proposal is not None:
            self.record.review.reopen(item.proposal.id, by=self.by, why="taken back in review")
            print("the proposal waits again")
        if made is None:
            return item
        with self._counting():
            self.record.withdraw(made.id, by=self.by, why="taken back in review")
        print(f"{made.verdict} taken back ({made.id[:9]})")
        return item


def _asks(item: Item, queue: Queue) -> str:
    """The keys that decide it, in a line."""
    if item.proposal is not None:
        return " · ".join(["a judge so", "r decline", "s skip", "u undo", "? help", "q quit"])
    if item.person is not None:
        known = len(queue.perhaps(item.person))
        these = {0: [], 1: ["1 is this one", "r is not"]}.get(known, [f"1-{known} is one of these"])
        keys = ["n somebody new", *these, "i type who"]
    elif item.gone:
        keys = ["w take the judgement back"]
    elif item.kind in ("stale", "dispute", "opinion"):
        last = item.judgements[-1]
        keys = [f"a {last.verdict}, as {clean(last.by)} said", *_others(item), "w withdraw it"]
    elif item.kind == "promise":
        keys = ["k kept", "b broken"]
    elif item.kind == "link":
        keys = ["a same", "r different"]
    else:
        keys = ["a right", "r wrong", "e edit"]
    return " · ".join([*keys, "s skip", "u undo", "? help", "q quit"])


def _others(item: Item) -> list[str]:
    verdicts = item.verdicts
    if verdicts == VERDICTS["claim"]:
        return ["r wrong", "e edit"]
    return ["k kept", "b broken"] if verdicts == VERDICTS["promise"] else ["r different"]
