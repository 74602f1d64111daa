"""Record -> answers. Each desk answers one kind of question; none imports another."""
