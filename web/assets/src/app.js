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
document.querySelectorAll('form[data-guard]').forEach(guard);
document.querySelectorAll('form[data-upload]').forEach(upload);
document.querySelectorAll('[data-rows]').forEach(rows);
document.querySelectorAll('input[data-money]').forEach(echo);
document.querySelectorAll('[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
const summary = document.querySelector('.problems');
if (summary) summary.focus();
if (!document.querySelector('#diagram')) document.body.dataset.ready = '1';
