// The kiosk in a real browser: `node kiosk.mjs http://127.0.0.1:PORT`. Chromium is the machine's own, or CHROMIUM names one.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const base = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const questions = {
  nb: ['mannen min slår meg', 'han har kniv'],
  en: ['my husband hits me', 'he has a knife'],
  uk: ["мене б'є чоловік", "він зараз мене вб'є"],
  se: ['mu isit cábmá mu', 'sus lea niibi'],
};
const sizes = [[320, 640], [390, 844], [1080, 1920], [1920, 1080]];

let passed = 0;
const failed = [];
const check = (good, what) => (good ? passed++ : failed.push(what));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

/** Asks in the field and waits for the answer, as a person without JavaScript would. */
async function ask(page, lang, question, answer) {
  await page.goto(`${base}/${lang}`);
  await page.fill('#q', question);
  await page.press('#q', 'Enter');
  await page.waitForSelector(answer);
}

/** What has to hold on whatever page is open. */
async function look(page, name) {
  const text = await page.innerText('body');
  const start = text.replace(/\s+/g, '').slice(0, 80);
  check(['112', '113', '110'].every((number) => start.includes(number)), `${name}: the numbers come first: ${start}`);
  const inView = await page.locator('.first').evaluate((bar) => bar.getBoundingClientRect().bottom <= innerHeight);
  check(inView, `${name}: the emergency bar is in view`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  check(!wide, `${name}: nothing scrolls sideways`);
  check((await page.title()) === 'lykt', `${name}: neutral title`);
  check(/^\/(nb|en|uk|se)?$/.test(new URL(page.url()).pathname) && !page.url().includes('?'), `${name}: neutral address ${page.url()}`);
}

// Without JavaScript: every page, every language, every size.
for (const [width, height] of sizes) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [lang, [question, danger]] of Object.entries(questions)) {
    const at = `${lang} ${width}x${height}`;
    await page.goto(`${base}/${lang}`);
    await look(page, `${at} start`);
    await page.locator('main .choices button').first().click();
    await page.waitForSelector('.danger');
    await look(page, `${at} in danger`);
    await page.locator('.out button').first().click();
    await page.waitForSelector('#ask + h2');
    check((await page.locator('select').inputValue()) === 'gjovik', `${at}: the place is still chosen after going back`);
    // It is about me, somebody hurts me, a partner: three taps to somebody who can help.
    for (const step of [1, 0, 0]) {
      await page.locator('main .choices').first().locator('button').nth(step).click();
      await page.waitForLoadState();
      await look(page, `${at} guided ${step}`);
    }
    check((await page.locator('.card a[href^="tel:"]').count()) > 0, `${at}: three taps to somebody to call`);
    check((await page.locator('.out .exit').count()) === 1, `${at}: a way out`);
    await page.locator('main .choices').first().locator('button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} guided, written`);
    check((await page.locator('.rungs a[href^="tel:"]').count()) === 0, `${at} guided, written: no call above the services`);
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
    await page.locator('.out button').first().click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} guided, back from a service`);
    await ask(page, lang, question, '.card');
    await look(page, `${at} answer`);
    await page.locator('.languages button').nth(1).click();
    await page.waitForSelector('html[lang=en] .card');
    check((await page.locator('.card').count()) > 0, `${at}: the same in English`);
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
    await look(page, `${at} service`);
    await page.goto(`${base}/${lang}`);
    await page.locator('main .choices button').last().click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now`);
    check((await page.locator('main .open').count()) > 0, `${at} now: somebody answers`);
    await page.locator('main .choices').first().locator('button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now, written`);
    check((await page.locator('main a[href^="tel:"]').count()) === 0, `${at} now, written: no call for somebody who cannot talk`);
    await page.locator('.shortcuts button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now, child, written`);
    check((await page.locator('main a[href^="sms:"]').count()) > 0, `${at} now, child, written: the line for children reads text messages`);
    await ask(page, lang, danger, '.danger');
    const above = await page.locator('.danger h1').evaluate((h1) => h1.getBoundingClientRect().bottom <= innerHeight);
    check(above, `${at}: call now is above the fold`);
  }
  await context.close();
}

// With JavaScript only so that axe can run: accessibility in both colour schemes, and no violation of the content policy.
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && failed.push(message.text()));
  for (const [lang, [question, danger]] of Object.entries(questions)) {
    const pages = {
      start: () => page.goto(`${base}/${lang}`),
      answer: () => ask(page, lang, question, '.card'),
      danger: () => ask(page, lang, danger, '.danger'),
      now: () => page.goto(`${base}/${lang}`).then(() => page.locator('main .choices button').last().click()).then(() => page.waitForSelector('.rungs')),
      guided: () => page.goto(`${base}/${lang}`).then(() => page.locator('main .choices button').nth(2).click()).then(() => page.waitForSelector('.line')),
      nothing: () => ask(page, lang, 'qwertyuiop asdf', '.choices'),
      missing: () => page.goto(`${base}/nothing/here`),
    };
    for (const [name, open] of Object.entries(pages)) {
      await open();
      await page.evaluate(axe);
      const result = await page.evaluate(() => globalThis.axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      const violations = result.violations.map((each) => `${each.id}: ${each.nodes[0].html}`);
      check(violations.length === 0, `axe ${colorScheme} ${lang} ${name}: ${violations.join(' | ')}`);
    }
  }
  await context.close();
}

await browser.close();
for (const what of failed) console.error(what);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && passed > 0 ? 0 : 1);
