from stzverbund.basis.formulare import Formular
from verbund.models import Pressekontakt


class PressekontaktFormular(Formular):
    class Meta:
        model = Pressekontakt
        fields = ("medium", "ressort", "email", "telefon", "website", "hinweis")
        help_texts = {"ressort": "Funktion, kein Name: z. B. „Lokalredaktion“"}
