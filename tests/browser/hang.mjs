// The page when its server hangs, and when it is gone: `node hang.mjs ADDRESS PROCESS`. Whatever is touched, the numbers stay or stand there within
// a second, and the page comes back with the server.
import { ask, base, check, end, launch, questions } from './lib.mjs';

const server = Number(process.argv[3]);
const browser = await launch();
const page = await browser.newPage();
const numbers = () => page.waitForFunction(() => {
  const bar = document.querySelector('.emergency .first');
  return bar?.checkVisibility() && bar.getBoundingClientRect().bottom <= innerHeight && /112\s*[\s\S]*113[\s\S]*110/.test(bar.innerText);
});
/** How long the page is without the numbers after something was done. */
async function without(what, act) {
  const began = performance.now();
  await act();
  await numbers();
  const took = performance.now() - began;
  console.log(`${what}: the numbers after ${took.toFixed(0)} ms`);
  check(took <= 1000, `${what}: the numbers stand there after ${took} ms`);
}

await ask(page, 'uk', questions.uk[0], '.card h2');
process.kill(server, 'SIGSTOP');
await without('a touch while the server hangs', () => page.locator('.more').first().click());
await page.waitForSelector('#trouble:not([hidden])');
check(await page.locator('.card h2').first().isVisible(), 'what stands stays while the server hangs');
await without('the exit while the server hangs', () => page.locator('.out .exit').click());
check((await page.locator('.card').count()) === 0, 'nothing of the answer stands there');
process.kill(server, 'SIGCONT');
await page.waitForSelector('html[lang=nb] body.start');

await ask(page, 'uk', questions.uk[0], '.card h2');
process.kill(server, 'SIGKILL');
await without('to load the page anew without a server', () => page.keyboard.press('F5'));
check((await page.locator('.card').count()) === 0, 'nothing of the answer stands there');
check(page.url() === `${base}/uk`, `it is still our page: ${page.url()}`);

await end(browser);
