"""Every write of the engine, one topic a module."""
