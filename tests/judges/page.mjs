// node page.mjs ENTENTD ENTENTE FIXTURES FOLDER: the web page in Debian's Chromium, against a daemon on the four
// fixtures. Every view light, dark, narrow and without script; axe finds nothing (WCAG 2.2 AA), html-validate neither; no
// CSP violation, no foreign request. The slider by mouse and keyboard; an entry composed, previewed, appended, seen live
// in a second window; a conflict resolved. Screenshots and figures land in FOLDER.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const [ententd, entente, fixtures, folder] = process.argv.slice(2);
const browserPath = "/usr/bin/chromium";
if (!fs.existsSync(browserPath)) {
  console.log("there is no chromium here");
  process.exit(77);
}
fs.mkdirSync(folder, { recursive: true });
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "entente-page-"));
const started = [];

// ---- a daemon on the fixtures, and one on a deal of a hundred terms

async function serve(name, fill, ...more) {
  const log = path.join(work, name + ".jsonl");
  const run = (...words) => execFileSync(entente, ["--log", log, ...words], { stdio: ["ignore", "ignore", "ignore"] });
  run("init");
  fill(run);
  const daemon = spawn(ententd, ["--log", log, "--listen", "127.0.0.1:0", ...more], { stdio: ["ignore", "ignore", "pipe"] });
  started.push(daemon);
  let told = "";
  const port = await new Promise((found, failed) => {
    daemon.on("exit", () => failed(new Error("ententd ended: " + told)));
    daemon.stderr.on("data", (bytes) => {
      told += bytes;
      const address = told.match(/"addresses":"127\.0\.0\.1:(\d+)/);
      if (address && told.includes('"event":"ready"')) found(address[1]);
    });
  });
  daemon.removeAllListeners("exit");
  return { origin: "http://127.0.0.1:" + port, log };
}

function fourAlliances(run) {
  for (const name of ["openai-microsoft", "anthropic-cloud", "apple-google-search", "starbucks-nestle"]) {
    const files = fs.readdirSync(path.join(fixtures, name)).filter((file) => file.endsWith(".json")).sort();
    run("append", ...files.map((file) => path.join(fixtures, name, file)));
  }
}

function hundredTerms(run) {
  const day = (number) => new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);
  const entries = [{ alliance: "large", announced: "2020-01-01", events: [{ type: "alliance.formed", title: "A large deal", parties: [{ party: "x", name: "X" }, { party: "y", name: "Y" }] }] }];
  for (let i = 0; i < 100; ++i) {
    const term = `term-${String(i).padStart(3, "0")}`;
    entries.push({ alliance: "large", announced: day(i), sources: [{ publisher: "P" }], events: [{ type: "term.granted", term, kind: "license", grantor: ["x"], grantee: ["y"], subject: `x/${term}`, actions: ["use"], ends: [{ through: day(1500 + i * 7) }] }] });
    entries.push({ alliance: "large", announced: day(400 + i * 3), events: [{ type: "term.amended", term, set: { exclusive: i % 2 === 0 } }] });
  }
  const file = path.join(work, "large.json");
  fs.writeFileSync(file, JSON.stringify(entries));
  run("append", file);
}

function manyAlliances(run) {
  const number = (n, digits) => String(n).padStart(digits, "0");
  const entries = Array.from({ length: 5000 }, (_, i) => {
    const [x, y] = [`party-${number(i % 700, 3)}`, `house-${number(i % 311, 3)}`];
    return {
      alliance: `deal-${number(i, 4)}`, announced: `20${15 + (i % 10)}-0${1 + (i % 9)}-1${i % 10}`, title: `Deal ${i} formed`, sources: [{ publisher: "P" }],
      events: [
        { type: "alliance.formed", title: `Deal ${i}`, parties: [{ party: x, name: `Party of ${i % 700}` }, { party: y, name: `House of ${i % 311}` }] },
        { type: "term.granted", term: "license", kind: "license", grantor: [x], grantee: [y], subject: `${x}/ip`, actions: ["use"], ends: [{ through: `20${27 + (i % 20)}-06-30` }] },
        { type: "term.granted", term: "supply", kind: "supply", grantor: [y], grantee: [x], subject: `${y}/parts`, actions: ["supply"] },
      ],
    };
  });
  const file = path.join(work, "many.json");
  fs.writeFileSync(file, JSON.stringify(entries));
  run("append", file);
}

// ---- what is watched on every page

function watched(page, origin) {
  const seen = { csp: [], foreign: [], errors: [], bytes: 0 };
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && seen.csp.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => request.url().startsWith(origin) || seen.foreign.push(request.url()));
  return seen;
}

function assertClean(seen, where) {
  assert.deepEqual([seen.csp, seen.foreign, seen.errors], [[], [], []], where);
}

async function assertAccessible(browser, url, options = {}) {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const words = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(words, [], url);
  await context.close();
}

const validate = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off", "prefer-native-element": "off" },
});
async function assertValid(url, more = {}) {
  const answer = await fetch(url, { ...more, headers: { Accept: "text/html", ...more.headers } });
  const report = await validate.validateString(await answer.text());
  const words = report.results.flatMap((one) => one.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`));
  assert.deepEqual([...new Set(words)].slice(0, 10), [], url);
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-/);
}

const views = {
  alliances: "/",
  alliance: "/alliances/openai-microsoft?on=2026-03-20",
  difference: "/alliances/openai-microsoft?on=2026-04-28&with=2026-04-26",
  "as-announced": "/alliances/openai-microsoft?on=2026-03-20&announced_by=2025-12-01",
  term: "/alliances/openai-microsoft/terms/azure-api-exclusivity?on=2026-03-20",
  rights: "/rights?party=aws&action=host&subject=openai%2Fproducts%2Fapi&on=2026-03-20",
  upcoming: "/upcoming",
  check: "/check?alliance=openai-microsoft",
  append: "/append?alliance=openai-microsoft",
  api: "/api",
  missing: "/alliances/openai-microsof",
};

const steps = [];
const step = (name, work) => steps.push([name, work]);
const figures = {};
const shot = (page, name, options = {}) => page.screenshot({ path: path.join(folder, name + ".png"), ...options });

const forms = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 360, height: 740 } },
  wide: { viewport: { width: 2560, height: 1400 } },
  unscripted: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
};

for (const [name, target] of Object.entries(views)) {
  step(`${name}: valid, clean, accessible; light, dark, narrow, wide, without script`, async ({ browser, four }) => {
    const url = four.origin + target;
    await assertValid(url);
    for (const [form, options] of Object.entries(forms)) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const seen = watched(page, four.origin);
      await page.goto(url, { waitUntil: "load" });
      if (form !== "unscripted") {
        await page.waitForTimeout(250);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wider, 0, `${name} is wider than its window, ${form}`);
      }
      // What the browser itself says of a page that is not there is no error of the page.
      assertClean(seen, `${name}, ${form}`);
      await shot(page, `${name}-${form}`, { fullPage: form === "narrow" || form === "light" });
      await context.close();
    }
    await assertAccessible(browser, url);
    await assertAccessible(browser, url, { colorScheme: "dark" });
    await assertAccessible(browser, url, { viewport: { width: 360, height: 740 } });
  });
}

step("why AWS could not serve the API on 20 March 2026, from the first page on, in a newcomer's words", async ({ browser, four }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(four.origin + "/");
  await page.fill("#may-party", "AWS");
  await page.fill("#may-action", "serve");
  await page.fill("#may-subject", "OpenAI's API");
  await page.fill("#may-on", "2026-03-20");
  await page.click("form.question button");
  await shot(page, "question-not-understood");
  await page.click('#not-understood a:has-text("host openai/products/api?")');
  assert.match(await page.textContent("h1"), /^No: Amazon Web Services may not host openai\/products\/api on 20 March 2026$/);
  assert.match(await page.textContent(".answer"), /Only Microsoft may host openai\/products\/api.*bars it/s);
  // The clause and a source are in sight without scrolling or opening anything.
  for (const wanted of ['.answer b:has-text("Only Microsoft may host")', '.answer a:has-text("OpenAI (official page)")']) {
    const box = await page.locator(wanted).boundingBox();
    assert.ok(box && box.y + box.height < 900, wanted);
  }
  await shot(page, "answer");
  await page.context().close();
});

step("what check finds is mended in a form that is begun already", async ({ browser, four }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(four.origin + "/check?alliance=openai-microsoft");
  await page.click('section a:has-text("Confirm it"), td a:has-text("Confirm it")');
  await page.waitForSelector("#event-1");
  assert.match(await page.textContent("#event-1 legend"), /term confirmed/);
  assert.notEqual(await page.inputValue('[name="e0.term"]'), "");
  await page.context().close();
});

step("on paper nothing is hidden", async ({ browser, four }) => {
  const page = await (await browser.newContext({ viewport: { width: 800, height: 1100 } })).newPage();
  await page.goto(four.origin + views.alliance);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator('[data-group="over"] tbody tr').first().isVisible());
  assert.ok(!(await page.locator(".top").isVisible()));
  await shot(page, "print", { fullPage: true });
  await page.context().close();
});

step("the flagship is light and quick", async ({ browser, four }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  const paints = [];
  for (let i = 0; i < 5; ++i) {
    bytes = 0;
    await page.goto(four.origin + views.alliance, { waitUntil: "load" });
    await page.waitForTimeout(1500);
    if (i === 0) figures.flagship_bytes = bytes;
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
  }
  figures.first_paint_ms = paints.sort((a, b) => a - b)[2];
  assert.ok(figures.flagship_bytes < 100_000, `${figures.flagship_bytes} bytes`);
  await context.close();
});

step("the slider moves by key, by mouse and by its steps, and everything with it", async ({ browser, four }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  const seen = watched(page, four.origin);
  await page.goto(four.origin + "/alliances/openai-microsoft?on=2026-04-26");
  const expectOn = async (day, words) => {
    await page.waitForFunction((wanted) => location.search.includes("on=" + wanted), day);
    assert.equal(await page.inputValue("#on"), day);
    assert.equal(await page.getAttribute("#day", "aria-valuetext"), words);
    assert.match(await page.textContent("#picture .on-name"), new RegExp(day));
    await page.waitForFunction((wanted) => document.getElementById("board-day").textContent.startsWith("on " + wanted), words);
    await page.waitForFunction(() => !document.querySelector("#board[aria-busy]"));
  };
  const statusOf = (term) => page.textContent(`tr[data-term="${term}"] .chip`);
  await page.focus("#day");
  assert.equal(await statusOf("azure-api-exclusivity"), "in force");
  await page.keyboard.press("ArrowRight");
  await expectOn("2026-04-27", "27 April 2026");
  assert.equal(await statusOf("azure-api-exclusivity"), "ended");
  await page.keyboard.press("PageUp");
  await expectOn("2026-05-27", "27 May 2026");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowLeft");
  await expectOn("2026-04-26", "26 April 2026");
  await page.keyboard.press("Shift+ArrowRight");
  await expectOn("2026-04-27", "27 April 2026");
  await page.click('[data-step="-change"]');
  await page.click('[data-step="-day"]');
  const before = await page.inputValue("#on");
  assert.ok(before < "2026-04-26", before);
  const picture = await page.locator("#picture > svg:not(.narrow)").boundingBox();
  await page.mouse.move(picture.x + picture.width * 0.5, picture.y + 300);
  await page.mouse.down();
  await page.mouse.move(picture.x + picture.width * 0.4, picture.y + 300, { steps: 8 });
  await page.mouse.up();
  await page.waitForFunction(() => !document.querySelector("#board[aria-busy]"));
  const dragged = await page.inputValue("#on");
  assert.ok(dragged < before, dragged);
  await page.waitForFunction((wanted) => location.search.includes("on=" + wanted), dragged);
  const shown = await page.evaluate(() => [...document.querySelectorAll("#board tr[data-term]")].filter((row) => !row.hidden).map((row) => row.dataset.term + " " + row.closest("[data-group]").dataset.group).sort());
  await page.reload();
  const loaded = await page.evaluate(() => [...document.querySelectorAll("#board tr[data-term]")].map((row) => row.dataset.term + " " + row.closest("[data-group]").dataset.group).sort());
  assert.deepEqual(shown, loaded, "what the slider shows is what the page of that day shows");
  const range = await page.locator("#day").boundingBox();
  await page.mouse.click(range.x + range.width * 0.7, range.y + range.height / 2);
  await page.waitForFunction((old) => document.getElementById("on").value > old, dragged);
  await shot(page, "slider");
  assertClean(seen, "slider");
  await page.context().close();
});

step("on a narrow screen the whole picture is seen, names and all, and its marker moves", async ({ browser, four }) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const seen = watched(page, four.origin);
  await page.goto(four.origin + "/alliances/openai-microsoft?on=2026-03-20");
  const box = await page.locator("#picture > svg.narrow").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
  const [text, overflow] = await page.evaluate(() => {
    const name = document.querySelector('#picture svg.narrow [data-term="azure-api-exclusivity"]');
    return [name.getBoundingClientRect().height, document.documentElement.scrollWidth - innerWidth];
  });
  assert.ok(text >= 10, `${text} px tall`);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await page.click('[data-step="+day"]');
  await page.waitForFunction(() => document.querySelector("svg.narrow .on-name").textContent === "on 2026-03-21");
  await shot(page, "telephone", { fullPage: true });
  const term = await page.context().newPage();
  await term.goto(four.origin + views.term);
  const belief = await term.locator(".picture > svg.narrow").boundingBox();
  assert.ok(belief.x >= 0 && belief.x + belief.width <= 360, JSON.stringify(belief));
  await shot(term, "telephone-term", { fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.waitForFunction(() => document.querySelector("#picture > svg:not(.narrow) .on-name").textContent === "on 2026-03-21");
  assert.ok(!(await page.locator("#picture > svg.narrow").isVisible()));
  await page.click('[data-step="+day"]');
  await page.waitForFunction(() => document.querySelector("#picture > svg:not(.narrow) .on-name").textContent === "on 2026-03-22");
  assertClean(seen, "telephone");
  await page.context().close();
});

step("a day further is drawn within a frame's budget at a hundred terms", async ({ browser, large }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  await page.goto(large.origin + "/alliances/large?on=2024-02-20", { waitUntil: "load" });
  await page.waitForTimeout(1500);
  await page.focus("#day");
  const times = [];
  for (let i = 0; i < 40; ++i) {
    times.push(await page.evaluate((key) => new Promise((told) => {
      const began = performance.now();
      const range = document.getElementById("day");
      range.value = Number(range.value) + key;
      range.dispatchEvent(new Event("input", { bubbles: true }));
      // Drawn when a task runs after the frame that the change asked for.
      requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => told(performance.now() - began); channel.port2.postMessage(0); });
    }), 1));
    await page.waitForTimeout(250);
  }
  times.sort((a, b) => a - b);
  figures.slider_day_ms = { median: times[20], p95: times[38], max: times[39] };
  await shot(page, "hundred-terms", { fullPage: true });
  await page.context().close();
});

step("of five thousand alliances a page shows some, finds by the name of a party, and stays light", async ({ browser }) => {
  const many = await serve("many", manyAlliances);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(many.origin + "/", { waitUntil: "load" });
  await page.waitForTimeout(300);
  figures.many_alliances = { bytes, first_paint_ms: await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime) };
  assert.ok(bytes < 100_000, `${bytes} bytes`);
  assert.equal(await page.locator("#alliances tbody tr").count(), 200);
  await shot(page, "many-alliances");
  await page.click('.pages a:has-text("next page")');
  assert.match(await page.textContent(".pages"), /Page 2 of 25/);
  assert.match(await page.textContent("#alliances tbody tr"), /Deal 200/);
  await page.fill("#q", "party of 699");
  await page.press("#q", "Enter");
  await page.waitForURL(/q=party/);
  assert.equal(await page.locator("#alliances tbody tr").count(), 7);
  assert.match(await page.textContent("#alliances tbody tr"), /House of/);
  for (const target of ["/upcoming", "/check", "/append?alliance=deal-0001"]) {
    const answer = await fetch(many.origin + target, { headers: { Accept: "text/html" } });
    assert.equal(answer.status, 200, target);
    assert.ok((await answer.text()).length < 1_000_000, target);
  }
  await context.close();
});

/// Puts an event of a type into the form that the page shows.
const adder = (page) => async (type) => {
  await page.selectOption("#new-type", type);
  await page.click('button[value="add"]');
};

async function fillThree(page) {
  await page.fill("#title", "A new cloud agreement");
  await page.fill('[name="s0.url"]', "https://example.org/news");
  await page.fill('[name="s0.publisher"]', "Example News");
  await page.fill("#announced", "2026-09-01");
  const add = adder(page);
  await add("term.granted");
  await page.fill('[name="e0.term"]', "lab-license");
  await page.selectOption('[name="e0.kind"]', "license");
  await page.fill('[name="e0.grantor"]', "openai");
  await page.fill('[name="e0.grantee"]', "microsoft");
  await page.fill('[name="e0.subject"]', "openai/lab");
  await page.fill('[name="e0.actions"]', "use");
  await page.selectOption('[name="e0.ends"]', "through");
  await page.fill('[name="e0.ends.date"]', "2031");
  await page.click("#event-1 summary");
  await page.fill('[name="e0.attributes"]', "amount: USD 1,500,000\npercent: ~27%");
  await add("term.amended");
  await page.fill('[name="e1.term"]', "ms-ip-models-products");
  await page.selectOption('[name="e1.exclusive"]', "yes");
  await add("term.ended");
  await page.fill('[name="e2.term"]', "azure-first-ship");
  await page.selectOption('[name="e2.reason"]', "waived");
}

step("an entry of three events is composed, previewed, appended once, and seen live in a second window", async ({ browser, four }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const second = await context.newPage();
  const seenSecond = watched(second, four.origin);
  await second.goto(four.origin + "/alliances/openai-microsoft");
  const page = await context.newPage();
  const seen = watched(page, four.origin);
  await page.goto(four.origin + "/append?alliance=openai-microsoft");
  await fillThree(page);
  await shot(page, "append-composed", { fullPage: true });
  await page.click('button[value="preview"]');
  const preview = await page.textContent("#preview");
  assert.match(preview, /lab-license/);
  assert.match(preview, /On 2026-09-01/);
  assert.match(preview, /azure-first-ship/);
  assert.match(preview, /"currency": "USD"/);
  await shot(page, "append-preview", { fullPage: true });
  await page.bringToFront();
  const repeat = await page.evaluate(() => new URLSearchParams(new FormData(document.getElementById("compose"))).toString());
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable: entry #141/);
  await shot(page, "append-done");
  await second.waitForSelector("#news a");
  assert.match(await second.textContent("#news"), /#141 A new cloud agreement/);
  await shot(second, "live");
  await second.click("#news a");
  await second.waitForSelector('tr[data-term="lab-license"]');
  const again = await fetch(four.origin + "/append", { method: "POST", body: repeat + "&do=append", headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  assert.match(await again.text(), /This entry was there already, as #<!---->?141|This entry was there already, as #141/);
  assertClean(seen, "append");
  assertClean(seenSecond, "live");
  await context.close();
});

step("from pasted news, with names as people write them: three events, two sources, an end of two ways; what changed since the preview is shown again", async ({ browser, four }) => {
  const page = await (await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 1000 } })).newPage();
  const seen = watched(page, four.origin);
  await page.goto(four.origin + "/append");
  const news = "Microsoft lets Oracle host the API\nOfficial Microsoft Blog\nSeptember 4, 2026\nhttps://example.org/news";
  await page.evaluate((text) => {
    const copied = new DataTransfer();
    copied.setData("text/plain", text);
    document.getElementById("title").dispatchEvent(new ClipboardEvent("paste", { clipboardData: copied, bubbles: true, cancelable: true }));
  }, news);
  assert.equal(await page.inputValue("#title"), "Microsoft lets Oracle host the API");
  await page.fill("#alliance", "OpenAI and Microsoft");
  const add = adder(page);
  await add("term.granted");
  await page.waitForFunction(() => document.querySelector("#event-1").getBoundingClientRect().top < 300);
  await page.fill('[name="e0.term"]', "Oracle hosting");
  await page.selectOption('[name="e0.kind"]', "carve_out");
  await page.fill('[name="e0.grantor"]', "Microsoft");
  await page.fill('[name="e0.grantee"]', "Oracle");
  await page.fill('[name="e0.actions"]', "host");
  await page.fill('[name="e0.subject"]', "openai/products/api");
  await page.selectOption('[name="e0.ends"]', "through");
  await page.fill('[name="e0.ends.date"]', "31 December 2031");
  await page.click('button[value="add-end-0"]');
  await page.selectOption('[name="e0.ends.1"]', "before");
  await page.fill('[name="e0.ends.1.date"]', "agi-verified");
  await add("term.confirmed");
  await page.fill('[name="e1.term"]', "openai-own-use");
  await add("note.added");
  await page.fill('[name="e2.text"]', "said on stage");
  await page.click('button[value="add-source"]');
  await page.fill('[name="s1.url"]', "https://www.example.net/too");
  await page.fill('[name="s1.published"]', "Sep 5, 2026");
  assert.equal(await page.inputValue('[name="s1.publisher"]'), "");
  await page.fill('[name="s1.publisher"]', "Example Net");
  await page.fill("#note", "entered by pressing Enter");
  await page.press("#note", "Enter");
  await page.waitForSelector('[name="s1.published"][value="2026-09-05"]');
  await shot(page, "append-three", { fullPage: true });
  const sent = await page.evaluate(() => new URLSearchParams(new FormData(document.getElementById("compose"))).toString());
  await assertValid(four.origin + "/append", { method: "POST", body: sent + "&do=preview", headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  await page.evaluate(axe);
  assert.deepEqual(await page.evaluate(() => axe.run(document).then((found) => found.violations.map((one) => one.id))), []);
  await page.click('button[value="preview"]');
  const entry = JSON.parse(await page.textContent("#preview pre"));
  assert.deepEqual([entry.alliance, entry.announced, entry.events.length], ["openai-microsoft", "2026-09-04", 3]);
  assert.deepEqual(entry.sources, [
    { url: "https://example.org/news", publisher: "Official Microsoft Blog", published: "2026-09-04" },
    { url: "https://www.example.net/too", publisher: "Example Net", published: "2026-09-05" },
  ]);
  assert.deepEqual(entry.events[0].ends, [{ through: "2031-12-31" }, { before: { upon: "agi-verified" } }]);
  await page.fill("#note", "changed after the preview");
  await page.press("#note", "Enter");
  assert.equal(await page.locator("#appended").count(), 0, "Enter appends nothing");
  await page.click('button[value="preview"]');
  await page.fill("#note", "changed once more");
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#preview"), /not what you last looked at/);
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable/);
  assertClean(seen, "append three");
  await page.context().close();
});

step("a conflict shows what came meanwhile and keeps the work", async ({ browser, four }) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  await page.goto(four.origin + "/append?alliance=openai-microsoft");
  await page.fill("#title", "My own view of it");
  await page.selectOption("#new-type", "term.confirmed");
  await page.click('button[value="add"]');
  await page.fill('[name="e0.term"]', "azure-supply");
  await page.click('button[value="preview"]');
  const other = await fetch(four.origin + "/v1/entries", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ alliance: "openai-microsoft", announced: "2026-09-02", title: "Somebody was faster", events: [{ type: "term.ended", term: "azure-supply" }] }) });
  assert.equal(other.status, 201);
  await page.click('button[value="append"]');
  const conflict = await page.textContent("#conflict");
  assert.match(conflict, /Somebody was faster/);
  assert.match(conflict, /azure-supply/);
  assert.equal(await page.inputValue("#title"), "My own view of it");
  assert.equal(await page.inputValue('[name="e0.term"]'), "azure-supply");
  await shot(page, "append-conflict", { fullPage: true });
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable/);
  await page.context().close();
});

step("without script an entry is appended, and a wrong one says where", async ({ browser, four }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(four.origin + "/append?alliance=openai-microsoft");
  await page.selectOption("#new-type", "note.added");
  await page.click('button[value="add"]');
  await page.fill('[name="e0.text"]', "seen <b>without</b> script");
  await page.fill("#announced", "yesterday");
  await page.click('button[value="preview"]');
  assert.match(await page.textContent("#trouble"), /yesterday/);
  assert.equal(await page.getAttribute("#trouble a", "href"), "#announced");
  await shot(page, "append-trouble", { fullPage: true });
  await page.fill("#announced", "2026-09-03");
  await page.click('button[value="preview"]');
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable/);
  await page.goto(four.origin + "/alliances/openai-microsoft?on=2026-03-20");
  await page.click('[data-step="+day"]');
  assert.match(page.url(), /on=2026-03-21/);
  await page.context().close();
});

step("a form of another site is not taken", async ({ four }) => {
  const answer = await fetch(four.origin + "/append", { method: "POST", body: "alliance=a&announced=2026-01-01&e0.type=note.added&e0.text=x&do=append", headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://elsewhere.example" } });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /did not go through/);
});

step("with tokens: pages are read and entries appended with a token that stands in no address", async ({ browser, guarded }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const seen = watched(page, guarded.origin);
  await page.goto(guarded.origin + "/alliances/openai-microsoft");
  await page.fill("#token", guarded.token);
  await shot(page, "token");
  await page.click("#token-form button");
  await page.waitForSelector("#board");
  await page.click('.top a[href="/append"]');
  await page.waitForSelector("#compose");
  assert.equal(await page.inputValue("#token"), guarded.token, "the form brings it along");
  await page.fill("#alliance", "openai-microsoft");
  await page.selectOption("#new-type", "note.added");
  await page.click('button[value="add"]');
  await page.fill('[name="e0.text"]', "with a token in the form");
  await page.click('button[value="preview"]');
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable/);
  await page.click('#appended a:has-text("See openai-microsoft")');
  await page.waitForSelector("#board");
  await page.reload();
  await page.waitForSelector("#board");
  const nobody = await fetch(guarded.origin + "/append", { method: "POST", body: "alliance=openai-microsoft&do=show", headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" } });
  assert.equal(nobody.status, 401);
  assert.match(nobody.headers.get("www-authenticate"), /^Bearer/);
  assert.doesNotMatch(await nobody.text(), /azure-primary-cloud/);
  assert.ok(!page.url().includes(guarded.token));
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
  assertClean(seen, "token");
  await context.close();
});

step("with tokens and without script: the browser signs in, no cookie; another site cannot use that", async ({ browser, guarded }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, httpCredentials: { username: "anybody", password: guarded.token } });
  const page = await context.newPage();
  const seen = watched(page, guarded.origin);
  await page.goto(guarded.origin + "/alliances/openai-microsoft?on=2026-03-20");
  await shot(page, "sign-in");
  await page.click('a[href^="/sign-in"]');
  await page.waitForSelector("#board");
  assert.match(page.url(), /\/alliances\/openai-microsoft\?on=2026-03-20$/);
  await page.click('.top a[href="/append"]');
  await page.waitForSelector("#compose");
  assert.equal(await page.locator("#token").count(), 0, "the form asks for no token");
  await page.fill("#alliance", "openai-microsoft");
  await page.selectOption("#new-type", "note.added");
  await page.click('button[value="add"]');
  await page.fill('[name="e0.text"]', "signed in by the browser");
  await page.click('button[value="preview"]');
  await page.click('button[value="append"]');
  assert.match(await page.textContent("#appended"), /Appended, and durable/);
  assert.deepEqual(await context.cookies(), []);
  assertClean(seen, "sign-in");
  await context.close();

  const basic = "Basic " + Buffer.from("anybody:" + guarded.token).toString("base64");
  const post = (headers) => fetch(guarded.origin + "/append", { method: "POST", body: "alliance=openai-microsoft&announced=2026-01-01&e0.type=note.added&e0.text=x&do=append", headers: { "Content-Type": "application/x-www-form-urlencoded", Authorization: basic, ...headers } });
  assert.equal((await post({ Origin: "https://elsewhere.example" })).status, 403);
  assert.equal((await post({ Origin: guarded.origin })).status, 200);
  const wrong = await fetch(guarded.origin + "/sign-in", { headers: { Authorization: "Basic " + Buffer.from("a:entente_wrong").toString("base64") } });
  assert.equal(wrong.status, 401);
  assert.match(wrong.headers.get("www-authenticate"), /^Basic realm/);
  assert.doesNotMatch((await fetch(guarded.origin + "/")).headers.get("www-authenticate"), /Basic/, "no page asks by itself");
});

// ---- all of it

let failures = 0;
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const four = await serve("four", fourAlliances);
  const large = await serve("large", hundredTerms);
  const tokens = path.join(work, "tokens");
  const token = execFileSync(ententd, ["token", "add", "ann", "--scope", "append", "--tokens", tokens]).toString().match(/entente_[\w-]+/)[0];
  const guarded = { ...(await serve("guarded", (run) => run("append", path.join(fixtures, "openai-microsoft/001-2016-11-30-azure-primary-cloud.json")), "--tokens", tokens)), token };
  for (const [name, work] of steps) {
    if (process.env.ONLY && !name.includes(process.env.ONLY)) continue;
    try {
      await work({ browser, four, large, guarded });
      console.log("ok      " + name);
    } catch (error) {
      failures += 1;
      console.log("FAILED  " + name + "\n" + String(error.stack || error).split("\n").slice(0, 40).join("\n"));
    }
  }
} finally {
  await browser.close();
  for (const daemon of started) daemon.kill("SIGTERM");
  fs.rmSync(work, { recursive: true, force: true });
}
fs.writeFileSync(path.join(folder, "figures.json"), JSON.stringify(figures, null, 2) + "\n");
console.log(JSON.stringify(figures));
process.exit(failures === 0 ? 0 : 1);
