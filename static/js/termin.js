// Counting at a Termin: shows what belongs to the chosen state, computes the rest of the breakdown, and says so
// when the server could not be reached. Without this module everything is shown and the server computes.

function zaehlungVerbinden(formular) {
  const anpassen = () => {
    const status = formular.querySelector("input[name=status]:checked")?.value;
    for (const teil of formular.querySelectorAll("[data-nur-bei]")) {
      teil.hidden = teil.dataset.nurBei !== status && Boolean(status);
    }
  };
  formular.addEventListener("change", anpassen);
  formular.addEventListener("input", () => restZeigen(formular));
  anpassen();
  restZeigen(formular);
}

function felder(formular, muster) {
  return [...formular.querySelectorAll("input[name^=teil_]")].filter((feld) => muster.test(feld.name));
}

// Dots are thousands here; what is no whole number is left to the server.
function zahl(text) {
  const rein = text.trim().replaceAll(".", "");
  return /^\d+$/.test(rein) ? Number(rein) : null;
}

function deutsch(anzahl) {
  return anzahl.toLocaleString("de-DE");
}

function summe(liste) {
  const werte = liste.map((feld) => zahl(feld.value)).filter((wert) => wert !== null);
  return werte.length ? werte.reduce((a, b) => a + b, 0) : null;
}

// A margin of typed cells is their sum and cannot be typed.
function randZeigen(rand, zellen) {
  const wert = summe(zellen);
  if (wert !== null) rand.value = deutsch(wert);
  else if (rand.readOnly) rand.value = "";
  rand.readOnly = wert !== null;
}

function restZeigen(formular) {
  const alter = felder(formular, /^teil_(?!alle_)[^_]+_alle$/);
  const geschlecht = felder(formular, /^teil_alle_/);
  for (const rand of alter) {
    const gruppe = rand.name.split("_")[1];
    randZeigen(rand, felder(formular, new RegExp(`^teil_${gruppe}_(?!alle$)`)));
  }
  for (const rand of geschlecht) {
    const wer = rand.name.split("_")[2];
    randZeigen(rand, felder(formular, new RegExp(`^teil_(?!alle_)[^_]+_${wer}$`)));
  }
  const gesamt = zahl(formular.querySelector("[name=teilnahmen]").value);
  const rest = formular.querySelector("[data-rest]");
  const text = gesamt === null ? "" : `Unbekannt: Alter ${offen(gesamt, alter)}, Geschlecht ${offen(gesamt, geschlecht)} von ${deutsch(gesamt)}.`;
  if (rest.textContent !== text) rest.textContent = text;
}

function offen(gesamt, raender) {
  const bekannt = summe(raender) ?? 0;
  return bekannt > gesamt ? `${deutsch(bekannt - gesamt)} zu viel` : deutsch(gesamt - bekannt);
}

// The list: what was typed stays in its row and can be sent again.
function nichtGespeichert(ereignis, text) {
  const hinweis = ereignis.target.closest("form")?.querySelector("[data-fehler]");
  if (!hinweis) return;
  hinweis.textContent = text;
  hinweis.hidden = false;
}

document.body.addEventListener("htmx:sendError", (ereignis) =>
  nichtGespeichert(ereignis, "Nicht gespeichert: keine Verbindung. Ihre Eingabe ist noch hier, bitte versuchen Sie es gleich noch einmal."),
);
document.body.addEventListener("htmx:responseError", (ereignis) => {
  const texte = {
    401: "Nicht gespeichert: Sie sind abgemeldet. Bitte melden Sie sich in einem neuen Fenster wieder an und speichern Sie dann noch einmal.",
    404: "Nicht gespeichert: Diesen Termin gibt es nicht mehr, oder Ihr Link ist nicht mehr gültig. Ihre Eingabe ist noch hier.",
  };
  const sonst = "Nicht gespeichert: Der Server hat nicht geantwortet. Ihre Eingabe ist noch hier.";
  nichtGespeichert(ereignis, texte[ereignis.detail.xhr.status] ?? sonst);
});

const formular = document.querySelector("[data-zaehlung]");
if (formular) zaehlungVerbinden(formular);
