"""From figures to a report: what stands in it, in which words and order."""

from .zentrum import grundlage_des_zentrums, zentrumsbericht

__all__ = ["grundlage_des_zentrums", "zentrumsbericht"]
