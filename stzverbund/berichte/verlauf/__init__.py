"""Figures over time and by Stadtteil: pages that one asks, never editions."""
