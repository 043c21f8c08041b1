"""The standards on paper: reports, agenda, letters, blank form, and the edition of what is accepted."""
