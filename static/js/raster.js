// The month grid: saves a cell on leaving it, moves with the arrow keys, takes blocks from a spreadsheet.
"use strict";

const wurzel = document.getElementById("raster");
const zellen = new Map();
const ansage = document.getElementById("raster-ansage");
const anzeige = document.getElementById("raster-gespeichert");
const banner = new Banner(document.getElementById("raster-banner"));
const einzelheiten = document.getElementById("raster-einzelheiten");
let zuletzt = "";

const schlange = new Warteschlange({
  adressen: wurzel.dataset,
  wer: Number(wurzel.dataset.wer),
  token: document.querySelector("[name=csrfmiddlewaretoken]").value,
  bei: { ergebnis, stand },
});

function sagen(text) {
  ansage.textContent = text;
}

/** Puts a changed cell into the queue; returns whether something is to be sent. */
function vormerken(zelle) {
  const eintrag = schlange.eintraege.get(zelle.schluessel);
  if (!zelle.geaendert) {
    if (eintrag && eintrag.lage !== "unterwegs") {
      schlange.vergiss(zelle.schluessel);
      zelle.zeige("", zelle.herkunft);
    }
    return false;
  }
  if (eintrag?.eingabe === zelle.eingabe) {
    return false;
  }
  schlange.merke(zelle.schluessel, zelle.eingabe, zelle.version, zelle.name);
  zelle.zeige("speichert", "speichert …");
  return true;
}

function verlassen(zelle) {
  if (vormerken(zelle)) {
    schlange.senden();
  } else {
    stand();
  }
}

function ergebnis(schluessel, antwort, eintrag) {
  const zelle = zellen.get(schluessel);
  if (!zelle) {
    return;
  }
  if (antwort.status === "gespeichert") {
    zelle.uebernimm(antwort.zelle, eintrag.eingabe);
    const auffaellig = antwort.zelle.auffaellig ? `; ${antwort.zelle.worte}` : "";
    sagen(`${zelle.name}: ${antwort.zelle.text || "leer"} gespeichert${auffaellig}`);
    if (zelle.geaendert && document.activeElement !== zelle.feld) {
      vormerken(zelle);
    }
  } else if (antwort.status === "falsch") {
    zelle.zeige("falsch", `nicht gespeichert: ${antwort.meldung}`);
    sagen(`${zelle.name}, nicht gespeichert: ${antwort.meldung}`);
  } else if (antwort.status === "konflikt") {
    zelle.frage(antwort.meldung, eintrag.eingabe, antwort.zelle.text, (meinen) =>
      entscheiden(zelle, eintrag, antwort.zelle, meinen),
    );
    sagen(`${zelle.name}: ${antwort.meldung}`);
  } else {
    zelle.zeige("abgelehnt", `gesperrt, nicht gespeichert: ${antwort.meldung}`);
    sagen(`${zelle.name}, gesperrt: ${antwort.meldung}`);
  }
}

function entscheiden(zelle, eintrag, anderer, meinen) {
  schlange.vergiss(zelle.schluessel);
  zelle.stand.value = `${anderer.version}|${anderer.text}`;
  zelle.herkunft = anderer.worte;
  if (meinen) {
    zelle.feld.value = eintrag.eingabe;
    verlassen(zelle);
  } else {
    zelle.zuruecksetzen();
    stand();
  }
}

/** Everything around the cells: head, sections, banner; after an `antwort` what is open is counted anew. */
function stand(antwort) {
  if (antwort?.uhrzeit) {
    zuletzt = antwort.uhrzeit;
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
  const unfertig = schlange.eintraege.size;
  anzeige.toggleAttribute("data-wartet", unfertig > 0);
  if (unfertig && !schlange.stoerung && schlange.offen === unfertig) {
    anzeige.textContent = "wird gespeichert";
  } else if (unfertig) {
    anzeige.textContent = unfertig === 1 ? "ein Wert nicht gespeichert" : `${unfertig} Werte nicht gespeichert`;
  } else {
    anzeige.textContent = zuletzt ? `alles gespeichert, ${zuletzt}` : "";
  }
  banner.zeige(schlange, zellen);
  if (schlange.stoerung) {
    schlange.mit("wartet").forEach(([s]) => zellen.get(s)?.zeige("wartet", "wartet; noch nicht gespeichert"));
  }
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
    schlange.vergiss(zelle.schluessel);
    zelle.zuruecksetzen();
    stand();
  } else if (schritte[ereignis.key]) {
    ereignis.preventDefault();
    const ziel = nachbar(zelle, ...schritte[ereignis.key]);
    if (ziel) {
      ziel.feld.focus();
    } else {
      verlassen(zelle);
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
      vormerken(ziel);
      eingefuegt += 1;
    }),
  );
  const rest = daneben ? `, ${daneben} passten nicht hinein` : "";
  sagen(`${eingefuegt} Werte eingefügt${rest}`);
  schlange.senden();
}

async function zeigeEinzelheiten(zelle) {
  const adresse = zelle.td.querySelector(".zelle__mehr").href;
  verlassen(zelle);
  let antwort;
  try {
    antwort = await fetch(adresse, { headers: { "X-Requested-With": "fetch" } });
  } catch {
    antwort = null;
  }
  if (!antwort?.ok) {
    sagen("Die Einzelheiten sind jetzt nicht erreichbar.");
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

/** What was typed before the page was loaded anew (login in the same window, a crash) goes on. */
function wiederaufnehmen() {
  schlange.eintraege.forEach((eintrag, schluessel) => {
    const zelle = zellen.get(schluessel);
    if (zelle && !zelle.feld.readOnly) {
      zelle.feld.value = eintrag.eingabe;
      zelle.td.closest("details").open = true;
      zelle.zeige("wartet", "wartet; noch nicht gespeichert");
    } else {
      zellen.delete(schluessel);
      eintrag.lage = "verloren";
    }
  });
  if (schlange.eintraege.size) {
    schlange.senden();
  }
}

wurzel.querySelectorAll(".zelle").forEach((td) => {
  if (td.querySelector(".zelle__feld")) {
    const zelle = new Zelle(td);
    zellen.set(zelle.schluessel, zelle);
  }
});
document.documentElement.classList.add("mit-skript");
wurzel.addEventListener("focusin", ({ target }) => zu(target) && target.select());
wurzel.addEventListener("focusout", ({ target }) => zu(target) && verlassen(zu(target)));
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
document.getElementById("raster-jetzt").addEventListener("click", () => schlange.senden());
document.getElementById("raster-verwerfen").addEventListener("click", () => {
  [...schlange.eintraege.keys()].filter((s) => !zellen.has(s)).forEach((s) => schlange.vergiss(s));
  stand();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && schlange.stoerung) {
    schlange.senden();
  }
});
window.addEventListener("focus", () => schlange.stoerung && schlange.senden());
window.addEventListener("online", () => schlange.senden());
window.addEventListener("beforeunload", (ereignis) => {
  const zelle = zu(document.activeElement ?? document.body);
  if (zelle) {
    vormerken(zelle);
  }
  schlange.gehe();
  // what is under way arrives without the page; what is lost already waits for nobody
  if (schlange.eintraege.size > schlange.mit("unterwegs").length + schlange.mit("verloren").length) {
    ereignis.preventDefault();
  }
});
wiederaufnehmen();
stand();
