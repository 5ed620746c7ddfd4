// What script adds to a page that works without it.

// The summary of what is wrong takes the focus.
document.querySelector("[data-focus]")?.focus();

// A menu closes when the eye has moved on.
const menu = document.querySelector("[data-menu]");
addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) {
    menu.open = false;
  }
});
menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The theme changes at once, and the server is told so that it stays.
document.querySelector("[data-theme-form]")?.addEventListener("submit", (event) => {
  const { form, name, value } = event.submitter;
  event.preventDefault();
  if (value === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = value;
  }
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  const said = new URLSearchParams(new FormData(form));
  said.set(name, value);
  fetch(form.action, { method: "POST", body: said, redirect: "manual" });
});

// A form that was sent is not sent twice by a second tap.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) {
    return;
  }
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});

// A button prints the page.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
