"""The record in a browser: HTTP -> a question -> a page, its JSON and its CSV. FastAPI comes with serving."""
