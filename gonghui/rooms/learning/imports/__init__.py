"""Excel both ways for the register of trainings."""
