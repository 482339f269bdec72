"""What has no subject: calendar, identifiers, money, phrases, sorting, sealing, scope, actions."""
