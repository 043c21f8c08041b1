"""What a form without account sends: the stamp of somebody who took a minute."""

from unittest import mock

from django.core import signing

from stzverbund.basis.offenes_formular import stempel


def gestempelt(adresse: str, *, vor: float = 60) -> str:
    """A valid stamp for this path, made `vor` seconds ago."""
    jetzt = signing.time.time()
    with mock.patch.object(signing.time, "time", return_value=jetzt - vor):
        return stempel(adresse)
