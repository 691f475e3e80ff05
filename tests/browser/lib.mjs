// What the browser tests share: `node TEST.mjs http://127.0.0.1:PORT`. Chromium is the machine's own, or CHROMIUM names one.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';

export const base = process.argv[2];
/** Where pictures of the pages go; nowhere unless it is asked for. */
export const pictures = process.env.PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

export const questions = {
  nb: ['mannen min slår meg', 'han har kniv'],
  en: ['my husband hits me', 'he has a knife'],
  uk: ["мене б'є чоловік", "він зараз мене вб'є"],
  se: ['mu isit cábmá mu', 'sus lea niibi'],
};

export const options = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
};
export const launch = () => chromium.launch(options);

let passed = 0;
const failed = [];
export const check = (good, what) => (good ? passed++ : failed.push(what));

/** Says what failed and ends the test. */
export async function end(browser) {
  await browser.close();
  for (const what of failed) console.error(what);
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exit(failed.length === 0 && passed > 0 ? 0 : 1);
}

/** Asks in the field, in place, and waits for the answer. */
export async function ask(page, lang, question, answer) {
  await page.goto(`${base}/${lang}`);
  await page.waitForSelector('[data-do=size]:not([hidden])', { state: 'attached' });
  await page.fill('#q', question);
  await page.press('#q', 'Enter');
  await page.waitForSelector(answer);
}

/** Every kind of page in a language, each with how to open it. */
export function pages(page, lang) {
  const [question, danger] = questions[lang];
  const start = () => page.goto(`${base}/${lang}`).then(() => page.waitForSelector('[data-do=size]:not([hidden])', { state: 'attached' }));
  const service = async () => {
    await ask(page, lang, question, '.card h2');
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
  };
  return {
    start,
    answer: () => ask(page, lang, question, '.card h2'),
    danger: () => ask(page, lang, danger, '.danger'),
    now: () => start().then(() => page.locator('main .choices button').last().click()).then(() => page.waitForSelector('.rungs')),
    guided: () => start().then(() => page.locator('main .choices button').nth(2).click()).then(() => page.waitForSelector('.out form')),
    nothing: () => ask(page, lang, 'qwertyuiop asdf', '.card h2'),
    service: () => service().then(() => page.locator('.carry summary').click()),
    card: () => service().then(() => page.locator('button[name=v]').click()).then(() => page.waitForSelector('.discreet')),
    keyboard: () => start().then(() => page.locator('[data-do=keys]').click()).then(() => page.waitForSelector('#keys button')),
    missing: () => page.goto(`${base}/nothing/here`),
  };
}

/** The open page with its style: an element is there before it, and would be measured without. */
export const loaded = (page) => page.waitForLoadState('load');

/** What has to hold on whatever page is open. */
export async function look(page, name) {
  await loaded(page);
  const text = await page.innerText('body');
  const start = text.replace(/\s+/g, '').slice(0, 80);
  check(['112', '113', '110'].every((number) => start.includes(number)), `${name}: the numbers come first: ${start}`);
  const inView = await page.locator('.emergency .first').evaluate((bar) => bar.getBoundingClientRect().bottom <= innerHeight);
  check(inView, `${name}: the emergency bar is in view`);
  const staff = await page.evaluate(() => innerWidth < 1000 || document.querySelector('.emergency > p').checkVisibility());
  check(staff, `${name}: a screen in a hall says who can call`);
  // The other lines too, without scrolling; in danger there is one number.
  const lines = await page.evaluate(() => {
    document.querySelector('.page').scrollTop = 0;
    const end = document.querySelector('footer').getBoundingClientRect().top;
    return [...document.querySelectorAll('.lines a')].filter((line) => line.getBoundingClientRect().bottom <= end).map((line) => line.querySelector('b').textContent);
  });
  const wanted = (await page.locator('.danger').count()) > 0 ? '' : '116 006,116 111,116 117';
  check(lines.join() === wanted, `${name}: the other lines in the first screenful: ${lines}`);
  const wide = await page.evaluate(() => [document.documentElement, document.querySelector('.page')].some((box) => box.scrollWidth > box.clientWidth));
  check(!wide, `${name}: nothing scrolls sideways`);
  check((await page.title()) === 'lykt', `${name}: neutral title`);
  check(/^\/(nb|en|uk|se)?$/.test(new URL(page.url()).pathname) && !page.url().includes('?'), `${name}: neutral address ${page.url()}`);
}

/** Words of the ways out and the tools that stand in more than one line. */
export const parted = (page) => page.evaluate(() => [...document.querySelectorAll('.out span, .tools span')].filter((span) => span.offsetWidth > 1).flatMap((span) => {
  const text = span.firstChild;
  return [...text.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
}));

/** Whatever can be touched is large enough, and the exit is in sight, on top of everything. */
export async function touch(page, name) {
  await loaded(page);
  const small = await page.evaluate(() => {
    const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')];
    const seen = controls.filter((control) => control.checkVisibility() && !control.matches('.skip'));
    const least = (control) => (control.matches('.exit, .first a') ? 72 : 56);
    return seen.filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return height < least(control) - 0.5 || width < 55.5;
    }).map((control) => control.outerHTML.slice(0, 120));
  });
  const broken = await parted(page);
  // In a flexible box or a grid the space between words and an element beside them is lost, and each stands on its own.
  const squeezed = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((box) => {
    const words = [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return words && box.children.length > 0 && /flex$|grid$/.test(getComputedStyle(box).display);
  }).map((box) => box.outerHTML.slice(0, 120)));
  check(squeezed.length === 0, `${name}: words beside an element in a flexible box or a grid: ${squeezed.join(' | ')}`);
  check(broken.length === 0, `${name}: the words of the ways out and the tools are whole: ${broken}`);
  check(small.length === 0, `${name}: targets that are too small: ${small.join(' | ')}`);
  for (const where of [0, 0.5, 1]) {
    const hit = await page.evaluate((where) => {
      const box = document.querySelector('.page');
      box.scrollTop = where * box.scrollHeight;
      const { x, y, width, height } = document.querySelector('.out .exit').getBoundingClientRect();
      const first = document.querySelector('.first a').getBoundingClientRect();
      return [document.elementFromPoint(x + width / 2, y + height / 2)?.closest('.exit'),
        document.elementFromPoint(first.x + first.width / 2, first.y + first.height / 2)?.closest('.first a')].every((seen) => seen);
    }, where);
    check(hit, `${name}: the exit and the first numbers are in sight at ${where}`);
  }
}
