"""Honours: the register, studios, model workers."""
