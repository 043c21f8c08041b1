from .ausgabe import Ausgabe
from .begrenzung import Begrenzung
from .datei import Datei
from .druckauftrag import Druckauftrag
from .einmal import Einmal
from .ereignis import Ereignis
from .historie import Historie
from .link import Link
from .post import Postausgang
from .schwaerzung import Schwaerzung
from .versioniert import Versioniert

__all__ = [
    "Ausgabe",
    "Begrenzung",
    "Datei",
    "Druckauftrag",
    "Einmal",
    "Ereignis",
    "Historie",
    "Link",
    "Postausgang",
    "Schwaerzung",
    "Versioniert",
]
