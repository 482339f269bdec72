"""Forms of this room: each field says what it wants, each form is submitted to one action."""
