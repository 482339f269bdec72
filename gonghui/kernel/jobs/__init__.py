"""Work longer than a click, with progress and resumption."""
