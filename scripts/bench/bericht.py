"""The Jahresbericht as PDF, against WeasyPrint alone on the same HTML."""

import sys

from messung import Aktion
from server import angemeldet

ZIELE = {"Jahresbericht als PDF": 1.15}


def aktionen() -> dict[str, Aktion]:
    from django.utils import timezone
    from weasyprint import HTML

    from stzverbund.basis import pdf

    # An unfinished year, so that no stored edition answers.
    adresse = f"/berichte/zentrum/marzahn-mitte/{timezone.localdate().year}.pdf"
    client, html, echt = angemeldet("leitung"), [], pdf.pdf_aus_html

    def ansicht() -> None:
        antwort = client.get(adresse)
        if antwort.status_code != 200:
            sys.exit(f"{adresse}: Antwort {antwort.status_code} statt 200")

    def mitschreiben(text: str, **wie: object) -> bytes:
        html.append(text)
        return echt(text, **wie)

    pdf.pdf_aus_html = mitschreiben
    ansicht()
    pdf.pdf_aus_html = echt

    def allein() -> bytes:
        quelle = HTML(string=html[0], base_url=pdf.RELATIV, url_fetcher=pdf._abholer())
        return bytes(quelle.write_pdf(**pdf.ENDLICH))

    return {"WeasyPrint allein": allein, "Jahresbericht als PDF": ansicht}
