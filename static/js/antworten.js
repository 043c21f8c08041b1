// The screens of the Selbstbewertung: each Kriterium saves itself, through an expired login and a dead server.
"use strict";

const wurzel = document.getElementById("boegen");
const boegen = new Map();

const speicher = new Selbstspeichern({
  wurzel,
  dinge: boegen,
  worte: { eins: "eine Antwort", viele: "Antworten", geschlossen: wurzel.dataset.geschlossen },
  bei: { gespeichert, konflikt, stand },
});

function gespeichert(bogen, zelle, eintrag) {
  bogen.uebernimm(zelle, eintrag.eingabe);
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
    speicher.sichere(bogen);
  });
}

/** The progress above the Kriterien. */
function stand({ beantwortet }) {
  document.querySelector("[data-beantwortet]").textContent = beantwortet;
  document.querySelector("[data-fortschritt]").value = beantwortet;
}

function zu(ziel) {
  return boegen.get(ziel.closest?.(".bogen__formular")?.closest("[data-antwort]")?.dataset.antwort);
}

wurzel.querySelectorAll("[data-antwort]").forEach((kasten) => {
  const bogen = new Antwortbogen(kasten);
  boegen.set(bogen.schluessel, bogen);
});
wurzel.addEventListener("input", ({ target }) => {
  const bogen = zu(target);
  if (bogen) {
    bogen.anpassen();
    speicher.spaeter(bogen);
  }
});
wurzel.addEventListener("change", ({ target }) => zu(target) && speicher.sichere(zu(target)));
wurzel.addEventListener("focusout", ({ target }) => {
  const bogen = zu(target);
  if (bogen?.geaendert) {
    speicher.sichere(bogen);
  }
});
wurzel.addEventListener("click", (ereignis) => {
  const knopf = ereignis.target.closest?.("[data-vorschlag]");
  if (knopf) {
    ereignis.preventDefault();
    const bogen = zu(knopf);
    bogen.setzen({ einschaetzung: knopf.value });
    bogen.form.querySelector("[type=radio]:checked").focus();
    speicher.sichere(bogen);
  }
});
wurzel.addEventListener("submit", (ereignis) => {
  if (ereignis.target.matches(".bogen__formular")) {
    ereignis.preventDefault();
    speicher.sichere(zu(ereignis.target), true);
  }
});
speicher.beginne();
