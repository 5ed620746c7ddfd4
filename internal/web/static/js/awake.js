// Keeps what she types. A page that she typed into is not left unasked. When the
// session is about to fall asleep it says so; when it sleeps the page is asked for
// again, and the server shows who may wake it; one that she typed into stays,
// covered, until she is back in this browser.

const place = document.querySelector("[data-idle]");
const main = document.getElementById("main");
const pages = new BroadcastChannel("awake"); // a sign of life in one page is one for all
const warning = 60;

let idle = Number(place.dataset.idle);
let ends = 0;
let said = "";

if (document.querySelector("[data-focus]")) {
  main.dataset.typed = "yes"; // a form with something wrong is shown as she typed it
}
addEventListener("input", (event) => {
  if (main.contains(event.target) && event.target.form?.matches("[method=post]:not([role=search])")) {
    main.dataset.typed = "yes";
  }
});
addEventListener("submit", (event) => {
  if (main.contains(event.target)) {
    delete main.dataset.typed;
  }
});
addEventListener("beforeunload", (event) => {
  if (main.dataset.typed && main.isConnected) { // who leaves at once is asked nothing
    event.preventDefault();
  }
});

function say(what) {
  if (said === what) {
    return;
  }
  said = what;
  place.replaceChildren(what ? document.getElementById(what).content.cloneNode(true) : "");
  main.classList.toggle("covered", what === "asleep");
}

// wake begins to count again. What has become sensitive in one page is so in all.
function wake(seconds) {
  idle = Math.min(idle, seconds);
  ends = Date.now() + idle * 1000;
  look();
}

function look() {
  const left = (ends - Date.now()) / 1000;
  if (left > warning) {
    say("");
  } else if (left > 0) {
    say("drowsy");
  } else if (main.dataset.typed) {
    say("asleep");
  } else if (said !== "left") {
    said = "left";
    location.replace(location.pathname + location.search);
  }
}

async function ask() {
  const answer = await fetch("/me/awake", { headers: { Accept: "application/json" } });
  if (answer.ok) {
    wake(idle);
    pages.postMessage(idle);
  }
}

pages.addEventListener("message", (event) => wake(event.data));
place.addEventListener("click", (event) => {
  if (event.target.closest("button")) {
    main.focus();
    ask();
  }
});
addEventListener("focus", () => said === "asleep" && ask());
setInterval(look, 1000);
wake(idle);
pages.postMessage(idle);
