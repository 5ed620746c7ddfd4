// Leaves at once: the link, or Esc three times within a second and a half. The
// page is blank before the network answers, and nothing of it stays in the
// history of this tab.

const away = "/exit";
const within = 1500;
const others = new BroadcastChannel("leave"); // her other tabs leave with this one

function vanish() {
  document.title = "";
  document.body.replaceChildren();
  location.replace(away);
}

function leave() {
  others.postMessage("");
  vanish();
}
others.addEventListener("message", vanish);

for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
}

let presses = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) {
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < within), event.timeStamp];
  if (presses.length === 3) {
    leave();
  }
});

// A page that the browser kept and shows again is asked for anew: whoever has
// left meanwhile is shown nothing.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.body.replaceChildren();
    location.reload();
  }
});
