"""In-site inbox and e-mail, each sent once."""
