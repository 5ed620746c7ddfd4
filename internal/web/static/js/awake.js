// Says when the session is about to fall asleep. When it sleeps the page is asked
// for again, and the server shows who may wake it; a page with something typed
// stays, covered, until she is back in this browser.

const place = document.querySelector("[data-idle]");
const main = document.getElementById("main");
const pages = new BroadcastChannel("awake"); // a sign of life in one page is one for all
const warning = 60;

let idle = Number(place.dataset.idle);
let ends = 0;
let said = "";

function say(what) {
  if (said === what) {
    return;
  }
  said = what;
  place.replaceChildren(what ? document.getElementById(what).content.cloneNode(true) : "");
  main.hidden = what === "asleep";
}

// wake begins to count again. What has become sensitive in one page is so in all.
function wake(seconds) {
  idle = Math.min(idle, seconds);
  ends = Date.now() + idle * 1000;
  look();
}

// written is all that the forms of the page hold.
function written() {
  return JSON.stringify([...main.querySelectorAll("form")].map((form) => [...new FormData(form)].map(([name, value]) => [name, value.name ?? value])));
}
const untouched = written();
const typed = () => document.querySelector("[data-focus]") || written() !== untouched;

function look() {
  const left = (ends - Date.now()) / 1000;
  if (left > warning) {
    say("");
  } else if (left > 0) {
    say("drowsy");
  } else if (typed()) {
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
