// Documents open in a frame on the page; until one is chosen, the frame takes no room.

const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("[name=document]"));

if (frame) {
  frame.hidden = true;
  addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("a[target=document]"))) return;
    frame.hidden = false;
    frame.scrollIntoView({ block: "nearest" });
  });
}
