// The screens of the Selbstbewertung: each Kriterium saves itself, through an expired login and a dead server.
"use strict";

const RUHE = 2500;
const wurzel = document.getElementById("boegen");
const boegen = new Map();
const ansage = document.getElementById("raster-ansage");
const anzeige = document.getElementById("raster-gespeichert");
const banner = new Banner(document.getElementById("raster-banner"));
const wecker = new Map();
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

/** Puts what has changed into the queue; returns whether something is to be sent. */
function vormerken(bogen) {
  clearTimeout(wecker.get(bogen.schluessel));
  const eintrag = schlange.eintraege.get(bogen.schluessel);
  const eingabe = bogen.eingabe;
  if (eintrag?.lage === "konflikt") {
    return false;
  }
  if (!eingabe) {
    if (eintrag && eintrag.lage !== "unterwegs") {
      schlange.vergiss(bogen.schluessel);
      bogen.zeige("", bogen.herkunft);
    }
    return false;
  }
  if (eintrag?.eingabe === eingabe && eintrag.lage !== "falsch") {
    return false;
  }
  schlange.merke(bogen.schluessel, eingabe, bogen.version, bogen.name);
  bogen.zeige("speichert", "speichert …");
  return true;
}

function sichern(bogen) {
  if (vormerken(bogen)) {
    schlange.senden();
  } else {
    stand();
  }
}

function ergebnis(schluessel, antwort, eintrag) {
  const bogen = boegen.get(schluessel);
  if (!bogen) {
    return;
  }
  if (antwort.status === "gespeichert") {
    bogen.uebernimm(antwort.zelle, eintrag.eingabe);
    sagen(`${bogen.name}: gespeichert`);
    if (bogen.eingabe) {
      bogen.zeige("", "noch nicht gespeichert");
      spaeter(bogen);
    }
  } else if (antwort.status === "falsch") {
    bogen.zeige("falsch", `nicht gespeichert: ${antwort.meldung}`);
    sagen(`${bogen.name}, nicht gespeichert: ${antwort.meldung}`);
  } else if (antwort.status === "konflikt") {
    bogen.frage(antwort.meldung, antwort.zelle.strittig, bogen.werte(), antwort.zelle.werte, (meinen) =>
      entscheiden(bogen, antwort.zelle, meinen),
    );
    sagen(`${bogen.name}: ${antwort.meldung}`);
  } else {
    bogen.zeige("abgelehnt", `nicht gespeichert: ${antwort.meldung}`);
    sagen(`${bogen.name}, nicht gespeichert: ${antwort.meldung}`);
  }
}

/** Takes over what only the other one has changed; of what both have, the writer's choice. */
function entscheiden(bogen, zelle, meinen) {
  schlange.vergiss(bogen.schluessel);
  const behalten = meinen ? JSON.parse(bogen.eingabe || "{}") : {};
  const uebrige = meinen ? Object.entries(zelle.werte).filter(([name]) => !(name in behalten)) : Object.entries(zelle.werte);
  bogen.gespeichert = zelle.werte;
  bogen.version = zelle.version;
  bogen.setzen(Object.fromEntries(uebrige));
  bogen.zeige("", "");
  sichern(bogen);
}

function spaeter(bogen) {
  clearTimeout(wecker.get(bogen.schluessel));
  wecker.set(
    bogen.schluessel,
    setTimeout(() => sichern(bogen), RUHE),
  );
}

/** Everything around the Kriterien: progress, what was saved when, the banner. */
function stand(antwort) {
  if (antwort?.uhrzeit) {
    zuletzt = antwort.uhrzeit;
    document.querySelector("[data-beantwortet]").textContent = antwort.beantwortet;
    document.querySelector("[data-fortschritt]").value = antwort.beantwortet;
  }
  const unfertig = schlange.eintraege.size;
  anzeige.toggleAttribute("data-wartet", unfertig > 0);
  if (unfertig && !schlange.stoerung && schlange.offen === unfertig) {
    anzeige.textContent = "wird gespeichert";
  } else if (unfertig) {
    anzeige.textContent = unfertig === 1 ? "eine Antwort nicht gespeichert" : `${unfertig} Antworten nicht gespeichert`;
  } else {
    anzeige.textContent = zuletzt ? `alles gespeichert, ${zuletzt}` : "";
  }
  banner.zeige(schlange, boegen);
  if (schlange.stoerung) {
    schlange.mit("wartet").forEach(([s]) => boegen.get(s)?.zeige("wartet", "wartet; noch nicht gespeichert"));
  }
}

function zu(ziel) {
  return boegen.get(ziel.closest?.(".bogen__formular")?.closest("[data-antwort]")?.dataset.antwort);
}

/** What was typed before the page was loaded anew (login in the same window, a crash) goes on. */
function wiederaufnehmen() {
  schlange.eintraege.forEach((eintrag, schluessel) => {
    const bogen = boegen.get(schluessel);
    if (bogen) {
      bogen.wiederaufnehmen(eintrag.eingabe);
      bogen.zeige("wartet", "wartet; noch nicht gespeichert");
    } else {
      eintrag.lage = "verloren";
    }
  });
  if (schlange.eintraege.size) {
    schlange.senden();
  }
}

wurzel.querySelectorAll("[data-antwort]").forEach((kasten) => {
  const bogen = new Bogen(kasten);
  boegen.set(bogen.schluessel, bogen);
});
document.documentElement.classList.add("mit-skript");
wurzel.addEventListener("input", ({ target }) => {
  const bogen = zu(target);
  if (bogen) {
    bogen.anpassen();
    spaeter(bogen);
  }
});
wurzel.addEventListener("change", ({ target }) => zu(target) && sichern(zu(target)));
wurzel.addEventListener("focusout", ({ target }) => {
  const bogen = zu(target);
  if (bogen?.eingabe) {
    sichern(bogen);
  }
});
wurzel.addEventListener("click", (ereignis) => {
  const knopf = ereignis.target.closest?.("[data-vorschlag]");
  if (knopf) {
    ereignis.preventDefault();
    const bogen = zu(knopf);
    bogen.setzen({ einschaetzung: knopf.value });
    bogen.form.querySelector("[type=radio]:checked").focus();
    sichern(bogen);
  }
});
wurzel.addEventListener("submit", (ereignis) => {
  if (ereignis.target.matches(".bogen__formular")) {
    ereignis.preventDefault();
    sichern(zu(ereignis.target));
  }
});
document.getElementById("raster-jetzt").addEventListener("click", () => schlange.senden());
document.getElementById("raster-verwerfen").addEventListener("click", () => {
  [...schlange.eintraege.keys()].filter((s) => !boegen.has(s)).forEach((s) => schlange.vergiss(s));
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
  boegen.forEach((bogen) => vormerken(bogen));
  if (!schlange.stoerung) {
    schlange.senden();
  }
  schlange.gehe();
  // what is under way arrives without the page; what is lost already waits for nobody
  if (schlange.eintraege.size > schlange.mit("unterwegs").length + schlange.mit("verloren").length) {
    ereignis.preventDefault();
  }
});
wiederaufnehmen();
stand();
