"""Forms of the engine: what people type, checked before an action sees it."""
