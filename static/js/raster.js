// The month grid: saves a cell on leaving it, moves with the arrow keys, takes blocks from a spreadsheet.
"use strict";

const wurzel = document.getElementById("raster");
const zellen = new Map();
const einzelheiten = document.getElementById("raster-einzelheiten");

const speicher = new Selbstspeichern({
  wurzel,
  dinge: zellen,
  worte: { eins: "ein Wert", viele: "Werte" },
  bei: { gespeichert, konflikt, stand },
});

function gespeichert(zelle, daten, eintrag) {
  zelle.uebernimm(daten, eintrag.eingabe);
  const auffaellig = daten.auffaellig ? `; ${daten.worte}` : "";
  speicher.sage(`${zelle.name}: ${daten.text || "leer"} gespeichert${auffaellig}`);
  if (zelle.geaendert && document.activeElement !== zelle.feld) {
    speicher.merke(zelle);
  }
}

function konflikt(zelle, antwort, eintrag) {
  zelle.frage(antwort.meldung, eintrag.eingabe, antwort.zelle.text, (meinen) =>
    entscheiden(zelle, eintrag, antwort.zelle, meinen),
  );
}

function entscheiden(zelle, eintrag, anderer, meinen) {
  speicher.vergiss(zelle);
  zelle.stand.value = `${anderer.version}|${anderer.text}`;
  zelle.herkunft = anderer.worte;
  if (meinen) {
    zelle.feld.value = eintrag.eingabe;
    speicher.sichere(zelle);
  } else {
    zelle.zuruecksetzen();
    speicher.stand();
  }
}

/** What is open is counted anew. */
function stand() {
  const angebote = [...wurzel.querySelectorAll(".raster__tabelle--angebote tbody tr")];
  const vollstaendige = angebote.filter((reihe) => !reihe.querySelector(".zelle--offen")).length;
  schreiben("[data-vollstaendig]", vollstaendige);
  schreiben("[data-offen]", wurzel.querySelectorAll(".zelle--offen").length);
  document.querySelector("[data-fortschritt]")?.setAttribute("value", vollstaendige);
  wurzel.querySelectorAll(".raster-abschnitt").forEach((abschnitt) => {
    const offen = abschnitt.querySelectorAll(".zelle--offen").length;
    abschnitt.querySelector("[data-abschnitt-stand]").textContent = offen ? `${offen} offen` : "vollständig";
  });
}

function schreiben(wo, zahl) {
  const ziel = document.querySelector(wo);
  if (ziel) {
    ziel.textContent = zahl.toLocaleString("de-DE");
  }
}

/** The cell so many rows and columns away in the same section; undefined at the edge. */
function nachbar(zelle, zeilen, spalten) {
  const reihen = [...zelle.td.closest("tbody").rows];
  const reihe = zelle.td.parentElement;
  const td = reihen[reihen.indexOf(reihe) + zeilen]?.cells[zelle.td.cellIndex + spalten];
  return td && zellen.get(td.querySelector(".zelle__feld")?.id.slice("zelle-".length));
}

function taste(ereignis) {
  const zelle = zu(ereignis.target);
  if (!zelle || ereignis.ctrlKey || ereignis.metaKey || ereignis.altKey || ereignis.isComposing) {
    return;
  }
  const { feld } = zelle;
  const alles = feld.selectionStart === 0 && feld.selectionEnd === feld.value.length;
  const schritte = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [ereignis.shiftKey ? -1 : 1, 0],
    ArrowLeft: alles || feld.selectionEnd === 0 ? [0, -1] : null,
    ArrowRight: alles || feld.selectionStart === feld.value.length ? [0, 1] : null,
  };
  if (ereignis.key === "F2") {
    ereignis.preventDefault();
    zeigeEinzelheiten(zelle);
  } else if (ereignis.key === "Escape") {
    speicher.vergiss(zelle);
    zelle.zuruecksetzen();
    speicher.stand();
  } else if (schritte[ereignis.key]) {
    ereignis.preventDefault();
    const ziel = nachbar(zelle, ...schritte[ereignis.key]);
    if (ziel) {
      ziel.feld.focus();
    } else {
      speicher.sichere(zelle);
    }
  }
}

/** A block from a spreadsheet, from this cell to the right and down; empty cells of it change nothing. */
function einfuegen(ereignis) {
  const zelle = zu(ereignis.target);
  const text = ereignis.clipboardData?.getData("text/plain").replace(/(\r?\n)+$/, "") ?? "";
  if (!zelle || !/[\t\n]/.test(text)) {
    return;
  }
  ereignis.preventDefault();
  let eingefuegt = 0;
  let daneben = 0;
  text.split(/\r?\n/).forEach((reihe, i) =>
    reihe.split("\t").forEach((wert, j) => {
      const ziel = nachbar(zelle, i, j);
      if (!wert.trim()) {
        return;
      }
      if (!ziel || ziel.feld.readOnly) {
        daneben += 1;
        return;
      }
      ziel.feld.value = wert.trim();
      speicher.merke(ziel);
      eingefuegt += 1;
    }),
  );
  const rest = daneben ? `, ${daneben} passten nicht hinein` : "";
  speicher.sage(`${eingefuegt} Werte eingefügt${rest}`);
  speicher.senden();
}

async function zeigeEinzelheiten(zelle) {
  const adresse = zelle.td.querySelector(".zelle__mehr").href;
  speicher.sichere(zelle);
  let antwort;
  try {
    antwort = await fetch(adresse, { headers: { "X-Requested-With": "fetch" } });
  } catch {
    antwort = null;
  }
  if (!antwort?.ok) {
    speicher.sage("Die Einzelheiten sind jetzt nicht erreichbar.");
    return;
  }
  const kopf = document.createElement("div");
  kopf.className = "einzelheiten__kopf";
  const titel = document.createElement("h2");
  titel.id = "einzelheiten-titel";
  titel.className = "kern-heading-medium";
  titel.textContent = zelle.name;
  const zu = document.createElement("button");
  zu.type = "button";
  zu.className = "kern-btn kern-btn--tertiary";
  const aufschrift = document.createElement("span");
  aufschrift.className = "kern-label";
  aufschrift.textContent = "Schließen";
  zu.append(aufschrift);
  zu.addEventListener("click", () => einzelheiten.close());
  kopf.append(titel, zu);
  einzelheiten.innerHTML = await antwort.text();
  einzelheiten.prepend(kopf);
  einzelheiten.onclose = () => zelle.feld.focus();
  einzelheiten.showModal();
}

function zu(ziel) {
  return ziel.classList?.contains("zelle__feld") ? zellen.get(ziel.id.slice("zelle-".length)) : undefined;
}

wurzel.querySelectorAll(".zelle").forEach((td) => {
  if (td.querySelector(".zelle__feld")) {
    const zelle = new Zelle(td);
    zellen.set(zelle.schluessel, zelle);
  }
});
wurzel.addEventListener("focusin", ({ target }) => zu(target) && target.select());
wurzel.addEventListener("focusout", ({ target }) => zu(target) && speicher.sichere(zu(target)));
wurzel.addEventListener("keydown", taste);
wurzel.addEventListener("paste", einfuegen);
wurzel.addEventListener("submit", (ereignis) => ereignis.preventDefault());
wurzel.addEventListener("click", (ereignis) => {
  const link = ereignis.target.closest?.(".zelle__mehr");
  const zelle = link && zellen.get(link.parentElement.querySelector(".zelle__feld")?.id.slice("zelle-".length));
  if (zelle && !ereignis.ctrlKey && !ereignis.metaKey && !ereignis.shiftKey) {
    ereignis.preventDefault();
    zeigeEinzelheiten(zelle);
  }
});
speicher.beginne();
