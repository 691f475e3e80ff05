// A language that is written from right to left: the kiosk has one in the place of Ukrainian, with Arabic letters, from folders of its own.
import { violations } from './accessible.mjs';
import { check, end, launch, look, pages, pictures, touch } from './lib.mjs';

const browser = await launch();
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();

/** Telephone numbers whose first digit is not the leftmost. */
const turned = () => page.evaluate(() => [...document.querySelectorAll('b')].filter((b) => /^\d[\d ]+\d$/.test(b.textContent) && b.checkVisibility()).filter((b) => {
  const place = (at) => {
    const range = new Range();
    range.setStart(b.firstChild, at);
    range.setEnd(b.firstChild, at + 1);
    return range.getBoundingClientRect().x;
  };
  return place(0) >= place(b.textContent.length - 1);
}).map((b) => b.textContent));

for (const [width, height] of [[320, 640], [1080, 1920], [1920, 1080]]) for (const [name, open] of Object.entries(pages(page, 'uk'))) {
  const at = `right to left, ${name} ${width}`;
  await page.setViewportSize({ width, height });
  await open();
  if (name !== 'missing') await look(page, at);
  await touch(page, at);
  const found = await violations(page);
  check(found.length === 0, `axe ${at}: ${found.join(' | ')}`);
  const numbers = await turned();
  check(numbers.length === 0, `${at}: turned numbers ${numbers}`);
  // A number begins where the words below it do. The page that is missing is in the place's own language.
  const astray = await page.evaluate(() => [...document.querySelectorAll('.second a')].filter((line) => {
    const edges = [...line.children].map((part) => {
      const range = new Range();
      range.selectNodeContents(part);
      return range.getClientRects()[0].right;
    });
    return Math.abs(edges[0] - edges[1]) > 1;
  }).map((line) => line.textContent));
  check(astray.length === 0 || name === 'missing', `${at}: numbers astray: ${astray.join(' | ')}`);
  // The text begins at the right edge, and every other language on the page says its own direction.
  const wrong = await page.evaluate(() => {
    const main = document.querySelector('main');
    const others = [...document.querySelectorAll('body [lang]')].filter((part) => getComputedStyle(part).direction !== (part.lang === 'uk' ? 'rtl' : 'ltr'));
    return [...(document.dir === 'rtl' && getComputedStyle(main).direction === 'rtl' ? [] : ['the page']), ...others.map((part) => part.outerHTML.slice(0, 120))];
  });
  check(wrong.length === 0 || name === 'missing', `${at}: direction of ${wrong.join(' | ')}`);
  if (pictures) await page.screenshot({ path: `${pictures}/rtl-${name}-${width}x${height}.png` });
}
await end(browser);
