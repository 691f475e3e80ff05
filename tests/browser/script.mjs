// The kiosk with its script, under its own content policy: in place, by keyboard, by touch, away, at rest, aloud, on paper.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { ask, base, check, end, launch, look, pages, questions } from './lib.mjs';

const browser = await launch();
const ready = (page) => page.waitForSelector('[data-do=size]:not([hidden])', { state: 'attached' });

/** A page of its own, whose errors fail the test. */
async function open(settings = {}, path = '/nb', before = () => {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...settings });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED') && check(false, `console: ${message.text()}`));
  page.on('pageerror', (error) => check(false, `script: ${error.message}`));
  await before(page);
  await page.goto(base + path);
  await ready(page);
  return page;
}
/** The texts of the open page whose letters are not of the nearest language, or whose direction is not that language's. */
function tongues() {
  const everywhere = ['SMS', 'SIM', 'Shift', 'Telegram', 'YouTube', 'lykt', 'lykt_test_bot'];
  const strange = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const parent = node.parentElement;
    const { lang } = parent.closest('[lang]');
    // A choice of a list has one language; an address is the same in all.
    const words = node.data.split(/[\s-]+/).filter((word) => !/[@/]|\p{L}\.\p{L}/u.test(word)).map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
    const cyrillic = /\p{Script=Cyrillic}/u.test(node.data);
    const latin = words.some((word) => /\p{Script=Latin}/u.test(word) && !everywhere.includes(word));
    const wrong = (lang !== 'uk' && cyrillic) || (lang === 'uk' && latin && !parent.matches('option')) || (lang !== 'nb' && /\bJeg\b|\(legevakt/.test(node.data)) ||
      getComputedStyle(parent).direction !== parent.closest('[dir]').dir && !parent.matches('b');
    if (node.data.trim() && wrong) strange.push(`${lang}: ${node.data.trim()}`);
  }
  return strange;
}
const blank = (page) => page.waitForFunction(() => !document.querySelector('main, .card') || document.body.classList.contains('start'));

// In place: three taps and a question are one entry of the history, and the focus is where the reader is.
{
  const page = await open();
  const entries = await page.evaluate(() => history.length);
  await page.locator('main .choices button').nth(1).click();
  await page.waitForSelector('.out form');
  check((await page.evaluate(() => document.activeElement.tagName)) === 'H1', 'the focus is on the heading');
  await page.fill('#q', questions.nb[0]);
  await page.press('#q', 'Enter');
  await page.waitForSelector('.card');
  await page.locator('.languages button').nth(1).click();
  await page.waitForSelector('html[lang=en] .card');
  await look(page, 'in place');
  check((await page.evaluate(() => history.length)) === entries, 'one entry of the history');
  check((await page.locator('#q').inputValue()) === '', 'the field is empty again');
  // The server does not answer: what stands, stays.
  await page.context().setOffline(true);
  await page.locator('.more').first().click();
  await page.waitForSelector('#trouble:not([hidden])');
  check(await page.locator('.emergency .first').isVisible(), 'the numbers stay when the server is gone');
  // It is said where it is seen, however far the page was scrolled.
  const seen = () => page.locator('#trouble').evaluate((box) => {
    const { x, y, height } = box.getBoundingClientRect();
    return document.elementFromPoint(x + 8, y + height / 2) === box;
  });
  for (const where of [0, 1]) {
    await page.evaluate((where) => {
      const box = document.querySelector('.page');
      box.scrollTop = where * box.scrollHeight;
    }, where);
    check(await seen(), `that the server is gone is in sight at ${where}`);
  }
  await page.context().close();
}

// A whole task with the keyboard alone: to the field, a question, to the first service, away.
for (const lang of Object.keys(questions)) {
  const page = await open({}, `/${lang}`);
  const tab = async (goal) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((goal) => document.activeElement.matches(goal), goal)) return true;
    }
    return false;
  };
  check(await tab('#q'), `${lang}: Tab reaches the field`);
  await page.keyboard.type(questions[lang][0]);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card h2');
  check(await tab('.more'), `${lang}: Tab reaches a service`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card h1');
  check(await tab('.out .exit'), `${lang}: Tab reaches the exit`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('html[lang=nb] body.start');
  check(true, `${lang}: the start stands there`);
  await page.context().close();
}

// The same by touch, with the keyboard on the screen.
const letters = { nb: 'æøå07', se: 'áčđŋšŧž', en: 'wxyz', uk: 'їєґіщ9' };
for (const [lang, all] of Object.entries(letters)) {
  const page = await open({ hasTouch: true, viewport: { width: 1080, height: 1920 } }, `/${lang}`);
  await page.locator('[data-do=keys]').tap();
  for (const letter of all) await page.locator('#keys button').getByText(letter, { exact: true }).tap();
  check((await page.locator('#q').inputValue()) === all, `${lang}: the keyboard types ${all}`);
  // A switch moves from key to key and presses.
  await page.locator('#keys div:last-child button').nth(1).focus();
  await page.keyboard.press('Enter');
  check((await page.locator('#q').inputValue()) === [...all].slice(0, -1).join(''), `${lang}: a key takes a letter away`);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  check((await page.locator('#q').inputValue()).endsWith(' '), `${lang}: a key types a space`);
  await page.locator('.primary').first().tap();
  await page.waitForSelector('.card');
  check((await page.locator('#keys button').count()) === 0 && (await page.locator('#q').inputValue()) === '', `${lang}: nothing is remembered`);
  await page.locator('.out .exit').tap();
  await page.waitForSelector('html[lang=nb] body.start');
  await page.context().close();
}

// Away: Shift three times; not while typing; not too slowly; blank before anything is loaded.
{
  const page = await open({}, '/nb', (page) => page.clock.install());
  const shift = async (times) => { for (let i = 0; i < times; i += 1) await page.keyboard.press('Shift'); };
  const stands = () => page.locator('.card').count();
  await ask(page, 'nb', questions.nb[0], '.card');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+A');
  check((await stands()) > 0, 'capital letters do not lead away');
  await shift(2);
  await page.clock.runFor(5100);
  await shift(1);
  check((await stands()) > 0, 'slow presses do not lead away');
  await page.keyboard.press('Escape');
  check((await stands()) > 0, 'Escape does nothing');
  await shift(3);
  await page.waitForSelector('body.start');
  check((await stands()) === 0, 'Shift three times leads away');
  await ask(page, 'nb', questions.nb[0], '.card');
  const words = await page.evaluate(() => {
    document.querySelector('.out .exit').click();
    return document.body.innerText.trim();
  });
  check(words === '', `blank at once: ${words}`);
  await blank(page);
  await page.context().close();
}

// The exit with a dead network: nothing of the answer, and the emergency numbers.
{
  const context = await browser.newContext();
  const page = await context.newPage();
  await ask(page, 'uk', questions.uk[0], '.card');
  await context.setOffline(true);
  await page.locator('.out .exit').click();
  await page.waitForSelector('body > .emergency');
  check((await page.locator('main').count()) === 0, 'without a server the exit leaves the numbers alone');
  await context.close();
}

// At rest: a warning after a minute, twelve times put off without a change, then everything is gone and the office's language is back.
{
  const page = await open({}, '/uk', (page) => page.clock.install());
  await page.clock.runFor(200_000);
  check(!(await page.locator('#idle').isVisible()), 'a start that nobody has touched rests');
  const entries = await page.evaluate(() => history.length);
  await page.fill('#q', 'kanarifugl');
  const state = () => page.evaluate(() => [document.querySelector('main').innerHTML, document.querySelector('#q').value, document.activeElement.id].join());
  const before = await state();
  for (let time = 0; time < 12; time += 1) {
    await page.clock.runFor(59_000);
    check(!(await page.locator('#idle').isVisible()), `no warning before a minute, time ${time}`);
    await page.clock.runFor(1_500);
    check(await page.locator('#idle[role=alertdialog]').isVisible(), `a warning after a minute, time ${time}`);
    check(await page.evaluate(() => document.activeElement.dataset.do === 'stay'), 'the answer has the focus');
    await page.clock.runFor(15_000);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#idle:not([open])', { state: 'attached' });
    check((await state()) === before, `everything is as before, time ${time}`);
  }
  await page.clock.runFor(60_500);
  const warning = await page.locator('#idle').innerText();
  check(['112', '113', '110', '20'].every((number) => warning.includes(number)), `the numbers, and twenty seconds: ${warning}`);
  // The same numbers as above a page, as large, and the way out: the warning lies over both.
  const over = await page.evaluate(() => [...document.querySelectorAll('#idle a')].map((link) => {
    const { x, y, width, height } = link.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return [link.getAttribute('href'), link.contains(top), height >= 72, link.matches('.exit') || parseFloat(getComputedStyle(link.querySelector('b')).fontSize) >= 1.6 * parseFloat(getComputedStyle(document.documentElement).fontSize)].join(' ');
  }));
  check(over.join(', ') === ['tel:112', 'tel:113', 'tel:110', '/'].map((link) => `${link} true true true`).join(', '), `numbers and a way out over the page: ${over.join(', ')}`);
  const began = performance.now();
  await page.clock.runFor(21_000);
  await page.waitForSelector('html[lang=nb] body.start');
  const took = performance.now() - began;
  check(took <= 3000, `the start stands there within three seconds: ${took} ms`);
  check((await page.locator('#q').inputValue()) === '', 'the field is empty');
  const left = await page.evaluate(async () => [document.documentElement.outerHTML, JSON.stringify(history.state), name, document.cookie, location.href,
    localStorage.length, sessionStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length].join());
  check(!left.includes('kanarifugl') && left.endsWith(',0,0,0,0'), `nothing of the visit is left: ${left.slice(-300)}`);
  check((await page.evaluate(() => history.length)) <= entries, 'no entry of the history more');
  await page.context().close();
}

// Aloud: only where there is a voice; digits one by one; a touch ends it; the warning is heard.
{
  const voices = () => {
    globalThis.spoken = [];
    const fake = { getVoices: () => [{ lang: 'nb-NO', localService: true }, { lang: 'uk-UA', localService: false }], cancel: () => (globalThis.spoken = []),
      speak: (words) => globalThis.spoken.push([words.text, words.lang]), addEventListener() {}, get speaking() { return globalThis.spoken.length > 0; } };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: fake });
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  };
  const page = await open({}, '/nb', (page) => page.addInitScript(voices).then(() => page.clock.install()));
  await page.locator('[data-do=aloud]').click();
  const spoken = await page.evaluate(() => globalThis.spoken);
  const said = spoken.map(([text]) => text).join('\n');
  check(said.startsWith('1 1 2'), `the numbers first, digit by digit: ${said.slice(0, 40)}`);
  check(said.includes('1 1 6, 0 0 6') && said.includes('Hva trenger du hjelp til?'), 'all that is in sight');
  check(!said.includes('112'), 'no number is read as a whole');
  // It takes minutes to read a long page.
  await page.clock.runFor(300_000);
  check(!(await page.locator('#idle').isVisible()) && (await page.locator('main').count()) === 1, 'whoever listens is there');
  await page.locator('[data-do=colours]').click();
  check((await page.evaluate(() => globalThis.spoken.length)) === 0, 'a touch ends it');
  await page.clock.runFor(61_000);
  check((await page.evaluate(() => globalThis.spoken.length)) === 1, 'the warning is heard');
  await page.locator('[data-do=stay]').click();
  for (const [lang, there] of [[2, false], [3, false], [0, true]]) {
    await page.locator('.languages button').nth(lang).click();
    await page.waitForFunction((lang) => document.querySelectorAll('.languages button')[lang].ariaCurrent === 'true', lang);
    check((await page.locator('[data-do=aloud]').isVisible()) === there, `a voice of this machine for language ${lang}: ${there}`);
  }
  await page.context().close();
}

// Of every page everything is read that is in sight, and nothing else; every word stands in its own language; and nothing is done that the content
// policy forbids.
const forbidden = [];
let told = () => {};
for (const [width, height] of [[390, 844], [1080, 1920]]) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.exposeFunction('forbidden', (what) => told(forbidden.push(what)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => globalThis.forbidden(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
    globalThis.spoken = [];
    const fake = { getVoices: () => ['nb', 'en', 'uk', 'se'].map((lang) => ({ lang, localService: true })), cancel: () => (globalThis.spoken = []),
      speak: (words) => globalThis.spoken.push(words.text), addEventListener() {} };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: fake });
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  });
  for (const lang of Object.keys(questions)) {
    for (const [name, open] of Object.entries(pages(page, lang))) {
      await open();
      const [seen, heard] = await page.evaluate(() => {
        document.querySelector('[data-do=aloud]').click();
        // What can be chosen is not read, only what is chosen for.
        for (const each of document.querySelectorAll('select')) each.hidden = true;
        const parts = ['.emergency', '.lines', 'main', '.more-numbers'].map((part) => document.querySelector(part)?.innerText);
        return [parts.join(' '), globalThis.spoken.join(' ')].map((text) => text.replace(/[^\p{L}\p{N}]/gu, ''));
      });
      check(heard.length > 0 && heard === seen, `${name} ${lang} ${width}: what is in sight is read: ${seen} / ${heard}`);
      const strange = await page.evaluate(tongues);
      check(strange.length === 0, `${name} ${lang} ${width}: not in their own language: ${strange.join(' | ')}`);
    }
  }
  check(forbidden.length === 0, `${width}: forbidden by the content policy: ${forbidden.join(' | ')}`);
  // Both tests are awake.
  await page.goto(`${base}/uk`);
  await page.evaluate(() => document.querySelector('h1').append('Jeg'));
  check((await page.evaluate(tongues)).length === 1, 'a word of another language is not seen');
  const faults = {
    'img-src': () => document.body.append(Object.assign(document.createElement('img'), { src: '/nothing.png' })),
    'style-src-attr': () => document.querySelector('h1').setAttribute('style', 'color: red'),
    'require-trusted-types-for': () => { try { document.querySelector('h1').innerHTML = '<b>x</b>'; } catch { /* as it should */ } },
  };
  for (const [what, fault] of Object.entries(faults)) {
    const seen = new Promise((seen) => (told = () => forbidden.at(-1).startsWith(what) && seen(true)));
    await page.evaluate(fault);
    check(await Promise.race([seen, page.waitForTimeout(5000)]), `what is forbidden is not seen: ${what}`);
  }
  forbidden.length = 0;
  await context.close();
}

// The first thing that Tab reaches is the exit; the screen of a hall opens no page of somebody else.
{
  const page = await open({ viewport: { width: 1080, height: 1920 } });
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => document.activeElement.matches('.exit')), 'the exit comes first');
  for (const width of [390, 1080]) {
    await page.setViewportSize({ width, height: 1920 });
    const covered = await page.evaluate(() => [...document.querySelectorAll('.emergency .first b')].filter((number) => {
      const { x, y, width, height } = number.getBoundingClientRect();
      return [x + 1, x + width / 2, x + width - 1].some((x) => document.elementFromPoint(x, y + height / 2) !== number);
    }).map((number) => number.textContent));
    check(covered.length === 0, `${width}: the first link covers a number: ${covered}`);
  }
  await ask(page, 'nb', questions.nb[0], '.card h2');
  await page.locator('.card', { hasText: '61 17 55 60' }).locator('.more').first().click();
  await page.waitForSelector('.card h1');
  await page.locator('.ways a[href^=https]').first().click();
  await page.locator('.first a').first().click();
  check(await page.locator('.card h1').isVisible() && page.context().pages().length === 1, 'nothing else opens');
  const sheet = join(mkdtempSync(join(tmpdir(), 'sheet')), 'sheet.pdf');
  writeFileSync(sheet, await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
  const text = execFileSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' });
  check(/^\s*112/.test(text) && text.includes('61 17 55 60') && !text.includes('Lukk raskt'), `the sheet: ${text}`);
  await page.context().close();
}

// The warning leads away as the page does.
{
  const page = await open({}, '/uk', (page) => page.clock.install());
  await page.fill('#q', 'kanarifugl');
  await page.clock.runFor(60_500);
  await page.evaluate(() => document.querySelector('#idle .exit')?.click());
  const away = await page.waitForSelector('html[lang=nb] body.start', { timeout: 5000 }).catch(() => null);
  check(away && (await page.locator('#q').inputValue()) === '', 'the exit of the warning leads away');
  await page.context().close();
}

// Whoever leaves tells the server, so that the screen of a hall gets a new browser; not before they have left, and some seconds after that.
{
  const page = await open({}, '/nb');
  const says = () => fetch(`${base}/healthz`).then((answer) => answer.text());
  await ask(page, 'nb', questions.nb[0], '.card');
  check((await says()) === 'ok', 'the visit is not over');
  await page.locator('.out .exit').click();
  await page.waitForSelector('body.start');
  const until = Date.now() + 20_000;
  let said = await says();
  while (said !== 'over' && Date.now() < until) {
    await new Promise((rest) => setTimeout(rest, 200));
    said = await says();
  }
  check(said === 'over', `the visit is over: ${said}`);
  await page.context().close();
}

// A page that is missing says so in the language of its address, and promises nothing under that.
for (const [lang, words] of Object.entries({ nb: 'ikke koblet', en: 'not be connected', uk: 'не з’єднають', se: 'oktavuođa' })) {
  const page = await open({}, `/${lang}`);
  check((await page.locator('main').innerText()).includes(words), `${lang}: the start says that nobody is called`);
  const answer = await fetch(`${base}/${lang}/nothing`).then((answer) => answer.text());
  check(answer.includes(`<html lang="${lang}"`) && !answer.includes(words), `${lang}: the page that is missing`);
  await page.context().close();
}

// Nothing is stored, nothing is asked of anybody else.
{
  const context = await browser.newContext();
  const page = await context.newPage();
  const foreign = [];
  page.on('request', (request) => !request.url().startsWith(base) && foreign.push(request.url()));
  await ask(page, 'en', questions.en[0], '.card');
  for (const tool of ['size', 'colours', 'colours']) await page.locator(`[data-do=${tool}]`).click();
  const kept = await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join());
  check(kept === ',0,0,0,0,0', `nothing is kept: ${kept}`);
  await page.locator('.out .exit').click();
  await page.waitForSelector('body.start');
  check(foreign.length === 0, `nobody else is asked: ${foreign}`);
  await context.close();
}

// The first page is light, and so is the script.
{
  const load = async (path) => Buffer.from(await (await fetch(base + path)).arrayBuffer());
  for (const lang of Object.keys(questions)) {
    const weight = gzipSync(await load(`/${lang}`)).length + gzipSync(await load('/style.css')).length;
    check(weight <= 14 * 1024, `${lang}: the first page with its style weighs ${weight}`);
  }
  const script = (await load('/kiosk.js')).length;
  check(script <= 10 * 1024, `the script weighs ${script}`);
}

const read = async (figure) => {
  const picture = PNG.sync.read(await figure.screenshot({ scale: 'css' }));
  return jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height);
};

// The second QR code opens the office's bot where the reader is, in the language and for the place of the page; a question goes nowhere.
for (const lang of Object.keys(questions)) {
  const page = await open({}, `/${lang}`);
  /** The page that the kiosk itself makes of what the code carries. */
  const carried = async () => {
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
    await page.locator('.carry summary').click();
    const link = (await read(page.locator('.qr').nth(1)))?.data ?? '';
    const [, token] = link.match(/^https:\/\/t\.me\/lykt_test_bot\?start=([A-Za-z0-9_-]{1,64})$/) ?? [];
    check(token, `${lang}: a link to the bot: ${link}`);
    check((await page.evaluate(() => document.querySelector('.carry a')?.href)) === link, `${lang}: the same link for the telephone that reads it`);
    const answer = await (await fetch(`${base}/${lang}`, { method: 'POST', body: new URLSearchParams({ g: token }) })).text();
    check(answer.includes('<option value="gjovik" selected'), `${lang}: the link knows the place`);
    check((await page.locator('.carry').innerText()).includes('Telegram'), `${lang}: who can see what is written there`);
    return answer;
  };
  for (const step of [1, 0, 0]) {
    const choices = page.locator('main .choices').first().locator('button');
    const before = await choices.first().getAttribute('value');
    await choices.nth(step).click();
    await page.waitForFunction((before) => document.querySelector('main .choices button').value !== before, before);
  }
  await page.waitForSelector('.card h2');
  const heading = await page.locator('h1').innerText();
  check((await carried()).includes(heading), `${lang}: the link leads to where the reader is: ${heading}`);
  await ask(page, lang, questions[lang][0], '.card h2');
  check((await carried()).includes('<body class="start"'), `${lang}: after a question the link leads to the start`);
  await page.context().close();
}

// The QR code holds the card, and paper tells nothing.
const deny = /vold|krise|slå|skad|mishandl|overgrep|tvang|trussel|offer|violen|abus|crisis|shelter|hit|hurt|rape|assault|victim|насил|криз|притул|б.є|зґвалт|жертв|кривд|veahkavál|heahte|illast|cábm|veagal|vahág/iu;
for (const lang of Object.keys(questions)) {
  const page = await open({}, `/${lang}`);
  await ask(page, lang, questions[lang][0], '.card h2');
  await page.locator('.more').first().click();
  await page.waitForSelector('.card h1');
  check((await page.locator('.bridge [lang=nb]').count()) === (lang === 'nb' ? 0 : 1), `${lang}: Norwegian beside the translation`);
  const number = (await page.locator('.card .number b').first().innerText()).trim();
  await page.locator('.carry summary').click();
  const code = await read(page.locator('.qr').first());
  const name = (await page.locator('.card h1').innerText()).trim();
  check(code?.data.startsWith('112 ') && code.data.includes(number) && code.data.includes(name), `${lang}: the QR code holds the card: ${code?.data}`);
  await page.locator('.carry summary').click();
  const sheet = join(mkdtempSync(join(tmpdir(), 'sheet')), 'sheet.pdf');
  writeFileSync(sheet, await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
  check(/Pages:\s+1\b/.test(execFileSync('pdfinfo', [sheet], { encoding: 'utf8' })), `${lang}: the sheet is one page`);
  await page.locator('button[name=v]').click();
  await page.waitForSelector('.discreet');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const file = join(mkdtempSync(join(tmpdir(), 'card')), 'card.pdf');
  writeFileSync(file, pdf);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  check(text.includes(number) && text.includes('112'), `${lang}: the card has the numbers: ${text}`);
  check(!deny.test(text) && !deny.test(info), `${lang}: the card tells nothing: ${text}${info}`);
  const [, width, height] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/) ?? [];
  check(Math.abs(width - 241) < 2 && Math.abs(height - 153) < 2 && /Pages:\s+1\b/.test(info), `${lang}: 85 × 54 mm, one page: ${info}`);
  await page.context().close();
}

await end(browser);
