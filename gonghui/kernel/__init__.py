"""What every programme rests on: unions, people, access, audit, screens, files, jobs, figures."""
