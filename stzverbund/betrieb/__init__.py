"""Backup, restore and move: what touches the whole database and all stored files."""
