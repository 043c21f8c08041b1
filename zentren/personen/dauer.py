"""Nobody gives or prolongs a role for longer than the own one lasts."""

from datetime import date

from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Rolle


def laengstens(wer: Mitgliedschaft) -> date | None:
    """The last day of the roles that `wer` gives; None without an end, and for the Verwaltung."""
    return None if wer.hat(Rolle.VERWALTUNG) else wer.bis


def zu_lang(bis: date | None, wer: Mitgliedschaft) -> str:
    """Why `wer` cannot give a role until `bis` (None: without end); empty where it is possible."""
    ende = laengstens(wer)
    if ende is None or (bis is not None and bis <= ende):
        return ""
    return f"Ihre eigene Rolle endet am {ende:%d.%m.%Y}. Länger können Sie keine vergeben."


def pruefen(bis: date | None, wer: Mitgliedschaft) -> None:
    """Raises Verweigert where `wer` cannot give a role until `bis`."""
    if grund := zu_lang(bis, wer):
        raise Verweigert(grund)
