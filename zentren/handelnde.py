"""Who changes something: a person in a role, or somebody with a link and without an account."""

from stzverbund.basis.links import UeberLink
from zentren.models import Mitgliedschaft

Handelnde = Mitgliedschaft | UeberLink
