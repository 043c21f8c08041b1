from .anmeldung import Anmeldung
from .arbeitskreis import Arbeitskreis
from .aufgabe import Aufgabe
from .austausch import Anfrage
from .beschluss import Beschluss
from .bezug import Sitzungstaetigkeit
from .dokument import Dokument
from .geschaeftsstelle import Beratungsnotiz, Empfehlung
from .kalender import Kalenderabo
from .kompetenz import Kompetenz, Kompetenzanfrage
from .planung import Jahresplan, Planplatz
from .presse import Pressekontakt
from .protokoll import Anmerkung, Nachtrag, Protokoll
from .sichtbarkeit import Sichtbarkeit
from .sitzung import Sitzung, Sitzungsfrist
from .suche import Sucheintrag
from .tagesordnung import Tagesordnungspunkt
from .teilnahme import Antwort, Delegation, Einladung, Gast, Teilnahme
from .thema import Thema
from .vorhaben import Vorhaben

__all__ = [
    "Anfrage",
    "Anmeldung",
    "Anmerkung",
    "Antwort",
    "Arbeitskreis",
    "Aufgabe",
    "Beratungsnotiz",
    "Beschluss",
    "Delegation",
    "Dokument",
    "Einladung",
    "Empfehlung",
    "Gast",
    "Jahresplan",
    "Kalenderabo",
    "Kompetenz",
    "Kompetenzanfrage",
    "Nachtrag",
    "Planplatz",
    "Pressekontakt",
    "Protokoll",
    "Sichtbarkeit",
    "Sitzung",
    "Sitzungsfrist",
    "Sitzungstaetigkeit",
    "Sucheintrag",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Thema",
    "Vorhaben",
]
