"""From figures to a report: what stands in it, in which words and order."""

from .netz import Auftrag, grundlage_des_netzes, netzbericht
from .zentrum import grundlage_des_zentrums, zentrumsbericht

__all__ = [
    "Auftrag",
    "grundlage_des_netzes",
    "grundlage_des_zentrums",
    "netzbericht",
    "zentrumsbericht",
]
