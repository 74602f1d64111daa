"""Uploads: files to disk as they come, and a queue that reads them one by one in a process of its own."""
