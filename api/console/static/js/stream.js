// @ts-check
/**
 * The alert stream. One tab holds it for all tabs of the browser, because a browser opens only six connections to a server;
 * the others listen to that tab. When it closes, the next one takes over.
 */

/**
 * @typedef {{id: string, kind: string, state: string, certainty: number | null, occurred_at: string, known_at: string,
 *   supervisee_id: string}} Alert
 * @typedef {{onAlert: (alert: Alert) => void, onState: (lostSince: number | null) => void}} Listener
 */

const RETRY_MS = 5_000;

/** @param {string} url @param {Listener} listener */
export function listen(url, listener) {
  const channel = new BroadcastChannel("alert-stream");
  channel.onmessage = ({ data }) => {
    if (data.type === "alert") listener.onAlert(data.alert);
    if (data.type === "state") listener.onState(data.lostSince);
  };
  /** @param {object} message */
  const tell = (message) => {
    channel.postMessage(message);
    channel.onmessage?.(new MessageEvent("message", { data: message }));
  };
  if (!navigator.locks) {
    hold(url, channel, tell);
    return;
  }
  channel.postMessage({ type: "who" });
  navigator.locks.request("alert-stream", () => hold(url, channel, tell));
}

/**
 * Holds the connection until the tab closes.
 * @param {string} url @param {BroadcastChannel} channel @param {(message: object) => void} tell
 * @returns {Promise<never>}
 */
function hold(url, channel, tell) {
  /** @type {number | null} */
  let lostSince = null;
  channel.addEventListener("message", ({ data }) => {
    if (data.type === "who") channel.postMessage({ type: "state", lostSince });
  });
  /** @param {boolean} isLive */
  const state = (isLive) => {
    lostSince = isLive ? null : (lostSince ?? Date.now());
    tell({ type: "state", lostSince });
  };
  const open = () => {
    const source = new EventSource(url);
    source.onopen = () => state(true);
    source.addEventListener("alert", (event) => {
      state(true);
      tell({ type: "alert", alert: JSON.parse(event.data) });
    });
    source.onerror = () => {
      state(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
    };
  };
  open();
  return new Promise(() => {});
}
