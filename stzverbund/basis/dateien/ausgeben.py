from django.http import FileResponse

from stzverbund.basis.models import Datei


def ausgeben(datei: Datei) -> FileResponse:
    """Hands out an uploaded file, after the caller has asked for the right: always as a download.

    Should a browser open it all the same, it stands in a sandbox and may run and load nothing.
    """
    antwort = FileResponse(
        datei.datei.open("rb"), as_attachment=True, filename=datei.name, content_type=datei.typ
    )
    antwort["Content-Security-Policy"] = "sandbox; default-src 'none'"
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-store"
    return antwort
