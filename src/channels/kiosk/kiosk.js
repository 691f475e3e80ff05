// The page's own script: what is asked is answered in place, so that a whole visit is one entry of the history. What is chosen here lives in
// the page and goes with it. Without this script every form and link works by itself.

const html = document.documentElement;
const at = (selector) => document.querySelector(selector);
const { home, exit, idle, warning } = document.body.dataset;
const shell = at('.emergency').cloneNode(true);
// The one place where text becomes a page: an answer of our own server, in which no script runs.
const policy = globalThis.trustedTypes?.createPolicy('lykt', { createHTML: (text) => text });
const parse = (text) => new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html');

// In place

let asking;

async function open(path, body) {
  asking?.abort();
  const own = (asking = new AbortController());
  const { signal } = own;
  // A server that hangs is gone.
  const late = setTimeout(() => {
    own.abort();
    at('#trouble').hidden = false;
  }, 3000);
  let page;
  try {
    const answer = await fetch(path, { method: body ? 'POST' : 'GET', body, cache: 'no-store', credentials: 'omit', redirect: 'error', signal });
    page = parse(await answer.text());
  } catch {
    page = null;
  }
  clearTimeout(late);
  if (signal.aborted) return;
  // Whatever came that is no page of ours, the page that stands has the numbers.
  if (page?.querySelector('.emergency')) show(page);
  else at('#trouble').hidden = false;
}

function show(page) {
  html.lang = page.documentElement.lang;
  html.dir = page.documentElement.dir;
  document.body.className = page.body.className;
  document.body.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
  dress();
  const heading = at('h1') ?? at('#content');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  event.preventDefault();
  open(submitter?.getAttribute('formaction') ?? form.getAttribute('action'), body);
});

document.addEventListener('click', (event) => {
  const control = event.target.closest?.('a, button');
  if (control?.dataset.do !== 'aloud') quiet();
  if (!control) return;
  const tool = tools[control.dataset.do];
  if (control.matches('.exit')) leave(exit);
  else if (control.matches('.skip')) at('#content').focus();
  else if (tool) tool(control);
  else if (control.origin === location.origin) open(control.pathname);
  // The screen of a hall cannot call, and opens no page of somebody else.
  else if (!control.href || exit !== home || !matchMedia('(min-width: 1000px)').matches) return;
  event.preventDefault();
});

// Away from here

async function leave(target) {
  asking?.abort();
  quiet();
  clearTimeout(resting);
  clearInterval(counting);
  document.title = 'lykt';
  document.body.className = '';
  if (!shell.isConnected) document.body.replaceChildren();
  if (!target.startsWith('/')) return location.replace(target);
  // Without a server what stands is the emergency numbers and not the browser's own error.
  const there = await fetch('/healthz', { method: 'POST', signal: AbortSignal.timeout(700) }).then((answer) => answer.ok, () => false);
  if (there) return location.replace(target);
  document.body.replaceChildren(shell);
  setTimeout(leave, 1000, target);
}

const hall = matchMedia('(display-mode: fullscreen)');
let presses = 0;
let last = 0;
let alone = false;
const mixed = () => ((alone = false), (presses = 0));

// Shift three times, each within five seconds of the last: pressed alone, not while typing a capital.
addEventListener('keydown', (event) => {
  if (event.target.dataset?.do !== 'aloud') quiet();
  const chord = event.ctrlKey || event.altKey || event.metaKey;
  const anew = event.key === 'F5' || (chord && event.key === 'r');
  // In a hall nothing else opens.
  if (anew || (hall.matches && exit === home && (chord ? !/^[-+0acvx]$/.test(event.key) : /^F\d/.test(event.key)))) event.preventDefault();
  if (anew) leave(location.pathname);
  if (event.key === 'Shift' && !chord) alone = true;
  else mixed();
}, true);
addEventListener('mousedown', mixed, true);
addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !alone) return;
  alone = false;
  const now = Date.now();
  presses = now - last > 5000 ? 1 : presses + 1;
  last = now;
  if (presses === 3) leave(exit);
}, true);

// A page that the browser kept is not shown again.
addEventListener('pageshow', (event) => event.persisted && leave(home));

// Nobody there

let resting;
let counting;

function stir() {
  if (idle === '0' || at('#idle')?.open) return;
  clearTimeout(resting);
  resting = setTimeout(warn, idle * 1000);
}

function warn() {
  const dialog = at('#idle');
  // Whoever listens is there.
  if (!dialog || speech?.speaking) return stir();
  let left = Number(warning);
  const count = dialog.querySelector('p b');
  count.textContent = left;
  dialog.showModal();
  if (listened) say([[dialog.querySelector('h2').textContent, html.lang]]);
  counting = setInterval(() => {
    left -= 1;
    count.textContent = left;
    if (left <= 0) leave(home);
  }, 1000);
  dialog.onclose = () => {
    clearInterval(counting);
    stir();
  };
}

for (const sign of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove', 'focusin']) addEventListener(sign, stir, { capture: true, passive: true });

// Read aloud

const speech = globalThis.speechSynthesis;
const tags = { nb: ['nb', 'no'], se: ['se', 'sme'] };
let listened = false;

// A voice of this machine: another would send the text away.
const voice = (lang) => speech?.getVoices().find((each) => each.localService && (tags[lang] ?? [lang]).includes(each.lang.toLowerCase().split(/[-_]/)[0]));
// Numbers of telephones digit by digit.
const spell = (text) => text.replace(/\d{2,3}(?: \d{2,3})+|\b\d{3}\b/g, (number) => number.replaceAll(' ', ', ').replace(/\d(?=\d)/g, '$& '));

function quiet() {
  speech?.cancel();
  at('[data-do=aloud]')?.setAttribute('aria-pressed', 'false');
}

function say(pieces, done) {
  for (const [text, lang] of pieces) {
    const words = new SpeechSynthesisUtterance(spell(text));
    words.voice = voice(lang) ?? voice(html.lang);
    words.lang = words.voice?.lang ?? lang;
    if (text === pieces.at(-1)[0]) words.onend = done;
    speech.speak(words);
  }
}

/** What is in sight, block by block, each with its language. */
function pieces() {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let block;
  for (let node; (node = walk.nextNode()); ) {
    const parent = node.parentElement;
    const text = node.data.trim();
    if (!text || !parent.checkVisibility() || parent.closest('body > nav, form.languages, option, footer, dialog')) continue;
    const own = parent.closest('h1, h2, p, li, button, label, summary');
    const { lang } = parent.closest('[lang]');
    if (own === block && found.at(-1)?.[1] === lang) found.at(-1)[0] += ` ${text}`;
    else found.push([text, lang]);
    block = own;
  }
  return found;
}

// The keyboard on the screen

const rows = {
  nb: ['qwertyuiopå', 'asdfghjkløæ', 'zxcvbnm'],
  se: ['ášertyuiopŋå', 'asdfghjklđøæ', 'žzčcvbnmŧqwx'],
  en: ['qwertyuiop', 'asdfghjkl', "zxcvbnm'"],
  uk: ['йцукенгшщзхї', 'фівапролджєґ', 'ячсмитьбю’'],
};

// What a layout is known by.
const signs = { nb: 'æøå', se: 'áčđ', en: 'abc', uk: 'абв' };

function key(label, name, press) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  if (name) button.ariaLabel = name;
  button.onclick = press;
  return button;
}

function type(text) {
  const field = at('#q');
  const { selectionStart: start, selectionEnd: end } = field;
  field.setRangeText(text, text || start < end ? start : Math.max(0, start - 1), end, 'end');
}

function board(lang) {
  const box = at('#keys');
  const { space, erase } = box.dataset;
  const row = (...keys) => {
    const line = document.createElement('div');
    line.append(...keys.flat());
    return line;
  };
  const letters = (text) => [...text].map((letter) => key(letter, '', () => type(letter)));
  const others = Object.keys(rows).filter((each) => each !== lang);
  box.replaceChildren(
    row(letters('1234567890')),
    ...rows[lang].map((each) => row(letters(each))),
    row(key('␣', space, () => type(' ')), key('⌫', erase, () => type('')),
      others.map((each) => Object.assign(key(signs[each], '', () => board(each)), { lang: each }))),
  );
}

// Tools

const themes = ['light', 'dark', 'contrast'];
const tools = {
  aloud(button) {
    const starts = button.getAttribute('aria-pressed') !== 'true';
    quiet();
    if (!starts) return;
    listened = true;
    button.setAttribute('aria-pressed', 'true');
    say(pieces(), quiet);
  },
  size: () => (html.dataset.size = (Number(html.dataset.size ?? 0) + 1) % 4),
  colours() {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = html.dataset.theme ?? themes[Number(dark)];
    html.dataset.theme = themes[(themes.indexOf(now) + 1) % themes.length];
  },
  keys(button) {
    const box = at('#keys');
    const opens = box.hidden;
    box.hidden = !opens;
    button.setAttribute('aria-expanded', opens);
    if (opens) board(rows[html.lang] ? html.lang : 'en');
    else box.replaceChildren();
  },
  stay: () => at('#idle').close(),
  print: () => print(),
};

// A key that is touched leaves the place in the field alone.
document.addEventListener('mousedown', (event) => event.target.closest('#keys') && event.preventDefault());

/** Shows what needs this script, on a page that has just come. */
function dress() {
  for (const tool of document.querySelectorAll('[data-do]')) tool.hidden = tool.dataset.do === 'aloud' && !voice(html.lang);
  for (const each of document.querySelectorAll('.scripted')) each.hidden = false;
}

speech?.addEventListener?.('voiceschanged', dress);
dress();
if (!document.body.classList.contains('start')) stir();
