// Loaded before the first paint: the duty screen at night stays dark from page to page.
document.documentElement.dataset.bsTheme = localStorage.getItem("theme") === "dark" ? "dark" : "light";
