// Accessibility of every page in every language, at 100, 200 and 400 %, and in both colour schemes; then that the tools are awake.
import { colour, decided, form, met, violations } from './accessible.mjs';
import { base, check, end, launch, look, pages, parted, pictures, questions, touch } from './lib.mjs';

/** The colours of every text, with the page as long as it is. */
async function colours(page) {
  const style = await page.addStyleTag({ content: 'body { height: auto !important } .page { overflow: visible !important }' });
  const found = await violations(page, colour, true);
  await style.evaluate((style) => style.remove());
  return found;
}

const browser = await launch();

// axe is put into the page past the content policy; everything in `script.mjs` runs under it. Each page is opened once, and then looked at in
// every size, and in every colour on the whole screen.
{
  const context = await browser.newContext({ viewport: { width: 1280, height: 1024 }, bypassCSP: true });
  const page = await context.newPage();
  for (const lang of Object.keys(questions)) {
    for (const [name, open] of Object.entries(pages(page, lang))) {
      await page.setViewportSize({ width: 1280, height: 1024 });
      await open();
      for (const [zoom, width, height] of [[100, 1280, 1024], [200, 640, 512], [400, 320, 256]]) {
        await page.setViewportSize({ width, height });
        const at = `${name} ${lang} ${zoom} %`;
        // Colours are the same in every size, and what is no colour in both schemes.
        const found = await violations(page, form);
        for (const colorScheme of zoom === 100 ? ['light', 'dark'] : []) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await colours(page)).map((each) => `${colorScheme}: ${each}`));
        }
        await page.emulateMedia({ colorScheme: 'light' });
        check(found.length === 0, `axe ${at}: ${found.join(' | ')}`);
        const wide = await page.evaluate(() => [document.documentElement, document.querySelector('.page')].some((box) => box.scrollWidth > box.clientWidth));
        check(!wide, `${at}: nothing scrolls sideways`);
      }
      // The spacing that a reader may ask for (WCAG 1.4.12) cuts nothing off.
      await page.setViewportSize({ width: 390, height: 844 });
      const cut = await page.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';
        document.head.append(style);
        const boxes = [...document.querySelectorAll('.page, .first a, .lines a, button, summary, .out a')].filter((box) => box.checkVisibility());
        const cut = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1 || (box.scrollHeight > box.clientHeight + 1 && !box.matches('.page')));
        style.remove();
        return cut.map((box) => box.outerHTML.slice(0, 120));
      });
      check(cut.length === 0, `${name} ${lang}: cut off when text is spaced: ${cut.join(' | ')}`);
    }
  }
  await context.close();
}

/** Where the exit stands on an upright screen: in the same place on every page, in every language. */
const places = new Set();

// Every page as it is looked at, and whether everything can be touched: opened once on a screen in a hall and once on a telephone, and then looked at
// in every size of them.
for (const sizes of [[[1080, 1920], [1920, 1080], [768, 1024]], [[390, 844], [320, 640]]]) {
  const viewport = (at) => ({ width: sizes[at][0], height: sizes[at][1] });
  const context = await browser.newContext({ viewport: viewport(0), hasTouch: true });
  const page = await context.newPage();
  const telephone = sizes[0][0] < 400;
  // A telephone has voices, and then one more button.
  if (telephone) {
    await page.addInitScript(() => {
      const voices = ['nb', 'en', 'uk', 'se'].map((lang) => ({ lang, localService: true }));
      Object.defineProperty(globalThis, 'speechSynthesis', { value: { getVoices: () => voices, cancel() {}, addEventListener() {} } });
    });
  }
  const opened = Object.keys(questions).flatMap((lang) => Object.entries(pages(page, lang)).map(([name, open]) => [lang, name, open]));
  for (const [lang, name, open] of opened) {
    await page.setViewportSize(viewport(0));
    // A telephone has a keyboard of its own.
    if (!telephone || name !== 'keyboard') await open();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const at = `${name}-${lang}-${width}x${height}`;
      if (name === 'keyboard' && width < 1000) {
        check(!(await page.locator('[data-do=keys]').isVisible()), `${at}: no keyboard of ours`);
        continue;
      }
      await touch(page, at);
      if (width === 390) {
        // The largest text.
        const bar = await page.evaluate(() => (document.documentElement.dataset.size = 3) && document.querySelector('footer').offsetHeight);
        check(bar <= 140, `${at}: at 200 % the ways out leave room: ${bar}`);
        const broken = await parted(page);
        check(broken.length === 0, `${at}: words that are parted at 200 %: ${broken}`);
        await page.evaluate(() => delete document.documentElement.dataset.size);
      }
      if (width === 1080) {
        places.add(await page.evaluate(() => {
          const { left, top, bottom } = document.querySelector('.out .exit').getBoundingClientRect();
          return [left, top, bottom].join(' ');
        }));
        // One choice that is left over is as wide as the rest together.
        const alone = await page.evaluate(() => [...document.querySelectorAll('.choices li:last-child:nth-child(odd)')].filter((last) => last.offsetWidth < last.parentElement.offsetWidth).length);
        check(alone === 0, `${at}: a choice alone in its row`);
        // 0.7 degrees at 60 cm on 24 inches: capitals of 7.3 mm, 26.5 pixels (EN 301 549, 5.1.4), of what one has to read to get help.
        const low = await page.evaluate(() => {
          const draw = document.createElement('canvas').getContext('2d');
          const main = '.first b, .lines b, h1, h2, .number b:not([lang]), .choices button, .shortcuts button, .primary, .more, .out .exit, .out button, .out a, main input, main select, .danger p';
          return [...document.querySelectorAll(main)].filter((each) => each.checkVisibility() && !each.closest('.discreet, .carry, .limits, .phones')).map((each) => {
            const { fontWeight, fontSize, fontFamily } = getComputedStyle(each);
            draw.font = `${fontWeight} ${fontSize} ${fontFamily}`;
            return [draw.measureText('H').actualBoundingBoxAscent, each.outerHTML.slice(0, 80)];
          }).filter(([height]) => height < 26.5);
        });
        check(low.length === 0, `${at}: capitals too low: ${low.join(' | ')}`);
        // And whatever can be chosen first is in sight.
        const hidden = await page.evaluate(() => {
          document.querySelector('.page').scrollTop = 0;
          const end = document.querySelector('footer').getBoundingClientRect().top;
          return [...document.querySelectorAll('body.start main .choices button')].filter((each) => each.getBoundingClientRect().bottom > end).length;
        });
        check(name !== 'start' || hidden === 0, `${at}: choices out of sight: ${hidden}`);
      }
      if (width === 1920) {
        const hidden = await page.evaluate(() => {
          document.querySelector('.page').scrollTop = 0;
          const end = document.querySelector('footer').getBoundingClientRect().top;
          const keys = [...document.querySelectorAll('#keys button')];
          return (keys.length ? keys : [...document.querySelectorAll('body.start main .choices button')]).filter((each) => each.getBoundingClientRect().bottom > end).length;
        });
        check(hidden === 0, `${at}: choices or keys out of sight: ${hidden}`);
      }
      if (pictures) await page.evaluate(() => (document.querySelector('.page').scrollTop = 0));
      if (pictures) await page.screenshot({ path: `${pictures}/${at}.png` });
    }
  }
  await context.close();
}

check(places.size === 1, `the exit moves: ${[...places].join(' | ')}`);

// Ten faults, each of which has to be found.
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
const faults = {
  'no language': () => document.documentElement.removeAttribute('lang'),
  'no title': () => (document.title = ''),
  'a picture without words': () => document.querySelector('main').append(document.createElement('img')),
  'a button without a name': () => document.querySelector('main').append(document.createElement('button')),
  'a field without a label': () => document.querySelector('label[for=q]').remove(),
  'pale text': () => (document.querySelector('h1').style.color = '#bbb'),
  'a role that does not exist': () => document.querySelector('h1').setAttribute('role', 'lantern'),
  'a heading that skips': () => document.querySelector('main').append(Object.assign(document.createElement('h6'), { textContent: 'x' })),
  'a link without a name': () => document.querySelector('.out .exit').replaceChildren(),
  'a list with something else in it': () => document.querySelector('.choices').append(document.createElement('div')),
};
for (const [name, fault] of Object.entries(faults)) {
  await page.goto(`${base}/nb`);
  await page.waitForSelector('[data-do=size]:not([hidden])', { state: 'attached' });
  await page.evaluate(fault);
  check((await violations(page)).length > 0, `axe does not see: ${name}`);
}
// Text on a picture is something that axe cannot decide, and that nobody has decided.
await page.goto(`${base}/nb`);
await page.evaluate(() => (document.querySelector('h1').style.backgroundImage = 'linear-gradient(#000, #fff)'));
check((await violations(page)).some((each) => each.startsWith('undecided')), 'what nobody has decided is not seen');
await context.close();

// What is decided about nothing any more is to go.
for (const kind of Object.keys(decided)) check(met.has(kind), `axe has no doubt of this kind any more: ${kind}`);

await end(browser);
