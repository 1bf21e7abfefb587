// @ts-check
/** What was noted and not yet received: sent in order, each under its own id, so that what is sent twice counts once. */

const SEND_URL = "/api/v1/walk/sendings";
const GRACE_MS = 4_000;
const AGAIN_MS = 20_000;
const MOST_AT_ONCE = 50;
const KIND = "queue";

/**
 * @typedef {{ id: string, resident_id?: string, verdict?: string, household_id?: string, dwelling_id?: string, kind?: string, note?: string }} Sending
 * @typedef {{ order: number, label: string, sending: Sending, refusal?: string }} Queued
 * @typedef {"sent" | "offline" | "signed-out"} Outcome
 */

/** A number that keeps the order of ids. @param {number} order */
const ordered = (order) => String(order).padStart(16, "0");

/** The queue of one officer and day. */
export class WalkQueue {
  /** @type {Queued[]} */
  items = [];
  /** @type {number | undefined} */
  #timer;
  #isSending = false;
  csrfToken = "";

  /** @param {import("./walk_store.js").WalkStore} store @param {(outcome?: Outcome) => void} changed */
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
  }

  async load() {
    this.items = await this.store.all(KIND);
    this.changed();
  }

  /** @param {Sending} sending @param {string} label what the list of stuck items calls it */
  async add(sending, label) {
    const order = 1 + Math.max(0, ...this.items.map((item) => item.order));
    const item = { order, label, sending };
    this.items.push(item);
    this.changed();
    await this.store.put(KIND, ordered(order), item);
    this.#later(GRACE_MS);
  }

  /** Take back what has not been sent. @param {(sending: Sending) => boolean} isMeant @returns {Promise<boolean>} whether it was in time */
  async takeBack(isMeant) {
    if (this.#isSending) return false;
    const meant = this.items.filter((item) => isMeant(item.sending));
    this.items = this.items.filter((item) => !meant.includes(item));
    await Promise.all(meant.map((item) => this.store.remove(KIND, ordered(item.order))));
    this.changed();
    return meant.length > 0;
  }

  /** Try again what was refused, and everything else. */
  async retry() {
    for (const item of this.items) delete item.refusal;
    await this.send();
  }

  /** Send what waits; what is refused stays, with the reason, until it is tried again or taken back. */
  async send() {
    clearTimeout(this.#timer);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let batch = this.#next(); batch.length; batch = this.#next()) {
        const outcome = await this.#sendBatch(batch);
        this.changed(outcome);
        if (outcome === "offline") this.#later(AGAIN_MS);
        if (outcome !== "sent") return;
      }
    } finally {
      this.#isSending = false;
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.items = [];
  }

  #next() {
    return this.items.filter((item) => !item.refusal).slice(0, MOST_AT_ONCE);
  }

  /** @param {number} delay */
  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), delay);
  }

  /** @param {Queued[]} batch @returns {Promise<Outcome>} */
  async #sendBatch(batch) {
    let answer;
    try {
      answer = await fetch(SEND_URL, {
        method: "POST",
        headers: { "content-type": "application/json", "x-csrftoken": this.csrfToken },
        body: JSON.stringify({ sendings: batch.map((item) => item.sending) }),
      });
    } catch {
      return "offline";
    }
    if (answer.status === 401 || answer.status === 403) return "signed-out";
    if (!answer.ok) return "offline";
    const { received } = await answer.json();
    for (const [index, item] of batch.entries()) {
      if (received[index].reception === "refused") {
        item.refusal = received[index].detail;
        await this.store.put(KIND, ordered(item.order), item);
      } else {
        this.items = this.items.filter((other) => other !== item);
        await this.store.remove(KIND, ordered(item.order));
      }
    }
    return "sent";
  }
}
