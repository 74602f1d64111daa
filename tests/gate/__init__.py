"""The quality gate: what Dragoman reads is measured against what a person read, and may not get worse unnoticed."""
