"""Every read of this room, one topic a module."""
