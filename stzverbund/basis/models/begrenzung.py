from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit


class Begrenzung(models.Model):
    """The table of CACHES["default"] (Django's DatabaseCache): counters of the rate limits.

    Keys are hashes (`basis/zwischenspeicher.py`). Django uses it; `taeglich` removes what ran out.
    """

    cache_key = models.CharField("Schlüssel", max_length=255, primary_key=True)
    value = models.TextField("Wert")
    expires = models.DateTimeField("gilt bis", db_index=True)

    personendaten = Personendaten(
        Taetigkeit.BETRIEB,
        felder=("cache_key", "value"),
        frist="eine Stunde, gelöscht am selben Tag",
        betroffene="Besuchende; nur Prüfsummen von Netz- und Mailadressen",
    )

    class Meta:
        verbose_name = "Begrenzung"
        verbose_name_plural = "Begrenzungen"

    def __str__(self) -> str:
        return self.cache_key
