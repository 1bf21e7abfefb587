// @ts-check
/** *My walk today*: persons against cards, door by door, with or without a connection. */
import { doorPart } from "./walk_doors.js";
import { WalkQueue } from "./walk_queue.js";
import { importKey, WalkStore } from "./walk_store.js";
import { registerWorker, tellWorker } from "./walk_worker_link.js";
import { element, say } from "./words.js";

/** @typedef {import("./walk_doors.js").Door} Door @typedef {import("./walk_doors.js").Expected} Expected @typedef {import("./walk_doors.js").Household} Household */

const SIGN_IN = "/console/sign-in?next=/console/walk";
const RECALL_MS = 1_500;
const PARTED = " · ";

// what is only needed once somebody taps comes after the list
const loadAsking = () => import("./walk_ask.js");
const loadScanning = () => import("./walk_scan.js");

/** The serial in what a QR says: the end of our address, or the text itself. @param {string} text */
const serialOf = (text) => (text.split("/card/").pop() ?? "").replace(/[\s-]/g, "").toUpperCase();

const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const SERIAL_LENGTH = 12;

/** Whether a card can bear it: the last sign checks the others, as in the register. @param {string} serial */
const isSerial = (serial) => {
  const sum = [...serial].reduce((total, sign, place) => total + (SERIAL_LENGTH - place) * SIGNS.indexOf(sign), 0);
  return serial.length === SERIAL_LENGTH && [...serial].every((sign) => SIGNS.includes(sign)) && sum % SIGNS.length === 0;
};

/** @template {HTMLElement} T @param {string} id */
const by = (id) => /** @type {T} */ (document.getElementById(id));

/** What is known while the key is: everything here is dropped with it. */
const walk = {
  /** @type {import("./walk_store.js").WalkKey | null} */ key: null,
  /** @type {WalkStore | null} */ store: null,
  /** @type {WalkQueue | null} */ queue: null,
  day: "",
  /** @type {{ id: string, name: string }[]} */ drawers: [],
  /** @type {Map<string, Door[]>} */ doors: new Map(),
  /** @type {Map<string, string>} */ marks: new Map(),
  drawer: "",
};

/** @param {string} text @param {string} [tone] */
function tell(text, tone = "plain") {
  const status = by("status");
  status.textContent = text;
  status.dataset.tone = tone;
  status.hidden = !text;
}

/** @param {string} text */
function showOfficer(text) {
  by("officer").textContent = text;
  by("introduce").hidden = !text;
}

/** Let the worker remember the key, once it has been installed, unless the key was forgotten meanwhile. */
async function letWorkerRemember() {
  await navigator.serviceWorker?.ready;
  if (walk.key) await tellWorker({ remember: walk.key });
}

/** The key that the worker remembers from before this page was loaded anew. @returns {Promise<import("./walk_store.js").WalkKey | null>} */
async function recallKey() {
  const channel = new MessageChannel();
  const answer = new Promise((resolve) => {
    channel.port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(null), RECALL_MS);
  });
  await tellWorker({ recall: channel.port2 }, [channel.port2]);
  return answer;
}

/** Forget key, people and queue: at midnight, at sign-out, and when the session is over. @param {string} why */
function forget(why) {
  walk.queue?.stop();
  Object.assign(walk, { key: null, store: null, queue: null, drawers: [], doors: new Map(), marks: new Map(), drawer: "" });
  tellWorker({ forget: true });
  by("doors").replaceChildren();
  by("drawers").replaceChildren();
  showOfficer("");
  by("sign-in").hidden = false;
  by("walking").hidden = true;
  showQueue();
  tell(why, "warning");
}

function showQueue() {
  const items = walk.queue?.items ?? [];
  const badge = by("queue");
  badge.hidden = !items.length;
  badge.textContent = say("queued", { n: items.length });
  const stuck = items.filter((item) => item.refusal);
  by("stuck").hidden = !stuck.length;
  by("stuck-list").replaceChildren(
    ...stuck.map((item) => {
      const drop = element("button", { type: "button", class: "quiet" }, say("drop"));
      drop.addEventListener("click", () => walk.queue?.takeBack((sending) => sending.id === item.sending.id));
      return element("li", {}, element("span", {}, `${item.label}${say("colon")}${item.refusal}`), drop);
    }),
  );
}

/** @param {"sent" | "offline" | "signed-out"} [outcome] */
function queueChanged(outcome) {
  showQueue();
  if (outcome === "offline") tell(say("offline"), "warning");
  if (outcome === "sent" && !walk.queue?.items.length) tell(say("allSent"), "done");
  if (outcome === "signed-out") forget(say("signedOut"));
}

/** @param {import("./walk_store.js").WalkKey} key */
async function begin(key) {
  walk.key = key;
  walk.store = await WalkStore.open(key);
  walk.queue = new WalkQueue(walk.store, queueChanged);
  walk.marks = new Map(await walk.store.all("mark"));
  by("sign-in").hidden = true;
  by("walking").hidden = by("acting").hidden = false;
  setTimeout(() => forget(say("midnight")), Math.max(0, key.until - Date.now()));
  await walk.queue.load();
}

/** @param {string} path */
async function ask(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) throw new Error("signed-out");
  if (!answer.ok) throw new TypeError("unavailable");
  return answer.json();
}

async function openOnline() {
  const today = await ask("/api/v1/walk");
  const key = await importKey(today.key, Date.parse(today.ends_at));
  if (walk.key?.tag !== key.tag) {
    await begin(key);
    letWorkerRemember();
  }
  walk.day = today.day;
  walk.drawers = today.drawers;
  if (walk.queue) walk.queue.csrfToken = today.csrf_token;
  showOfficer(`${today.officer_name}${PARTED}${today.office_name}`);
  await walk.store?.put("walk", "today", { day: today.day, drawers: today.drawers, officer: by("officer").textContent });
  showDrawers();
  for (const drawer of walk.drawers) {
    const { doors } = await ask(`/api/v1/walk/drawers/${drawer.id}`);
    walk.doors.set(drawer.id, doors);
    await walk.store?.put("doors", drawer.id, { id: drawer.id, doors });
    if (drawer.id === walk.drawer) showDoors();
  }
  tell(walk.drawers.length ? "" : say("noDrawers"));
  await walk.queue?.send();
}

async function openOffline() {
  if (!walk.key) {
    const key = await recallKey();
    if (!key || key.until <= Date.now()) {
      by("sign-in").hidden = false;
      return tell(say("offlineNoKey"), "warning");
    }
    await begin(key);
    const [kept] = (await walk.store?.all("walk")) ?? [];
    if (kept) {
      Object.assign(walk, { day: kept.day, drawers: kept.drawers });
      showOfficer(kept.officer);
    }
    for (const { id, doors } of (await walk.store?.all("doors")) ?? []) walk.doors.set(id, doors);
    showDrawers();
  }
  tell(say("offline"), "warning");
}

async function openAnyway() {
  try {
    await openOnline();
  } catch (error) {
    if (/** @type {Error} */ (error).message === "signed-out") forget(say("signedOut"));
    else await openOffline();
  }
}

/** The list on its way, for whoever cannot go on without it. */
let opening = Promise.resolve();

function open() {
  opening = openAnyway();
  return opening;
}

function showDrawers() {
  const wanted = walk.drawers.find((drawer) => drawer.id === walk.drawer) ?? walk.drawers[0];
  walk.drawer = wanted?.id ?? "";
  by("drawers").hidden = walk.drawers.length < 2;
  by("drawers").replaceChildren(
    ...walk.drawers.map((drawer) => {
      const button = element("button", { type: "button", "aria-pressed": String(drawer.id === walk.drawer) }, drawer.name);
      button.addEventListener("click", () => {
        walk.drawer = drawer.id;
        showDrawers();
      });
      return button;
    }),
  );
  by("drawer-name").textContent = wanted?.name ?? "";
  showDoors();
}

function showDoors() {
  const list = by("doors");
  const open = new Set([...list.querySelectorAll("details[open]")].map((door) => door.id));
  const doors = walk.doors.get(walk.drawer) ?? [];
  list.replaceChildren(...doors.map((door) => doorPart(door, walk.marks, walk.day, taps, open.has(door.dwelling_id))));
}

/** @param {string} residentId @param {string} verdict */
async function mark(residentId, verdict) {
  if (verdict) walk.marks.set(residentId, verdict);
  else walk.marks.delete(residentId);
  await walk.store?.put("mark", residentId, [residentId, verdict]);
  showDoors();
}

const taps = {
  /** @param {Door} door @param {Expected} person @param {string} verdict */
  async verdict(door, person, verdict) {
    const isSame = (/** @type {{ resident_id?: string }} */ sending) => sending.resident_id === person.resident_id;
    const wasQueued = await walk.queue?.takeBack(isSame);
    if (walk.marks.get(person.resident_id) === verdict && wasQueued) return mark(person.resident_id, "");
    if (walk.marks.get(person.resident_id) === verdict) return undefined;
    const told = verdict === "moved-out" ? await (await loadAsking()).askFor(say("movedOutWhy", { name: person.name }), ["note"]) : { note: "" };
    if (!told) return showDoors();
    await walk.queue?.add({ id: crypto.randomUUID(), resident_id: person.resident_id, verdict, note: told.note }, `${door.address} ${person.name}`);
    return mark(person.resident_id, verdict);
  },
  /** @param {string} kind @param {Door} door @param {Household} [household] */
  async unexpected(kind, door, household) {
    const fields = kind === "newcomer" ? ["name", "document", "phone", "note"] : ["note"];
    const home = { _csrf_token: walk.queue?.csrfToken ?? "", dwelling: door.dwelling_id, household: household?.household_id ?? "" };
    const { askFor } = await loadAsking();
    const told = await askFor(`${say(kind)} · ${door.address}`, fields, kind === "newcomer" ? home : undefined);
    if (!told) return;
    const note = fields.filter((name) => told[name]).map((name) => `${say(`field-${name}`)}${say("colon")}${told[name]}`).join("\n");
    const where = household ? { household_id: household.household_id } : { dwelling_id: door.dwelling_id };
    await walk.queue?.add({ id: crypto.randomUUID(), kind, note, ...where }, `${door.address} ${say(kind)}`);
    tell(say("noted-task"), "done");
  },
};

/** Open the door of a card, or of a household or dwelling by its id. @param {string} text */
function goTo(text) {
  const serial = serialOf(text);
  for (const [drawer, doors] of walk.doors) {
    const door = doors.find((one) => one.dwelling_id === text || one.households.some((household) => household.household_id === text || (household.serial && household.serial === serial)));
    if (!door) continue;
    walk.drawer = drawer;
    showDrawers();
    const part = /** @type {HTMLDetailsElement} */ (by(door.dwelling_id));
    part.open = true;
    part.scrollIntoView({ block: "start" });
    return true;
  }
  return false;
}

/** Go to the door of a card; what is no card's serial is told beside the field, and stays there. @param {string} text */
async function cardRead(text) {
  const input = /** @type {HTMLInputElement} */ (by("serial"));
  const isFound = goTo(text) || (await opening, goTo(text));
  const serial = serialOf(text);
  const wrong = isFound ? "" : !isSerial(serial) ? say("noSerial") : navigator.onLine ? "" : say("notToday");
  by("wrong").textContent = wrong;
  by("wrong").hidden = !wrong;
  input.value = isFound ? "" : text;
  if (wrong) input.focus();
  else if (!isFound) location.assign(`/console/cards/scan/${serial}`);
}

/** Show the resident who is at the door, and why, large enough to be read. */
function introduce() {
  const [name, office] = (by("officer").textContent ?? "").split(PARTED);
  by("badge-name").textContent = name;
  by("badge-office").textContent = office ?? "";
  by("badge-day").textContent = walk.day;
  /** @type {HTMLDialogElement} */ (by("badge")).showModal();
}

async function scanCard() {
  const viewer = /** @type {HTMLDialogElement} */ (by("viewer"));
  const stop = new AbortController();
  viewer.addEventListener("close", () => stop.abort(), { once: true });
  viewer.showModal();
  try {
    const { scan } = await loadScanning();
    const text = await scan(/** @type {HTMLVideoElement} */ (viewer.querySelector("video")), stop.signal);
    if (text) cardRead(text);
  } catch {
    tell(say("noCamera"), "warning");
    by("serial").focus();
  } finally {
    viewer.close();
  }
}

/** @param {SubmitEvent} event */
async function signOut(event) {
  event.preventDefault();
  if (walk.queue?.items.length && !confirm(say("signOutQueued", { n: walk.queue.items.length }))) return;
  const body = new URLSearchParams({ _csrf_token: walk.queue?.csrfToken ?? "" });
  forget("");
  await fetch("/console/sign-out", { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  location.assign(SIGN_IN);
}

async function start() {
  by("scan").addEventListener("click", scanCard);
  by("introduce").addEventListener("click", introduce);
  by("typed").addEventListener("submit", (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (by("serial"));
    cardRead(input.value);
  });
  by("queue").addEventListener("click", () => walk.queue?.retry());
  by("retry").addEventListener("click", () => walk.queue?.retry());
  by("sign-out").addEventListener("submit", signOut);
  addEventListener("online", open);
  addEventListener("offline", () => tell(say("offline"), "warning"));
  await open();
  if (location.hash) goTo(location.hash.slice(1));
  registerWorker(); // after the list: what it fetches ahead would be in the list's way
  await Promise.allSettled([loadAsking(), loadScanning()]);
  await WalkStore.purge();
}

start();
