"""Pages of the diary that join rooms: one entry with Angebot and session, and the 27 Aufgaben of a year."""
