/**
 * The service worker of the walk: keeps the page and its files, in which nothing of anybody stands, for a start without a
 * connection; and remembers the day's key in memory, so that a page that is loaded anew need not ask for it.
 *
 * The server puts VERSION and FILES in front of this text.
 */
/* global VERSION, FILES */

const SHELL = "/console/walk";
const KEPT = `walk-${VERSION}`;
const AHEAD = "BarcodeDetector" in self ? FILES.filter((path) => !path.includes("/vendor/")) : FILES; // the library only where it is needed

/** @type {{ key: CryptoKey, tag: string, until: number } | null} */
let remembered = null;

/** @param {Cache} cache */
async function keepShell(cache) {
  const answer = await fetch(new Request(`${SHELL}?kept=1`, { cache: "reload", credentials: "same-origin" }));
  if (answer.ok && !answer.redirected) await cache.put(SHELL, answer); // whoever is not signed in is led elsewhere
}

async function install() {
  const cache = await caches.open(KEPT);
  await cache.addAll(AHEAD.map((path) => new Request(path, { cache: "reload" })));
  await keepShell(cache);
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("walk-") && name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** @param {FetchEvent} event */
async function openShell(event) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(SHELL);
  const renewed = keepShell(cache).catch(() => undefined);
  event.waitUntil(renewed);
  return kept ?? fetch(event.request);
}

/** @param {Request} request */
async function openFile(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === SHELL) event.respondWith(openShell(event));
  else if (FILES.includes(url.pathname)) event.respondWith(openFile(request));
});
self.addEventListener("message", (event) => {
  if (remembered && remembered.until <= Date.now()) remembered = null;
  const { remember, forget, recall } = event.data;
  if (remember) remembered = remember;
  if (forget) remembered = null;
  if (recall) recall.postMessage(remembered);
});
