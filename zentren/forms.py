from stzverbund.basis.formulare import Formular
from zentren.models import Fachstelle


class FachstelleFormular(Formular):
    class Meta:
        model = Fachstelle
        fields = (
            "art",
            "name",
            "strasse",
            "plz",
            "ort",
            "telefon",
            "email",
            "website",
            "zeiten",
            "sprachen",
            "hinweis",
        )
