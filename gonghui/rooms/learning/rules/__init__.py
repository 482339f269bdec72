"""What decides in a training, without the database."""
