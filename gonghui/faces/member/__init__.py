"""The member's pages, phone first."""
