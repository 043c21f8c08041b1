from typing import Any

from django.urls import URLPattern, path

from zentren import forms, models
from zentren.personen.urls import urlpatterns as personen
from zentren.views import bestand, fachstellen, oeffnungszeiten, vereinbarungen, zentren
from zentren.views.im_zentrum import BearbeitenImZentrum, LoeschenImZentrum, NeuImZentrum


def _pflege(
    wort: str, name: str, modell: Any, formular: Any, titel: str, abschnitt: str, neu: Any = NeuImZentrum
) -> list[URLPattern]:
    """New, edit and delete of what belongs to a centre: three addresses, three views."""
    ort = f"zentren/<slug:zentrum>/{wort}/"
    angaben = {"model": modell, "abschnitt": abschnitt}
    mit_formular = {**angaben, "form_class": formular}
    return [
        path(f"{ort}neu/", neu.as_view(**mit_formular, titel=titel), name=f"{name}_neu"),
        path(
            f"{ort}<int:pk>/bearbeiten/",
            BearbeitenImZentrum.as_view(**mit_formular),
            name=f"{name}_bearbeiten",
        ),
        path(f"{ort}<int:pk>/loeschen/", LoeschenImZentrum.as_view(**angaben), name=f"{name}_loeschen"),
    ]


urlpatterns = [
    *personen,
    path("zentren/", zentren.ZentrumListe.as_view(), name="zentrum_liste"),
    path("zentren/<slug:slug>/", zentren.ZentrumAnsehen.as_view(), name="zentrum"),
    path("zentren/<slug:slug>/bearbeiten/", zentren.ZentrumBearbeiten.as_view(), name="zentrum_bearbeiten"),
    *_pflege("standorte", "standort", models.Standort, forms.StandortFormular, "Neuer Standort", "standorte"),
    path(
        "zentren/<slug:zentrum>/standorte/<int:pk>/haupt/",
        bestand.StandortHaupt.as_view(),
        name="standort_haupt",
    ),
    path(
        "zentren/<slug:zentrum>/standorte/<int:pk>/oeffnungszeiten/",
        oeffnungszeiten.Oeffnungszeiten.as_view(),
        name="oeffnungszeiten",
    ),
    *_pflege(
        "raeume", "raum", models.Raum, forms.RaumFormular, "Neuer Raum", "standorte", neu=bestand.RaumNeu
    ),
    *_pflege(
        "sprechzeiten",
        "sprechzeit",
        models.Sprechzeit,
        forms.SprechzeitFormular,
        "Neue Sprechzeit",
        "sprechzeiten",
    ),
    *_pflege(
        "schliesszeiten",
        "schliesszeit",
        models.Schliesszeit,
        forms.SchliesszeitFormular,
        "Neue Schließzeit",
        "schliesszeiten",
    ),
    *_pflege("personal", "personal", models.Personal, forms.PersonalFormular, "Neue Stelle", "personal"),
    path(
        "zentren/<slug:zentrum>/personal/<int:jahr>/uebernehmen/",
        bestand.PersonalUebernehmen.as_view(),
        name="personal_uebernehmen",
    ),
    path(
        "kooperationsvereinbarungen/", vereinbarungen.VereinbarungListe.as_view(), name="vereinbarung_liste"
    ),
    path(
        "kooperationsvereinbarungen/neu/",
        vereinbarungen.VereinbarungAnlegen.as_view(),
        name="vereinbarung_neu",
    ),
    path(
        "kooperationsvereinbarungen/<int:pk>/",
        vereinbarungen.VereinbarungAnsehen.as_view(),
        name="vereinbarung",
    ),
    path(
        "kooperationsvereinbarungen/<int:pk>/bearbeiten/",
        vereinbarungen.VereinbarungBearbeiten.as_view(),
        name="vereinbarung_bearbeiten",
    ),
    path(
        "kooperationsvereinbarungen/<int:pk>/hochladen/",
        vereinbarungen.VereinbarungHochladen.as_view(),
        name="vereinbarung_hochladen",
    ),
    path(
        "kooperationsvereinbarungen/<int:pk>/datei/",
        vereinbarungen.VereinbarungDatei.as_view(),
        name="vereinbarung_datei",
    ),
    path("fachstellen/", fachstellen.FachstelleListe.as_view(), name="fachstelle_liste"),
    path("fachstellen/neu/", fachstellen.FachstelleAnlegen.as_view(), name="fachstelle_neu"),
    path(
        "fachstellen/<int:pk>/bearbeiten/",
        fachstellen.FachstelleBearbeiten.as_view(),
        name="fachstelle_bearbeiten",
    ),
    path(
        "fachstellen/<int:pk>/geprueft/", fachstellen.FachstellePruefen.as_view(), name="fachstelle_pruefen"
    ),
    path(
        "fachstellen/<int:pk>/loeschen/",
        fachstellen.FachstelleLoeschen.as_view(),
        name="fachstelle_loeschen",
    ),
]
