from django.db import models


class Versioniert(models.Model):
    """A row that people edit: `version` counts its saves, so that two editors never overwrite each other."""

    version = models.PositiveIntegerField("Version", default=1, editable=False)
    geaendert_am = models.DateTimeField("geändert am", auto_now=True)

    class Meta:
        abstract = True
