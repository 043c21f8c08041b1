// While a title is typed: what is there already, from the server. Without this module it is said when saving.

const WARTEN = 400; // ms after the last letter

function verbinden(ziel) {
  const feld = document.getElementById(ziel.dataset.aehnliche);
  let uhr;
  let laufende;
  feld.addEventListener("input", () => {
    clearTimeout(uhr);
    uhr = setTimeout(async () => {
      laufende?.abort();
      laufende = new AbortController();
      const frage = new URLSearchParams({ text: feld.value, ohne: ziel.dataset.ohne });
      try {
        const antwort = await fetch(`${ziel.dataset.adresse}?${frage}`, { signal: laufende.signal, redirect: "error" });
        if (antwort.ok) ziel.innerHTML = (await antwort.text()).trim();
      } catch {
        // Without the server nothing is proposed; typing goes on.
      }
    }, WARTEN);
  });
}

for (const ziel of document.querySelectorAll("[data-aehnliche]")) verbinden(ziel);
