"""Who works here: invitations, Mitgliedschaften and their dates, accounts."""
