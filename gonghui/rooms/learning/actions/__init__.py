"""Every write of this room, one topic a module."""
