// @ts-check
/** The camera: reads a card's QR with the browser's own detector, or with a library where there is none. */

const LOOK_EVERY_MS = 200;
const LIBRARY = "../vendor/qr/decode.js";

/** @returns {Promise<{ detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }>} */
async function makeDetector() {
  const own = /** @type {any} */ (window).BarcodeDetector;
  if (own && (await own.getSupportedFormats()).includes("qr_code")) return new own({ formats: ["qr_code"] });
  const { BarcodeDetector } = await import(LIBRARY);
  return new BarcodeDetector({ formats: ["qr_code"] });
}

/**
 * Look through the camera until a QR is read.
 * @param {HTMLVideoElement} video @param {AbortSignal} stop
 * @returns {Promise<string | null>} what it says; null when it was stopped. Rejects where there is no camera.
 */
export async function scan(video, stop) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  try {
    const detector = await makeDetector();
    video.srcObject = stream;
    await video.play();
    while (!stop.aborted) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found) return found.rawValue;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
