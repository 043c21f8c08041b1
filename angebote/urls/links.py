"""Addresses below a link (`/l/<token>/`), for each purpose; the roof opens the door and passes `zugang`."""

from django.urls import URLPattern, path

from angebote.views.zaehllink import zaehlen
from angebote.zaehllink import ZAEHLEN

LINKS: dict[str, tuple[URLPattern, ...]] = {
    ZAEHLEN.schluessel: (
        path("", zaehlen.LinkTermine.as_view()),
        path("<int:pk>/", zaehlen.LinkTermin.as_view()),
        path("<int:pk>/zaehlen/", zaehlen.LinkSchnell.as_view()),
    )
}
