from .ausgabe import Ausgabe
from .datei import Datei
from .druckauftrag import Druckauftrag
from .ereignis import Ereignis
from .link import Link
from .post import Postausgang
from .versioniert import Versioniert

__all__ = ["Ausgabe", "Datei", "Druckauftrag", "Ereignis", "Link", "Postausgang", "Versioniert"]
