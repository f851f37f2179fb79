// entente: what moves on a page. Every page works without it.
"use strict";

// ---- days as numbers, counted from 1970-01-01

const dayOf = (text) => Date.parse(text + "T00:00:00Z") / 86400000;
const textOf = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
const wordsOf = (day) =>
  new Date(day * 86400000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function monthsLater(day, months) {
  const date = new Date(day * 86400000);
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate();
  wanted.setUTCDate(Math.min(date.getUTCDate(), last));
  return wanted.getTime() / 86400000;
}

// The last place in an ascending list whose value is not above; −1 for none.
function placeIn(list, value) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// ---- the token, where the daemon asks for one: typed in, kept for this tab

const token = {
  get: () => sessionStorage.getItem("entente-token") || "",
  set: (value) => sessionStorage.setItem("entente-token", value),
};
const withToken = (more = {}) => ({
  ...more,
  headers: { ...(more.headers || {}), ...(token.get() ? { Authorization: "Bearer " + token.get() } : {}) },
});

// ---- the day that is looked at: slider, picture, table and address move together

class DaySlider {
  constructor(box) {
    this.box = box;
    const list = (text) => (text ? text.split(" ").map(dayOf) : []);
    this.turns = list(box.dataset.turns);
    this.seams = list(box.dataset.seams);
    this.first = dayOf(box.dataset.from);
    this.last = dayOf(box.dataset.to);
    this.on = dayOf(box.dataset.on);
    this.today = dayOf(box.dataset.today);
    this.boards = new Map(); // by the place of their seam
    this.standings = null; // how each term stands, by stretches of days
    this.board = document.getElementById("board");
    this.shown = this.seamOf(this.on);
    this.boards.set(this.shown, this.board);
    this.input = document.getElementById("on");
    this.makeRange();
    this.tally();
    this.markers = new Map(); // by picture: there is another one for narrow screens
    this.pickPicture();
    matchMedia("(max-width: 47.99rem)").addEventListener("change", () => this.pickPicture());
    this.listen();
    this.later(() => this.readStandings(), 300);
    this.settleSoon();
  }

  pickPicture() {
    const seen = [...document.querySelectorAll("#picture > svg")].find((svg) => svg.getBoundingClientRect().width > 0);
    if (!this.markers.has(seen)) this.markers.set(seen, new Marker(seen, this));
    this.marker = this.markers.get(seen);
    if (this.drawn) this.marker.place(this.on);
  }

  makeRange() {
    this.range = document.createElement("input");
    this.range.type = "range";
    this.range.id = "day";
    this.range.min = this.first;
    this.range.max = this.last;
    this.range.setAttribute("aria-label", "Day");
    this.range.setAttribute("aria-describedby", "day-hint");
    const ends = document.createElement("span");
    ends.className = "quiet";
    ends.id = "day-hint";
    const add = (words) => ends.appendChild(document.createElement("span")).append(words);
    add(textOf(this.first));
    add("arrow keys: a day · page keys: a month · shift + arrow: the next change");
    add(textOf(this.last));
    this.box.className = "slide";
    this.box.append(this.range, ends);
    this.sayDay();
  }

  listen() {
    this.range.addEventListener("input", () => this.move(Number(this.range.value)));
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("change", () => {
      const day = dayOf(this.input.value);
      if (Number.isFinite(day)) this.move(day);
    });
    for (const step of document.querySelectorAll(".step")) {
      step.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const day = this.stepped(step.dataset.step);
        if (day !== null) this.move(day);
      });
    }
  }

  key(event) {
    const back = event.key === "ArrowLeft" || event.key === "ArrowDown";
    const on = event.key === "ArrowRight" || event.key === "ArrowUp";
    let day = null;
    if (event.key === "PageUp") day = monthsLater(this.on, 1);
    else if (event.key === "PageDown") day = monthsLater(this.on, -1);
    else if (event.shiftKey && back) day = this.stepped("-change");
    else if (event.shiftKey && on) day = this.stepped("+change");
    else return;
    event.preventDefault();
    if (day !== null) this.move(day);
  }

  stepped(step) {
    if (step === "today") return this.today;
    if (step === "-day") return this.on - 1;
    if (step === "+day") return this.on + 1;
    const place = placeIn(this.turns, this.on);
    if (step === "+change") return place + 1 < this.turns.length ? this.turns[place + 1] : null;
    const before = this.turns[place] === this.on ? place - 1 : place;
    return before >= 0 ? this.turns[before] : null;
  }

  move(day) {
    if (day === this.on || !Number.isFinite(day)) return;
    this.on = day;
    this.reach(); // at once: the next key counts from here
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    this.drawn = true;
    this.input.value = textOf(this.on);
    this.sayDay();
    this.marker.place(this.on);
    this.showBoard();
    this.tally();
    this.settleSoon();
    performance.mark("entente-drawn");
  }

  reach() {
    this.range.min = Math.min(this.first, this.on);
    this.range.max = Math.max(this.last, this.on);
    if (Number(this.range.value) !== this.on) this.range.value = this.on;
  }

  sayDay() {
    this.range.value = this.on;
    this.range.setAttribute("aria-valuetext", wordsOf(this.on));
  }

  // How many terms stand how, where the hand is; the table itself may be out of sight.
  tally() {
    const fresh = this.board.querySelector(".counts").cloneNode(true);
    fresh.setAttribute("aria-hidden", "true");
    if (this.counts) this.counts.replaceWith(fresh);
    else this.box.append(fresh);
    this.counts = fresh;
  }

  seamOf(day) {
    return placeIn(this.seams, day);
  }

  showBoard() {
    const seam = this.seamOf(this.on);
    if (seam !== this.shown) {
      const ready = this.boards.get(seam);
      if (ready instanceof Element) {
        this.swap(ready, seam);
      } else {
        this.restand();
      }
    }
    const name = this.board.querySelector("#board-day");
    name.textContent = name.textContent.replace(/^on \d+ \p{L}+ \d+/u, "on " + wordsOf(this.on));
  }

  swap(ready, seam) {
    for (const group of ready.querySelectorAll("[data-group]")) {
      const old = this.board.querySelector(`[data-group="${group.dataset.group}"]`);
      if (old) group.open = old.open;
    }
    this.board.replaceWith(ready);
    this.board = ready;
    this.board.removeAttribute("aria-busy");
    this.shown = seam;
  }

  // Until the table of that day is there: how each term stands, from the stretches that are known.
  restand() {
    if (!this.standings) return;
    if (this.shown !== null) this.boards.delete(this.shown);
    this.shown = null;
    this.board.setAttribute("aria-busy", "true");
    const numbers = {};
    const homes = {};
    for (const group of this.board.querySelectorAll("[data-group]")) {
      homes[group.dataset.group] = group;
      numbers[group.dataset.group] = 0;
    }
    for (const row of this.board.querySelectorAll("tr[data-term]")) {
      const standing = this.standingOf(row.dataset.term);
      row.hidden = !standing;
      if (!standing) continue;
      const home = homes[standing.group];
      if (row.closest("[data-group]") !== home) home.querySelector("tbody").append(row);
      row.querySelector(".standing").replaceChildren(standing.chip.cloneNode(true));
      numbers[standing.group] += 1;
    }
    for (const [name, home] of Object.entries(homes)) {
      home.hidden = numbers[name] === 0;
      home.querySelector(".number").textContent = numbers[name];
      const count = this.board.querySelector(`[data-count="${name}"]`);
      count.hidden = numbers[name] === 0;
      count.querySelector("b").textContent = numbers[name];
    }
  }

  standingOf(term) {
    const stretches = this.standings.get(term) || [];
    const place = placeIn(stretches.map((one) => one.from), this.on);
    return place >= 0 && this.on <= stretches[place].through ? stretches[place] : null;
  }

  query(day) {
    const asked = new URLSearchParams(location.search);
    asked.delete("with");
    if (day === null) asked.delete("on");
    else asked.set("on", textOf(day));
    return asked;
  }

  async readStandings() {
    const asked = this.query(null);
    asked.set("all", "true");
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    const answer = await fetch(this.box.dataset.timeline + "?" + asked, withToken());
    if (!answer.ok) return;
    const standings = new Map();
    for (const term of (await answer.json()).terms) standings.set(term.term, term.stretches.map(standingFrom));
    this.standings = standings;
  }

  // Where the hand rests, the rest follows: the table in full, the address, the ways that lead on.
  settleSoon() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), 90);
  }

  async settle() {
    this.writeAddress();
    const seam = this.seamOf(this.on);
    const ready = await this.fetchBoard(seam);
    if (ready && seam === this.seamOf(this.on) && this.shown !== seam) {
      this.swap(ready, seam);
      this.showBoard();
      this.tally();
      this.leadOn();
    }
    await this.fetchBoard(seam + 1);
    await this.fetchBoard(seam - 1);
  }

  writeAddress() {
    const asked = new URLSearchParams(location.search);
    asked.set("on", textOf(this.on));
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    const address = location.pathname + "?" + asked;
    if (this.written !== address && (this.written || textOf(this.on) !== this.box.dataset.on)) {
      history.replaceState(null, "", address);
      this.written = address;
      this.leadOn();
    }
  }

  leadOn() {
    const day = textOf(this.on);
    for (const way of document.querySelectorAll('main a[href^="/alliances/"], main a[href^="/rights"]')) {
      if (way.id === "permalink") continue;
      const address = new URL(way.href);
      address.searchParams.set("on", way.dataset.step ? textOf(this.stepped(way.dataset.step) ?? this.on) : day);
      way.href = address.pathname + address.search;
    }
    const link = document.getElementById("permalink");
    if (link) {
      const address = new URL(link.href);
      address.searchParams.set("on", day);
      link.href = address.pathname + address.search;
    }
  }

  fetchBoard(seam) {
    if (seam < -1 || seam >= this.seams.length) return Promise.resolve(null);
    const known = this.boards.get(seam);
    if (known) return Promise.resolve(known);
    const day = seam >= 0 ? this.seams[seam] : this.seams.length ? this.seams[0] - 1 : this.on;
    const reading = fetch(this.box.dataset.board + "?" + this.query(day), withToken())
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
      .then((text) => {
        const board = new DOMParser().parseFromString(text, "text/html").getElementById("board");
        const ready = document.adoptNode(board);
        this.boards.set(seam, ready);
        if (this.boards.size > 80) this.boards.delete(this.boards.keys().next().value);
        return ready;
      })
      .catch(() => {
        this.boards.delete(seam);
        return null;
      });
    this.boards.set(seam, reading);
    return reading;
  }

  later(work, milliseconds) {
    const start = () => setTimeout(work, milliseconds);
    if (document.readyState === "complete") start();
    else addEventListener("load", start);
  }
}

function standingFrom(stretch) {
  const doubted = stretch.possible.length > 0 || stretch.status === null;
  const over = stretch.status === "ended" || stretch.status === "expired";
  const chip = document.createElement("span");
  chip.className = `chip ${stretch.status || ""}${stretch.certain ? "" : " doubtful"}`;
  chip.textContent = (stretch.status || "only rumoured").replace("_", " ");
  return {
    from: dayOf(stretch.from),
    through: stretch.through === null ? Infinity : dayOf(stretch.through),
    group: doubted ? "doubt" : over ? "over" : stretch.status,
    chip,
  };
}

// The line in the picture that shows the day; pointing at the picture moves it.
class Marker {
  constructor(svg, slider) {
    if (!svg) return;
    this.svg = svg;
    this.from = dayOf(svg.dataset.from);
    this.to = dayOf(svg.dataset.to);
    this.left = Number(svg.dataset.left);
    this.width = Number(svg.dataset.width);
    this.line = svg.querySelector("line.on") || this.make("line", "on");
    this.name = svg.querySelector("text.on-name") || this.make("text", "on-name");
    if (!this.line.hasAttribute("y1")) this.measure();
    svg.parentElement.classList.add("moves");
    this.bringIntoSight(slider.on);
    const dayAt = (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      const day = Math.floor(this.from + ((x - this.left) / this.width) * (this.to - this.from + 1));
      return x < this.left ? null : Math.min(Math.max(day, this.from), this.to);
    };
    svg.addEventListener("pointerdown", (event) => {
      const term = event.target.closest("[data-term]");
      if (term && event.button === 0) return this.goTo(term.dataset.term);
      const day = event.button === 0 ? dayAt(event) : null;
      if (day === null) return undefined;
      slider.move(day);
      if (event.pointerType === "mouse") svg.setPointerCapture(event.pointerId);
      return undefined;
    });
    svg.addEventListener("pointermove", (event) => {
      const day = svg.hasPointerCapture(event.pointerId) ? dayAt(event) : null;
      if (day !== null) slider.move(day);
    });
  }

  // Where the picture is wider than its place, it is scrolled to the day that is looked at.
  bringIntoSight(day) {
    const place = this.svg.parentElement;
    const scale = this.svg.getBoundingClientRect().width / this.svg.viewBox.baseVal.width;
    const x = (this.left + ((day - this.from) * this.width) / (this.to - this.from + 1)) * scale;
    if (place.scrollWidth > place.clientWidth) place.scrollLeft = x - place.clientWidth * 0.6;
  }

  goTo(term) {
    const row = document.querySelector(`tr[data-term="${CSS.escape(term)}"] a`);
    if (row) location.assign(row.href);
  }

  make(kind, name) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
    made.setAttribute("class", name);
    made.setAttribute("visibility", "hidden");
    return this.svg.appendChild(made);
  }

  measure() {
    const grid = this.svg.querySelector("line.grid") || this.svg.querySelector("line.today");
    this.line.setAttribute("y1", 17);
    this.line.setAttribute("y2", grid ? grid.getAttribute("y2") : this.svg.viewBox.baseVal.height);
    this.name.setAttribute("y", 15);
  }

  place(day) {
    if (!this.svg) return;
    const inside = this.from <= day && day <= this.to;
    const x = this.left + ((day - this.from) * this.width) / (this.to - this.from + 1);
    this.line.setAttribute("x1", x);
    this.line.setAttribute("x2", x);
    this.name.setAttribute("x", x);
    this.name.textContent = "on " + textOf(day);
    const atRight = x + 90 > this.left + this.width;
    this.name.setAttribute("class", atRight ? "on-name end" : "on-name");
    for (const one of [this.line, this.name]) one.setAttribute("visibility", inside ? "visible" : "hidden");
  }
}

// ---- new entries are told of; nothing moves

class News {
  constructor(place) {
    this.place = place;
    this.alliance = document.body.dataset.alliance;
    this.position = Number(document.body.dataset.position);
    this.heard = new Map();
    this.read().catch(() => undefined);
  }

  // Read by fetch rather than EventSource, which cannot bring a token along. A page that nobody looks at does not
  // listen: a browser has few connections to one place.
  async read() {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
      await this.looked();
      const leaving = new AbortController();
      const left = () => document.visibilityState === "hidden" && leaving.abort();
      document.addEventListener("visibilitychange", left);
      try {
        const address = "/v1/entries/stream?after=" + this.last();
        const answer = await fetch(address, withToken({ signal: leaving.signal, cache: "no-store" }));
        if (answer.status === 401 || answer.status === 403) return;
        if (answer.ok) {
          wait = 1000;
          await this.take(answer.body.pipeThrough(new TextDecoderStream()).getReader());
        }
      } catch {
        // The daemon is gone or the page was left; both are tried again.
      } finally {
        document.removeEventListener("visibilitychange", left);
      }
      await new Promise((go) => setTimeout(go, wait));
    }
  }

  looked() {
    if (document.visibilityState !== "hidden") return Promise.resolve();
    return new Promise((go) => document.addEventListener("visibilitychange", go, { once: true }));
  }

  last() {
    return Math.max(this.position, ...this.heard.keys());
  }

  async take(reader) {
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const events = rest.split(/\r?\n\r?\n/);
      rest = events.pop();
      for (const event of events) this.hear(event.split(/\r?\n/));
    }
  }

  hear(lines) {
    const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
    if (data.length === 0) return;
    const record = JSON.parse(data.join("\n"));
    if (!record.entry || record.seq <= this.position) return;
    this.heard.set(record.seq, record.entry);
    this.tell();
  }

  tell() {
    const here = [...this.heard].filter(([, entry]) => !this.alliance || entry.alliance === this.alliance);
    if (here.length === 0) return;
    const [seq, entry] = here[here.length - 1];
    const words = document.createElement("p");
    const count = here.length === 1 ? "A new entry" : `${here.length} new entries`;
    words.append(`${count} since this page was made: #${seq} ${entry.title || entry.alliance}. `);
    const show = document.createElement("a");
    show.href = location.href;
    show.textContent = "Show what is known now";
    show.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
    words.append(show);
    this.place.replaceChildren(words);
  }
}

// ---- small helps

function filterRows(input) {
  const table = document.getElementById(input.dataset.filter);
  if (!table || document.querySelector(".pages")) return;
  const rows = [...table.tBodies[0].rows].map((row) => [row, (row.textContent + " " + row.dataset.words).toLowerCase()]);
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    for (const [row, text] of rows) row.hidden = !text.includes(wanted);
  });
}

// What was copied from a page of news, a line each: the headline, its publisher, its date and its address.
function sortPasted(form, lines) {
  const isDate = /^(\w+day,? )?(\d{4}(-\d\d){1,2}|\d{1,2}(st|nd|rd|th)? \w+\.?,? \d{4}|[a-z]+\.? \d{1,2}(st|nd|rd|th)?,? \d{4}|[a-z]+ \d{4})$/i;
  const put = (name, value) => (form.elements[name].value = value);
  const texts = [];
  for (const line of lines) {
    if (/^https?:\/\/\S+$/.test(line)) put("s0.url", line);
    else if (isDate.test(line)) for (const name of ["announced", "s0.published"]) put(name, line);
    else texts.push(line);
  }
  if (texts.length) put("title", texts[0]);
  if (texts.length > 1) put("s0.publisher", texts[1]);
  if (texts.length > 2) put("note", texts.slice(2).join(" "));
  const address = form.elements["s0.url"].value;
  if (texts.length < 2 && URL.canParse(address)) put("s0.publisher", new URL(address).hostname.replace(/^www\./, ""));
}

// Appending: the token stays in this tab; pasted news is sorted into its fields.
function compose(form) {
  form.elements.title.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text/plain").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    sortPasted(form, lines);
  });
  const field = form.querySelector("#token");
  if (field && !field.value) field.value = token.get();
  form.addEventListener("submit", () => field && field.value && token.set(field.value));
  const shown = document.querySelector("#trouble, #conflict, #preview");
  if (shown) shown.scrollIntoView({ block: "nearest" });
}

// ---- pages that want a token: read with it, and put in place of the one that asked

const visiting = {
  async go(address, keep = true) {
    const answer = await fetch(address, withToken({ headers: { Accept: "text/html" } }));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    if (keep) history.pushState(null, "", address);
    scrollTo(0, 0);
    start();
    const place = new URL(address, location.href).hash && document.getElementById(new URL(address, location.href).hash.slice(1));
    if (place) place.scrollIntoView();
  },
  // A browser brings no token along by itself: while there is one, ways and questions are followed here.
  listen() {
    if (this.listening) return;
    this.listening = true;
    document.addEventListener("click", (event) => {
      const way = event.target.closest("a[href]");
      if (!way || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const address = new URL(way.href);
      const here = address.pathname === location.pathname && address.search === location.search && address.hash;
      if (address.origin !== location.origin || here || /^\/(v1|openapi|sign-in)/.test(address.pathname)) return;
      event.preventDefault();
      this.go(address.href);
    });
    document.addEventListener("submit", (event) => {
      if (event.defaultPrevented || event.target.method !== "get") return;
      event.preventDefault();
      const address = new URL(event.target.action);
      address.search = new URLSearchParams(new FormData(event.target));
      this.go(address.href);
    });
    addEventListener("popstate", () => this.go(location.href, false));
  },
};

function askToken(form) {
  // A browser that loads a page by itself brings no token along; the one of this tab may do.
  if (token.get() && !visiting.tried) {
    visiting.tried = true;
    visiting.go(location.href, false);
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    token.set(form.querySelector("#token").value.trim());
    visiting.go(location.href, false);
  });
}

function start() {
  if (token.get()) visiting.listen();
  const slider = document.getElementById("slider");
  if (slider) new DaySlider(slider);
  const news = document.getElementById("news");
  if (news && document.body.hasAttribute("data-live")) new News(news);
  for (const input of document.querySelectorAll("input[data-filter]")) filterRows(input);
  for (const link of document.querySelectorAll("a[data-absolute]")) link.textContent = link.href;
  for (const line of document.querySelectorAll(".path pre code")) line.textContent = line.textContent.replace("http://" + location.host, location.origin);
  const composing = document.getElementById("compose");
  if (composing) compose(composing);
  const asking = document.getElementById("token-form");
  if (asking) askToken(asking);
}
start();
