// Reads a calendar from standard input with ical.js and writes what it has understood as JSON. The time zone is
// the one that stands in the file.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const kalender = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const zonen = kalender.getAllSubcomponents("vtimezone").map((teil) => new ICAL.Timezone(teil));
for (const zone of zonen) {
  ICAL.TimezoneService.register(zone, zone.tzid);
}

const zeit = (wert) => ({ ort: wert.toString(), zone: wert.zone.tzid, utc: wert.toJSDate().toISOString() });

// Addresses with all parameters (ROLE, CN, RSVP ...).
const wer = (teil, name) =>
  teil.getAllProperties(name).map((feld) => ({ adresse: feld.getFirstValue(), ...feld.toJSON()[1] }));

const ereignisse = kalender.getAllSubcomponents("vevent").map((teil) => {
  const ereignis = new ICAL.Event(teil);
  const wert = (name) => teil.getFirstPropertyValue(name);
  return {
    uid: ereignis.uid,
    titel: ereignis.summary,
    ort: ereignis.location,
    text: ereignis.description,
    beginn: zeit(ereignis.startDate),
    ende: zeit(ereignis.endDate),
    stand: wert("dtstamp").toJSDate().toISOString(),
    status: wert("status"),
    fassung: ereignis.sequence,
    adresse: wert("url"),
    veranstalter: wer(teil, "organizer"),
    teilnehmer: wer(teil, "attendee"),
    belegt: wert("transp") !== "TRANSPARENT",
    felder: teil.getAllProperties().map((feld) => feld.name),
  };
});

const kopf = Object.fromEntries(
  kalender.getAllProperties().map((feld) => [feld.name, String(feld.getFirstValue())]),
);
process.stdout.write(JSON.stringify({ kopf, zonen: zonen.map((zone) => zone.tzid), ereignisse }));
