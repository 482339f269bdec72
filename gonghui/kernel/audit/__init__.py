"""One append-only chain of entries over every action."""
