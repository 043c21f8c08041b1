from django.urls import path

from verbund.views import anfragen, jahresbericht
from verbund.views import geschaeftsstelle as gs

urlpatterns = [
    path("bericht/<int:jahr>/", jahresbericht.JahresberichtSeite.as_view(), name="verbundbericht"),
    path("bericht/<int:jahr>.pdf", jahresbericht.JahresberichtPdf.as_view(), name="verbundbericht_pdf"),
    path("anfragen/", anfragen.AnfrageListe.as_view(), name="anfragen"),
    path("anfragen/neu/", anfragen.AnfrageStellen.as_view(), name="anfrage_neu"),
    path("anfragen/<int:pk>/", anfragen.AnfrageAnsehen.as_view(), name="anfrage"),
    path("anfragen/<int:pk>/bearbeiten/", anfragen.AnfrageBearbeiten.as_view(), name="anfrage_bearbeiten"),
    path("anfragen/<int:pk>/beantworten/", anfragen.AnfrageBeantworten.as_view(), name="anfrage_beantworten"),
    path(
        "anfragen/<int:pk>/zurueckziehen/",
        anfragen.AnfrageZurueckziehen.as_view(),
        name="anfrage_zurueckziehen",
    ),
    path("beratungen/", gs.BeratungsnotizListe.as_view(), name="beratungsnotizen"),
    path("beratungen/neu/", gs.BeratungsnotizNeu.as_view(), name="beratungsnotiz_neu"),
    path("beratungen/<int:pk>/", gs.BeratungsnotizAnsehen.as_view(), name="beratungsnotiz"),
    path(
        "beratungen/<int:pk>/bearbeiten/",
        gs.BeratungsnotizBearbeiten.as_view(),
        name="beratungsnotiz_bearbeiten",
    ),
    path(
        "beratungen/<int:pk>/loeschen/", gs.BeratungsnotizLoeschen.as_view(), name="beratungsnotiz_loeschen"
    ),
    path("empfehlungen/", gs.EmpfehlungListe.as_view(), name="empfehlungen"),
    path("empfehlungen/neu/", gs.EmpfehlungNeu.as_view(), name="empfehlung_neu"),
    path("empfehlungen/<int:pk>/", gs.EmpfehlungAnsehen.as_view(), name="empfehlung"),
    path(
        "empfehlungen/<int:pk>/bearbeiten/", gs.EmpfehlungBearbeiten.as_view(), name="empfehlung_bearbeiten"
    ),
    path("empfehlungen/<int:pk>/loeschen/", gs.EmpfehlungLoeschen.as_view(), name="empfehlung_loeschen"),
    path("empfehlungen/<int:pk>/papier/", gs.EmpfehlungDatei.as_view(), name="empfehlung_papier"),
]
