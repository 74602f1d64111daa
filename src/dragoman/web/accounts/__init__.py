"""Who may use the workbench: accounts, sessions, API tokens and the audit log, kept beside the record and not in it."""
