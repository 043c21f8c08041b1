"""The year of the Stadtteilmanagement in reports: counts and sums out of the registers, never their texts."""

from .netz import im_netz
from .zentrum import im_zentrum

__all__ = ["im_netz", "im_zentrum"]
