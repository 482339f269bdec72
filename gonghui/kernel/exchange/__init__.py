"""Excel both ways: read, map, check, compare, apply, undo."""
