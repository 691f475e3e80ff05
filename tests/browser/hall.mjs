// The screen of a hall: `node hall.mjs ADDRESS SCRIPT`. Its script opens the browser, which speaks with the voices of the machine; what is heard goes into
// a file instead of a headset. After a visit there is another browser, and nothing of what was typed in the memory of anything that runs there.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, end, options, questions } from './lib.mjs';

const canary = 'kanarifuglsang';
const folder = mkdtempSync(join(tmpdir(), 'hall'));
const [runtime, programs, heard, sound] = ['runtime', 'programs', 'heard', 'asound.conf'].map((name) => join(folder, name));
mkdirSync(runtime, { mode: 0o700 });
mkdirSync(programs);
writeFileSync(sound, `</usr/share/alsa/alsa.conf>\npcm.!default { type file slave.pcm "null" file "${heard}" format "raw" }\n`);
// The browser as the script calls it, without a screen and with a way to steer it.
const starter = `#!/bin/sh\nexec ${options.executablePath} "$@" ${options.args.join(' ')} --ozone-platform=headless --remote-debugging-port=0\n`;
writeFileSync(join(programs, 'chromium'), starter, { mode: 0o755 });
const screen = spawn('sh', [process.argv[3]], {
  detached: true,
  stdio: 'ignore',
  env: { ...process.env, PATH: `${programs}:${process.env.PATH}`, RUNTIME_DIRECTORY: folder, XDG_RUNTIME_DIR: runtime, ALSA_CONFIG_PATH: sound },
});

/** Waits until something is there, half a minute at most. */
async function until(there) {
  const late = Date.now() + 30_000;
  for (;;) {
    const found = await there();
    if (found || Date.now() > late) return found;
    await new Promise((rest) => setTimeout(rest, 100));
  }
}

const place = (turn) => join(folder, 'browser', String(turn));

/** The page of the browser that the script has opened as its first, second … */
async function shown(turn) {
  const file = join(place(turn), 'profile', 'DevToolsActivePort');
  const port = await until(() => existsSync(file) && readFileSync(file, 'utf8').match(/^(\d+)\n/)?.[1]);
  if (!port) throw new Error(`no browser ${turn}`);
  // A page that is steered before it stands there may never do so.
  const targets = () => fetch(`http://127.0.0.1:${port}/json/list`).then((answer) => answer.json(), () => []);
  await until(async () => (await targets()).some(({ type, title }) => type === 'page' && title === 'lykt'));
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [page] = connection.contexts()[0].pages();
  await page.waitForSelector('body.start');
  return page;
}

/** All that the script has started, and the script. */
const processes = () => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ')[2] === String(screen.pid) || readFileSync(`/proc/${pid}/environ`).includes(folder);
  } catch {
    return false;
  }
});

// However the test ends, nothing goes on.
process.on('exit', () => processes().forEach((pid) => process.kill(Number(pid), 'SIGKILL')));

/** The parts of the memory of a process that it has written, 4 MB at most each; none of one that ends meanwhile or may not be read, which the browser may. */
function* memory(pid) {
  const part = Buffer.alloc(1 << 22);
  let file;
  try {
    file = openSync(`/proc/${pid}/mem`);
    for (const [, from, to] of readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      const end = BigInt(`0x${to}`);
      for (let at = BigInt(`0x${from}`); at < end; at += BigInt(part.length)) {
        const length = Number(end - at < part.length ? end - at : part.length);
        yield part.subarray(0, readSync(file, part, 0, length, at));
      }
    }
  } catch (error) {
    if (!['ESRCH', 'ENOENT', 'EIO', 'EACCES', 'EPERM'].includes(error.code)) throw error;
  } finally {
    if (file) closeSync(file);
  }
}

const words = [Buffer.from(canary), Buffer.from(canary, 'utf16le')];
/** Whether the word is in the memory of a process, in either encoding. One that has ended has none. */
function remembers(pid) {
  for (const part of memory(pid)) if (words.some((word) => part.includes(word))) return true;
  return false;
}

const page = await shown(1);

// A question, typed as somebody types it.
await page.getByRole('link', { name: 'English' }).or(page.getByRole('button', { name: 'English' })).first().click();
await page.waitForSelector('html[lang=en]');
await page.locator('#q').pressSequentially(`${questions.en[0]} ${canary}`);
await page.press('#q', 'Enter');
await page.waitForSelector('.card h2');
check(processes().some(remembers), 'what was typed is in the memory of the browser');
await page.locator('.out .exit').click();
await page.waitForSelector('body.start');

const next = await shown(2);
check(await until(() => !existsSync(place(1))), 'the old browser is gone, and its folder');
const keep = processes().filter(remembers);
check(keep.length === 0, `what was typed is in the memory of ${keep.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').slice(0, 300))}`);

// Read aloud in each language that has a voice.
const read = [];
for (const lang of ['nb', 'en', 'uk']) {
  await next.goto(new URL(`/${lang}`, next.url()).href);
  const aloud = next.locator('[data-do=aloud]');
  // The voices come some time after the page.
  await aloud.waitFor({ timeout: 30_000 });
  const before = existsSync(heard) ? readFileSync(heard).length : 0;
  const [first, text] = await next.evaluate(() => new Promise((said) => {
    const { speak } = speechSynthesis;
    speechSynthesis.speak = (words) => {
      for (const kind of ['end', 'error']) words.addEventListener(kind, () => said([`${kind} ${words.voice?.lang}`, words.text]));
      speak.call(speechSynthesis, words);
    };
    setTimeout(said, 60_000, ['nothing']);
    document.querySelector('[data-do=aloud]').click();
  }));
  check(first.startsWith(`end ${lang}`) && text, `${lang}: what is read first: ${first}: ${text}`);
  read.push(text);
  check(existsSync(heard) && readFileSync(heard).subarray(before).some((byte) => byte > 0 && byte < 255), `${lang}: it is heard`);
  await aloud.click();
  check((await aloud.getAttribute('aria-pressed')) === 'false', `${lang}: a touch ends it`);
}
// Who reads it aloud writes nothing of it down.
const logs = readdirSync(runtime, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.log'));
const kept = logs.map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')).join('');
check(logs.length > 0 && !read.some((text) => kept.includes(text)), `written down: ${kept.slice(0, 300)}`);

await end({
  close: async () => {
    const ended = new Promise((end) => screen.once('exit', end));
    for (const pid of processes()) process.kill(Number(pid), 'SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  },
});
