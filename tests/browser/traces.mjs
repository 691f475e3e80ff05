// What a visit leaves behind in a browser's profile: a word is typed, answered, left; then it is looked for in every file.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { base, check, end, options } from './lib.mjs';

const canary = 'kanarifuglsang';

/** The files below a folder that hold the word, in either encoding that a browser writes. */
function holding(folder) {
  const words = [Buffer.from(canary), Buffer.from(canary, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => words.some((word) => readFileSync(file).includes(word)));
}

/** One visit with a profile of its own; what Back shows, and what was left. */
async function visit(name, script, { question, leave }, url) {
  const profile = mkdtempSync(join(tmpdir(), 'profile'));
  const context = await chromium.launchPersistentContext(profile, { ...options, javaScriptEnabled: script });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await question(page);
  await leave(page);
  await page.goBack({ timeout: 3000 }).catch(() => null);
  // Where Back would send a form again the browser shows a page of its own, which cannot be read.
  await page.waitForLoadState().catch(() => null);
  const text = await page.content().catch(() => '');
  await context.close();
  const files = holding(profile);
  rmSync(profile, { recursive: true, force: true });
  return { name, shown: text.includes(canary) || text.includes('class="card"'), files };
}

/** One visit as on a kiosk, incognito, without the script; what was left. */
async function inHall() {
  const profile = mkdtempSync(join(tmpdir(), 'hall'));
  const flags = [...options.args, '--incognito', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const browser = spawn(options.executablePath, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((end) => browser.once('exit', end));
  const port = await new Promise((found, missing) => {
    let said = '';
    browser.stderr.on('data', (data) => {
      said += data;
      const match = said.match(/ws:\/\/127\.0\.0\.1:(\d+)\//);
      if (match) found(match[1]);
    });
    browser.once('exit', () => missing(new Error(said)));
  });
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = connection.contexts()[0].pages()[0];
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(`${base}/nb`);
  await kiosk.question(page);
  await kiosk.leave(page);
  await session.send('Browser.close').catch(() => null);
  await ended;
  const files = holding(profile);
  rmSync(profile, { recursive: true, force: true });
  return files;
}

const kiosk = {
  async question(page) {
    await page.fill('#q', `mannen min slår meg ${canary}`);
    await page.press('#q', 'Enter');
    await page.waitForSelector('.card');
  },
  async leave(page) {
    await page.locator('.out .exit').click();
    await page.waitForSelector('body.start');
  },
};
for (const lang of ['nb', 'uk']) {
  const { name, shown, files } = await visit(`kiosk ${lang}`, true, kiosk, `${base}/${lang}`);
  check(!shown, `${name}: Back shows nothing of the answer`);
  check(files.length === 0, `${name}: files with the word: ${files}`);
}
// Without the script an ordinary browser keeps the form in its session, where Back would find it, and nowhere else: the README says so. The
// browser of a kiosk is incognito and keeps nothing.
const plain = await visit('without script', false, kiosk, `${base}/nb`);
check(plain.files.every((file) => file.includes('/Sessions/')), `without script: files with the word: ${plain.files}`);
const hall = await inHall();
check(hall.length === 0, `as on a kiosk, without script: files with the word: ${hall}`);

// The test is awake: an ordinary search page leaves the word behind.
const ordinary = http.createServer((_, response) => response.setHeader('content-type', 'text/html').end('<form><input name="q"></form><p class="card">'));
await new Promise((started) => ordinary.listen(0, '127.0.0.1', started));
const naive = {
  question: (page) => page.fill('input', canary).then(() => Promise.all([page.waitForURL(/q=/), page.press('input', 'Enter')])),
  leave: (page) => page.goto(`${base}/nb`),
};
const left = await visit('an ordinary page', true, naive, `http://127.0.0.1:${ordinary.address().port}/`);
check(left.shown && left.files.length > 0, `an ordinary page leaves traces: ${left.files.length} files`);
ordinary.close();

const metrics = await (await fetch(`${base}/metrics`)).text();
check(metrics.includes('lykt_pages_total') && !metrics.includes(canary), 'the counters hold no word');

await end({ close: async () => {} });
