"""Befragungen: made of a template, answered by many, read as sums (RK-2017 4.2 A5.4, 4.3 Standards 2 and 13).

Each function that changes something is one transaction that locks the Befragung, logs an event and raises
Verweigert, with a sentence for the person, where it is not possible now.
"""
