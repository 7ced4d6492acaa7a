// Small comforts on every page. Each page works without them.
import htmx from 'htmx.org';
import { upload } from './upload.js';
import { echo } from './money.js';
import { rows } from './rows.js';

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

/** j and k walk the work list, Enter opens. */
function walk(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const step = { j: 1, k: -1 }[event.key];
  const links = [...document.querySelectorAll('a[data-walk]')];
  if (!step || !links.length) return;
  const next = links[links.indexOf(document.activeElement) + step] || links[step > 0 ? 0 : links.length - 1];
  next.focus();
}

/** Ask before typed words are left behind. */
function guard(form) {
  let typed = false;
  form.addEventListener('input', () => { typed = true; });
  form.addEventListener('submit', () => { typed = false; });
  window.addEventListener('beforeunload', (event) => { if (typed) event.preventDefault(); });
}

document.addEventListener('keydown', walk);
/** Give a page, or the part of one that was just swapped in, its comforts. */
function enliven(root) {
  const each = (selector, give) => {
    if (root.matches(selector)) give(root);
    root.querySelectorAll(selector).forEach(give);
  };
  each('form[data-guard]', guard);
  each('form[data-upload]', upload);
  each('[data-rows]', rows);
  each('input[data-money]', echo);
  each('[data-print]', (button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
}

htmx.onLoad(enliven);
const summary = document.querySelector('.problems');
if (summary) summary.focus();
if (!document.querySelector('#diagram')) document.body.dataset.ready = '1';
