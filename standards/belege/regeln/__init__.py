"""The rules, a file for each Standard; importing them fills `REGELN` in the order of the Kriterien."""

from . import standard09

__all__ = ["standard09"]
