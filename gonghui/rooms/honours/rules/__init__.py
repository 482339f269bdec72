"""What this room knows without asking the database: titles that everybody knows."""
