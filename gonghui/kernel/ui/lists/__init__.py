"""The one list view: declared columns and filters, sorted, searched, paged, exported, printed."""
