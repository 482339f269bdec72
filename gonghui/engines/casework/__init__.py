"""States as data, steps with actor and reason, clocks, inbox."""
