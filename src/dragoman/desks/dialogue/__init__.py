"""The dialogue desk: who said what, what was promised and expected, where voices stand, who deals with whom."""

from dragoman.desks.dialogue.voices import WEIGHT, Findings, TrackFindings, VoiceFindings, ask_about, find, top_tracks

__all__ = ["WEIGHT", "Findings", "TrackFindings", "VoiceFindings", "ask_about", "find", "top_tracks"]
