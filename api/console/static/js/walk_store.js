// @ts-check
/**
 * What the phone keeps of a walk: whom to expect and what waits to be sent, encrypted under a key of one officer and one day.
 *
 * The key comes from the server and lives in memory only, the page's and its worker's; on the device there are sealed
 * bytes, under a tag that only the key gives, and the moment when they are thrown away.
 */

const DATABASE = "supervision-walk";
const TABLE = "kept";
const IV_BYTES = 12;

/** @typedef {{ key: CryptoKey, tag: string, until: number }} WalkKey */

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {string} base64 the key as the server gave it @param {number} until when it is forgotten @returns {Promise<WalkKey>} */
export async function importKey(base64, until) {
  const raw = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const labelled = new Uint8Array([...new TextEncoder().encode("walk-tag"), ...raw]);
  const tag = hex(await crypto.subtle.digest("SHA-256", labelled)).slice(0, 32);
  raw.fill(0);
  labelled.fill(0);
  return { key, tag, until };
}

/** @returns {Promise<IDBDatabase>} */
function openDatabase() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: ["tag", "kind", "id"] }).createIndex("until", "until");
  return answered(request);
}

/** The sealed rows of one officer and day. */
export class WalkStore {
  /** @param {IDBDatabase} database @param {WalkKey} walkKey */
  constructor(database, walkKey) {
    this.database = database;
    this.walkKey = walkKey;
  }

  /** @param {WalkKey} walkKey */
  static async open(walkKey) {
    return new WalkStore(await openDatabase(), walkKey);
  }

  /** Throw away what is past its day, whosever it was. */
  static async purge() {
    const database = await openDatabase();
    const rows = database.transaction(TABLE, "readwrite").objectStore(TABLE);
    const past = /** @type {IDBValidKey[]} */ (await answered(rows.index("until").getAllKeys(IDBKeyRange.upperBound(Date.now()))));
    await Promise.all(past.map((id) => answered(rows.delete(id))));
    database.close();
  }

  /** @param {string} kind @param {string} id @param {unknown} value */
  async put(kind, id, value) {
    const { key, tag, until } = this.walkKey;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.#place(kind, id) }, key, plain);
    await answered(this.database.transaction(TABLE, "readwrite").objectStore(TABLE).put({ tag, kind, id, until, iv, sealed }));
  }

  /** @param {string} kind @returns {Promise<any[]>} what was put, in the order of its ids */
  async all(kind) {
    const { key, tag } = this.walkKey;
    const range = IDBKeyRange.bound([tag, kind, ""], [tag, kind, "\uffff"]);
    const rows = await answered(this.database.transaction(TABLE).objectStore(TABLE).getAll(range));
    return Promise.all(
      rows.map(async (row) => {
        const place = this.#place(kind, row.id);
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: place }, key, row.sealed);
        return JSON.parse(new TextDecoder().decode(plain));
      }),
    );
  }

  /** @param {string} kind @param {string} id */
  async remove(kind, id) {
    await answered(this.database.transaction(TABLE, "readwrite").objectStore(TABLE).delete([this.walkKey.tag, kind, id]));
  }

  /** @param {string} kind @param {string} id */
  #place(kind, id) {
    return new TextEncoder().encode(`${this.walkKey.tag}|${kind}|${id}`);
  }
}
