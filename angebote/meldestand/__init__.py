"""Completeness Zentrum x month and punctuality Zentrum x period of a year, as each side may know them."""

from .fuellung import Fuellung, fuellung
from .grundlage import Grundlage, laden
from .puenktlichkeit import Puenktlichkeit, puenktlichkeit
from .vollstaendigkeit import Jahresvollstaendigkeit, jahresvollstaendigkeit

__all__ = [
    "Fuellung",
    "Grundlage",
    "Jahresvollstaendigkeit",
    "Puenktlichkeit",
    "fuellung",
    "jahresvollstaendigkeit",
    "laden",
    "puenktlichkeit",
]
