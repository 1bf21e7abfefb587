// @ts-check
/** The doors as the page shows them: one part for each that opens, a big row for each person to expect. */
import { element, say } from "./words.js";

const VERDICTS = ["present", "moved-out", "not-met", "declined"];

/**
 * @typedef {{ resident_id: string, name: string, sex: string | null, born_year: number | null, document_end: string, role: string | null, verified_on: string | null, last_verdict: string | null }} Expected
 * @typedef {{ household_id: string, number: string, serial: string, people: Expected[] }} Household
 * @typedef {{ dwelling_id: string, address: string, households: Household[] }} Door
 * @typedef {{ verdict: (door: Door, person: Expected, verdict: string) => void, unexpected: (kind: string, door: Door, household?: Household) => void }} Taps
 */

/** What was noted today of a person. @param {Expected} person @param {Map<string, string>} marks @param {string} today */
const markOf = (person, marks, today) => marks.get(person.resident_id) ?? (person.verified_on === today ? person.last_verdict ?? "" : "");

/** @param {Expected} person */
function facts(person) {
  const parts = [person.role && say(`role-${person.role}`), person.sex && say(person.sex), person.born_year && say("born", { year: person.born_year }), say("documentEnd", { end: person.document_end })];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Door} door @param {Expected} person @param {string} mark @param {Taps} taps */
function personRow(door, person, mark, taps) {
  const buttons = VERDICTS.map((verdict) => {
    const button = element("button", { type: "button", class: `verdict verdict-${verdict}`, "aria-pressed": String(mark === verdict), "data-verdict": verdict }, say(verdict));
    button.addEventListener("click", () => taps.verdict(door, person, verdict));
    return button;
  });
  return element("div", { class: "person", "data-resident": person.resident_id }, element("div", { class: "person-name" }, person.name), element("div", { class: "person-facts" }, facts(person)), element("div", { class: "verdicts", role: "group", "aria-label": person.name }, ...buttons));
}

/** @param {Door} door @param {Taps} taps @param {Household} [household] */
function unexpectedButtons(door, taps, household) {
  const buttons = ["newcomer", "unknown-person"].map((kind) => {
    const button = element("button", { type: "button", class: "quiet", "data-unexpected": kind }, say(kind));
    button.addEventListener("click", () => taps.unexpected(kind, door, household));
    return button;
  });
  return element("div", { class: "unexpected" }, ...buttons);
}

/**
 * One door. Its summary says how many were noted; an open one stays open when it is drawn again.
 * @param {Door} door @param {Map<string, string>} marks @param {string} today @param {Taps} taps @param {boolean} isOpen
 */
export function doorPart(door, marks, today, taps, isOpen) {
  const people = door.households.flatMap((household) => household.people);
  const noted = people.filter((person) => markOf(person, marks, today)).length;
  const count = people.length ? say("noted", { n: noted, total: people.length }) : say("nobodyRegistered");
  const part = /** @type {HTMLDetailsElement} */ (element("details", { class: `door${people.length && noted === people.length ? " is-done" : ""}`, id: door.dwelling_id }));
  part.open = isOpen;
  part.append(element("summary", {}, element("span", { class: "door-address" }, door.address), element("span", { class: "door-count" }, count)));
  for (const household of door.households) {
    const rows = household.people.map((person) => personRow(door, person, markOf(person, marks, today), taps));
    part.append(element("section", { class: "household", id: household.household_id, "data-serial": household.serial }, ...rows, unexpectedButtons(door, taps, household)));
  }
  if (!door.households.length) part.append(unexpectedButtons(door, taps));
  return part;
}
