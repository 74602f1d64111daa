"""The quality gate: what Dragoman reads is measured against answers made by reading, and may not get worse unnoticed."""
