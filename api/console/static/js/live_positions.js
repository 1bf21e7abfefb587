// @ts-check
/** Asks for the positions that changed, every few seconds while the page is seen, and says when it cannot. */
import { getJson } from "./map_base.js";

const EVERY_MS = 4_000;
const AFTER_FAILURE_MS = 10_000;

/**
 * @typedef {{cursor: string, wearers: import("./wearers_layer.js").Wearer[], gone: string[]}} Live
 * @param {string} purpose
 * @param {(live: Live) => void} onLive
 * @param {(lostSince: number | null) => void} onState
 */
export function followPositions(purpose, onLive, onState) {
  let cursor = "";
  /** @type {number | null} */
  let lostSince = null;
  let timer = 0;
  const ask = async () => {
    clearTimeout(timer);
    let wait_ms = EVERY_MS;
    try {
      /** @type {Live} */
      const live = await getJson(`/console/map/live?${new URLSearchParams({ purpose, since: cursor })}`);
      cursor = live.cursor;
      lostSince = null;
      onLive(live);
    } catch {
      lostSince ??= Date.now();
      wait_ms = AFTER_FAILURE_MS;
    }
    onState(lostSince);
    if (!document.hidden) timer = setTimeout(ask, wait_ms);
  };
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
}
