from .angebot import Angebot, Sprache, Zeitplan
from .beratung import Beratung, Beratungsthema, Kontaktart, Zaehlart
from .bezug import Angebotspruefung, Angebotstaetigkeit
from .einlesen import Import, Importzeile
from .fremdangebot import Fremdangebot
from .kennzahl import Altersgruppe, Geschlecht, Kennzahl
from .meldejahr import Meldejahr, Meldezeitraum
from .meldung import Meldung, Meldungssumme, Rueckfrage
from .termin import Termin, Terminaufteilung
from .vergleichswert import Vergleichswert
from .wert import Herkunft, Wert

__all__ = [
    "Altersgruppe",
    "Angebot",
    "Angebotspruefung",
    "Angebotstaetigkeit",
    "Beratung",
    "Beratungsthema",
    "Fremdangebot",
    "Geschlecht",
    "Herkunft",
    "Import",
    "Importzeile",
    "Kennzahl",
    "Kontaktart",
    "Meldejahr",
    "Meldezeitraum",
    "Meldung",
    "Meldungssumme",
    "Rueckfrage",
    "Sprache",
    "Termin",
    "Terminaufteilung",
    "Vergleichswert",
    "Wert",
    "Zaehlart",
    "Zeitplan",
]
