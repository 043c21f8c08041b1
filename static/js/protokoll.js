// The live minutes: items and seats save themselves, and what others write appears.
"use strict";

const wurzel = document.getElementById("protokoll");
const boegen = new Map();
const FRAGEN_ALLE = 5000;
const STILLE = 60 * 60 * 1000; // whoever has not typed for so long is not kept logged in
let seit = "";
let getippt = Date.now();

const speicher = new Selbstspeichern({
  wurzel,
  dinge: boegen,
  worte: { eins: "eine Eingabe", viele: "Eingaben" },
  bei: { gespeichert, konflikt },
});

function gespeichert(bogen, zelle, eintrag) {
  bogen.uebernimm(zelle, eintrag.eingabe);
  vorschau(bogen, zelle);
  speicher.sage(`${bogen.name}: gespeichert`);
  if (bogen.geaendert) {
    bogen.zeige("", "noch nicht gespeichert");
    speicher.spaeter(bogen);
  }
}

function konflikt(bogen, { meldung, zelle }) {
  bogen.frage(meldung, zelle.strittig, bogen.werte(), zelle.werte, (meinen) => {
    speicher.vergiss(bogen);
    bogen.entscheide(zelle, meinen);
    vorschau(bogen, zelle);
    speicher.sichere(bogen);
  });
}

function vorschau(bogen, { html }) {
  const kasten = bogen.kasten.querySelector("[data-vorschau]");
  if (kasten && html !== undefined) {
    kasten.innerHTML = html; // cleaned by the server
  }
}

/** Asks what others have written; nothing that is typed here is touched. */
async function fragen() {
  setTimeout(fragen, FRAGEN_ALLE);
  if (document.visibilityState !== "visible" || Date.now() - getippt > STILLE) {
    return;
  }
  const anzeige = document.getElementById("protokoll-verbindung");
  try {
    const antwort = await fetch(`${wurzel.dataset.stand}?seit=${encodeURIComponent(seit)}`, {
      headers: { "X-Requested-With": "fetch" },
    });
    if (!antwort.ok) {
      throw new Error(String(antwort.status));
    }
    folgen(await antwort.json());
    anzeige.textContent = "";
  } catch {
    anzeige.textContent = "Keine Verbindung: Was andere schreiben, sehen Sie gerade nicht.";
  }
}

function folgen(daten) {
  seit = daten.seit;
  for (const [schluessel, zelle] of Object.entries(daten.zellen)) {
    const bogen = boegen.get(schluessel);
    if (bogen && !bogen.waehlt && zelle.version > bogen.version && bogen.folge(zelle)) {
      vorschau(bogen, zelle);
      bogen.zeige("", daten.wer[schluessel] ? `zuletzt: ${daten.wer[schluessel]}` : "");
    }
  }
  for (const [schluessel, html] of Object.entries(daten.ergebnisse)) {
    const ziel = boegen.get(schluessel)?.kasten.querySelector("[data-ergebnisse]");
    if (ziel && ziel.innerHTML !== html) {
      ziel.innerHTML = html; // escaped by the server
    }
  }
  hinweis(daten);
}

function hinweis({ aufbau, offen }) {
  const anders = aufbau !== wurzel.dataset.aufbau ? "Jemand hat die Tagesordnung oder die Anwesenheit ergänzt." : "";
  const worte = offen ? anders : "Das Protokoll ist jetzt genehmigt und wird nicht mehr geändert.";
  const kasten = document.getElementById("protokoll-neu");
  kasten.hidden = !worte;
  if (kasten.querySelector("[data-worte]").textContent !== worte) {
    kasten.querySelector("[data-worte]").textContent = worte;
  }
}

function zu(ziel) {
  return boegen.get(ziel.closest?.(".bogen__formular")?.closest("[data-bogen]")?.dataset.bogen);
}

wurzel.querySelectorAll("[data-bogen]").forEach((kasten) => {
  const { bogen } = kasten.dataset;
  boegen.set(bogen, new Bogen(kasten, bogen, `${bogen}-`));
});
wurzel.addEventListener("input", ({ target }) => {
  getippt = Date.now();
  if (zu(target)) {
    speicher.spaeter(zu(target));
  }
});
for (const name of ["change", "focusout"]) {
  wurzel.addEventListener(name, ({ target }) => zu(target)?.geaendert && speicher.sichere(zu(target)));
}
wurzel.addEventListener("submit", (ereignis) => {
  if (ereignis.target.matches(".bogen__formular")) {
    ereignis.preventDefault();
    speicher.sichere(zu(ereignis.target), true);
  }
});
speicher.beginne();
setTimeout(fragen, FRAGEN_ALLE);
