from .ausgabe import Ausgabe
from .datei import Datei
from .ereignis import Ereignis
from .link import Link
from .post import Postausgang
from .versioniert import Versioniert

__all__ = ["Ausgabe", "Datei", "Ereignis", "Link", "Postausgang", "Versioniert"]
