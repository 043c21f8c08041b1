from django.db import models


class Sichtbarkeit(models.TextChoices):
    """Who reads a matter of the Verbund; each level includes the ones before it (`verbund/querysets.py`)."""

    INTERN = "intern", "intern"
    BEZIRKSAMT = "bezirksamt", "auch Bezirksamt und Verbände"
    OEFFENTLICH = "oeffentlich", "öffentlich"


def sichtbarkeitsfeld(vorgabe: Sichtbarkeit = Sichtbarkeit.INTERN) -> models.CharField:
    return models.CharField("Wer darf das lesen?", max_length=12, choices=Sichtbarkeit, default=vorgabe)
