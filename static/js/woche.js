// The week: ticks all open Termine at once, and shows of each row what belongs to its choice. Without this module
// everything is shown, and the button asks the server to tick.

const STATTGEFUNDEN = "stattgefunden";
const OFFEN = "geplant";

function wahl(zeile) {
  return zeile.querySelector("input[type=radio]:checked")?.value ?? OFFEN;
}

function waehlen(zeile, wert) {
  const knopf = zeile.querySelector(`input[type=radio][value=${wert}]`);
  if (knopf) knopf.checked = true;
  anpassen(zeile);
  return Boolean(knopf);
}

// A number stays in sight while the Termin is open: typing one says that it took place.
function anpassen(zeile) {
  const gewaehlt = wahl(zeile);
  for (const teil of zeile.querySelectorAll("[data-nur-bei]")) {
    const zahlImOffenen = gewaehlt === OFFEN && teil.dataset.nurBei === STATTGEFUNDEN;
    teil.hidden = teil.dataset.nurBei !== gewaehlt && !zahlImOffenen && !teil.querySelector("[aria-invalid]");
  }
}

function zeileVerbinden(zeile) {
  zeile.addEventListener("change", () => anpassen(zeile));
  zeile.addEventListener("input", (ereignis) => {
    const zahl = ereignis.target.closest("[data-nur-bei=stattgefunden]");
    if (zahl && ereignis.target.value && wahl(zeile) === OFFEN) waehlen(zeile, STATTGEFUNDEN);
  });
  anpassen(zeile);
}

function alleVerbinden(knopf, zeilen) {
  knopf.addEventListener("click", (ereignis) => {
    ereignis.preventDefault();
    const gesetzt = zeilen.filter((zeile) => wahl(zeile) === OFFEN && waehlen(zeile, STATTGEFUNDEN));
    const stand = document.querySelector("[data-alle-stand]");
    const anzahl = gesetzt.length === 1 ? "1 Termin ist" : `${gesetzt.length} Termine sind`;
    stand.textContent = `${anzahl} auf „stattgefunden“ gesetzt. Gespeichert wird erst mit „Woche speichern“.`;
    gesetzt[0]?.querySelector("[data-nur-bei=stattgefunden] input").focus();
  });
}

const zeilen = [...document.querySelectorAll("[data-termin]")].filter((zeile) => zeile.querySelector("fieldset"));
zeilen.forEach(zeileVerbinden);
const knopf = document.querySelector("[data-alle]");
if (knopf) alleVerbinden(knopf, zeilen);
