"""English time expressions: what they are in a sentence, and which days they mean.

`find_times` reads the words, `resolve_time` reckons the days once the day of publication and the tense are known.
"""

from dragoman.reading.en.times.find import TimeCandidate, find_times
from dragoman.reading.en.times.resolve import TimeContext, resolve_time

__all__ = ["TimeCandidate", "TimeContext", "find_times", "resolve_time"]
