from .ausgabe import Ausgabe
from .begrenzung import Begrenzung
from .datei import Datei
from .druckauftrag import Druckauftrag
from .ereignis import Ereignis
from .link import Link
from .post import Postausgang
from .versioniert import Versioniert

__all__ = ["Ausgabe", "Begrenzung", "Datei", "Druckauftrag", "Ereignis", "Link", "Postausgang", "Versioniert"]
