"""Every write of a batch: upload, mapping, check, confirmation, undo."""
