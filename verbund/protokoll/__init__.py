"""Minutes: written during the session, out for remarks, approved in the next one, locked, extracted."""
