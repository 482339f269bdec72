"""Cadre trainings: seats, attendance, certificates, and who was trained."""
