from .barriere import Barrierebefund, Barrierepruefung
from .bedarf import Anliegen, Bedarf, Problemfeld
from .befragung import Antwortzahl, Befragung, Frage, Freitext
from .beschwerde import Beschwerde
from .foerderung import Foerderung, Kampagne, Kampagnenteilnahme
from .kooperation import Kooperation, Zielpruefung
from .mappe import Mappendokument
from .massnahme import Massnahme
from .raumbuchung import Buchungstermin, Raumbuchung
from .taetigkeit import Taetigkeit, Taetigkeitsform, Taetigkeitsvorlage

__all__ = [
    "Anliegen",
    "Antwortzahl",
    "Barrierebefund",
    "Barrierepruefung",
    "Bedarf",
    "Befragung",
    "Beschwerde",
    "Buchungstermin",
    "Foerderung",
    "Frage",
    "Freitext",
    "Kampagne",
    "Kampagnenteilnahme",
    "Kooperation",
    "Mappendokument",
    "Massnahme",
    "Problemfeld",
    "Raumbuchung",
    "Taetigkeit",
    "Taetigkeitsform",
    "Taetigkeitsvorlage",
    "Zielpruefung",
]
