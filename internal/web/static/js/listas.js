// Lists: a page that shows how far work has come asks every second while somebody
// looks, and is drawn anew when there is something else to show. Files that are too
// large are told so before they are sent.

const live = document.querySelector("[data-live]");

async function ask() {
  if (document.hidden) {
    return;
  }
  const answer = await fetch(live.dataset.live, { headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (said.go) {
    location.assign(said.go);
  } else if (said.over) {
    location.reload();
  } else if (said.total) {
    show(said);
  }
}

function show({ done, total, text, left }) {
  const bar = document.querySelector("[data-live-bar]");
  if (!bar) {
    return;
  }
  bar.setAttribute("aria-valuemax", total);
  bar.setAttribute("aria-valuenow", done);
  const rest = bar.querySelector("rect");
  rest.setAttribute("x", (100 * done / total).toFixed(1));
  rest.setAttribute("width", (100 - 100 * done / total).toFixed(1));
  document.querySelector("[data-live-text]").textContent = text;
  document.querySelector("[data-live-left]").textContent = left;
}

async function follow() {
  try {
    await ask();
  } catch {
    // The network is away: it is asked again.
  }
  setTimeout(follow, 1000);
}

if (live) {
  setTimeout(follow, 1000);
}

const form = document.querySelector("[data-upload]");
const large = form?.querySelector("[data-too-large]");

function tooLarge() {
  const bytes = [...form.elements.file.files].reduce((sum, file) => sum + file.size, 0);
  large.hidden = bytes <= Number(form.dataset.upload);
  return !large.hidden;
}

form?.elements.file.addEventListener("change", tooLarge);
form?.addEventListener("submit", (event) => {
  if (tooLarge()) {
    event.preventDefault();
    form.elements.file.focus();
  }
});
