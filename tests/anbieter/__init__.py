"""A provider of single sign-on for the tests: allauth's own, with a database and cookies of its own."""
