"""The pages, a file each: what was asked -> an Answer."""
