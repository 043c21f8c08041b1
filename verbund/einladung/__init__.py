"""Invitations to a session: who gets one, what it says, its calendar entry, its agenda, the answers."""
