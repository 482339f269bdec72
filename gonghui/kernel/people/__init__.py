"""People, their documents, and membership derived from events."""
