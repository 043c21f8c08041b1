"""Accounts: login, password, second factor, sessions, single sign-on; django-allauth behind our own pages."""
