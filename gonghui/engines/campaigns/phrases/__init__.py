"""What the engine says in more than one place, one topic a module."""
