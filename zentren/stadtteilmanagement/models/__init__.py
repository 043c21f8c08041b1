from .massnahme import Massnahme

__all__ = ["Massnahme"]
