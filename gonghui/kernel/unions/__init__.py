"""Units, unions and their dated relations."""
