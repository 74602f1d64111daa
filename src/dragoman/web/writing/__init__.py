"""What people do in the workbench: judge, correct, take back. Each deed goes onto the record and into the audit log."""
