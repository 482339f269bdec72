"""A made-up room that uses every part of the look, for tests and for screenshots."""
