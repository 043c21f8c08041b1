"""The roof of the house: settings, addresses, start pages and reports that join rooms."""
