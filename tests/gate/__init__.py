"""The quality gate: what Dragoman reads is measured against answers, and may not get worse unnoticed."""
