from .antwort import Antwort, Einschaetzung
from .beleg import Beleg, Urteil
from .bewertung import Selbstbewertung
from .fassung import Fassung, Kriterium, Standard, Zustimmung
from .kontakt import Aussenkontakt
from .nachweis import Nachweis
from .netzthema import Netzthema
from .runde import Runde, Schwelle
from .votum import Beitrag, Votum

__all__ = [
    "Antwort",
    "Aussenkontakt",
    "Beitrag",
    "Beleg",
    "Einschaetzung",
    "Fassung",
    "Kriterium",
    "Nachweis",
    "Netzthema",
    "Runde",
    "Schwelle",
    "Selbstbewertung",
    "Standard",
    "Urteil",
    "Votum",
    "Zustimmung",
]
