"""Excel both ways for the rolls of this room."""
