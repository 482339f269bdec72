"""Every read of the engine, one topic a module."""
