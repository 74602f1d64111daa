"""Addresses -> bytes, politely and within bounds. `Fetcher(settings).fetch(url)`; fetch.py tells the whole flow.

httpx is imported with fetch.py only, so that reading files does not pay for it.
"""

from dragoman.sources.fetch.addresses import is_web_address, shown
from dragoman.sources.fetch.nouns import Clock, Fetched, FetchError, FetchSettings, Validators

__all__ = ["Clock", "FetchError", "FetchSettings", "Fetched", "Validators", "is_web_address", "shown"]
