// What was typed into an ordinary form survives the end of the login: kept in this tab until the server has answered.
"use strict";

// One entry per person and page: {stand: "gesendet" | "wartet", zeit, nummer, felder: [[name, wert]]}.
const VORSATZ = "eingaben:";
const HOECHSTENS = 200_000;
const FRIST = 12 * 60 * 60 * 1000;
const NIE = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);
const person = document.body.dataset.person ?? "";
const offen = document.querySelector("[data-eingaben-behalten]") !== null;

const eintraege = () => Object.keys(sessionStorage).filter((name) => name.startsWith(VORSATZ));
const lesen = (name) => JSON.parse(sessionStorage.getItem(name));
const schluessel = () => `${VORSATZ}${person}:${location.pathname}`;

/** A version goes with what was typed: whoever saved meanwhile is told apart by it. */
const gemerkt = (feld) => feld.name && !feld.disabled && (!NIE.has(feld.type) || /(^|-)version$/.test(feld.name));

function merken(formular) {
  const felder = [...formular.elements]
    .filter((feld) => gemerkt(feld) && (!["checkbox", "radio"].includes(feld.type) || feld.checked))
    .flatMap((feld) => [...(feld.selectedOptions ?? [feld])].map((wahl) => [feld.name, wahl.value]));
  const nummer = [...document.forms].indexOf(formular);
  const text = JSON.stringify({ stand: "gesendet", zeit: Date.now(), nummer, felder });
  if (felder.some(([, wert]) => wert) && text.length <= HOECHSTENS) {
    sessionStorage.setItem(schluessel(), text);
  }
}

/** The page that was asked for has come: what was sent has arrived. A page that says otherwise lets it wait. */
function aufraeumen() {
  for (const name of eintraege()) {
    const eintrag = lesen(name);
    const fremd = person && !name.startsWith(`${VORSATZ}${person}:`);
    const angekommen = person && !offen && eintrag.stand === "gesendet";
    if (fremd || angekommen || Date.now() - eintrag.zeit > FRIST) {
      sessionStorage.removeItem(name);
    } else if (eintrag.stand === "gesendet") {
      sessionStorage.setItem(name, JSON.stringify({ ...eintrag, stand: "wartet" }));
    }
  }
}

/** Puts the values back; returns those that have no place any more. */
function einsetzen({ nummer, felder }) {
  const formular = document.forms[nummer];
  const werte = new Map();
  felder.forEach(([name, wert]) => werte.set(name, [...(werte.get(name) ?? []), wert]));
  const ziele = [...(formular?.elements ?? [])].filter(gemerkt);
  for (const feld of ziele) {
    setzen(feld, werte.get(feld.name) ?? []);
  }
  const namen = new Set(ziele.map((feld) => feld.name));
  return felder.filter(([name, wert]) => wert && !namen.has(name)).map(([, wert]) => wert);
}

function setzen(feld, werte) {
  if (feld.type === "checkbox" || feld.type === "radio") {
    feld.checked = werte.includes(feld.value);
  } else if (feld.options) {
    [...feld.options].forEach((wahl) => (wahl.selected = werte.includes(wahl.value)));
  } else if (werte.length) {
    feld.value = werte.shift();
  }
  feld.dispatchEvent(new Event("input", { bubbles: true }));
  feld.dispatchEvent(new Event("change", { bubbles: true }));
}

function anbieten() {
  const text = person && sessionStorage.getItem(schluessel());
  if (!text) {
    return;
  }
  document.querySelector(".meldungen").after(document.getElementById("eingaben_vorlage").content.cloneNode(true));
  const kasten = document.getElementById("eingaben");
  const teil = (name) => kasten.querySelector(`[data-teil="${name}"]`);
  const fertig = () => {
    sessionStorage.removeItem(schluessel());
    teil("knoepfe").hidden = true;
  };
  teil("wiederherstellen").addEventListener("click", () => {
    const uebrig = einsetzen(JSON.parse(text));
    fertig();
    teil("text").textContent = uebrig.length
      ? `Ihre Eingaben sind wieder da. Ohne Platz auf dieser Seite sind: ${uebrig.join("; ")}`
      : "Ihre Eingaben sind wieder da. Bitte prüfen und speichern Sie sie.";
  });
  teil("verwerfen").addEventListener("click", () => {
    fertig();
    kasten.remove();
  });
}

document.addEventListener("submit", (ereignis) => {
  const formular = ereignis.target;
  if (formular.matches("[data-abmelden]")) {
    eintraege().forEach((name) => sessionStorage.removeItem(name));
  } else if (person && !ereignis.defaultPrevented && formular.method === "post" && !formular.matches("[data-nicht-merken]")) {
    merken(formular);
  }
});
aufraeumen();
anbieten();
