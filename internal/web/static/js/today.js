// The figures of the month come when they have been counted; until then the page
// says so and leads to them.
const waiting = document.querySelector("[data-counting]");
if (waiting) {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.addEventListener("load", () => {
    const counted = request.status === 200 && request.response?.querySelector("[data-months]");
    if (counted && !counted.querySelector("[data-counting]")) {
      waiting.closest("[data-months]").replaceWith(document.adoptNode(counted));
    }
  });
  request.open("GET", waiting.dataset.counting);
  request.send();
}
