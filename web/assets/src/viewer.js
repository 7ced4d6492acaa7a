// The diagram of a case or of a definition, with the executed path and the replay slider.
// The timeline beside it is the accessible truth; this only draws it.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { stateAt } from './path.js';
import { run } from './token.js';

const stage = document.getElementById('diagram');
const data = JSON.parse(document.getElementById('diagram-data').textContent);
const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const viewer = new NavigatedViewer({ container: stage });
const canvas = viewer.get('canvas');
const registry = viewer.get('elementRegistry');
const overlays = viewer.get('overlays');
const slider = document.getElementById('slider');
const timeline = [...document.querySelectorAll('[data-step]')];
let marked = [];
let at = 0;
let clock = null;

function mark(id, marker) {
  if (!registry.get(id)) return;
  canvas.addMarker(id, marker);
  marked.push([id, marker]);
}

function badge(id, text, name, position) {
  const shape = registry.get(id);
  if (!shape || !shape.width) return;
  const note = document.createElement('div');
  note.className = `badge ${name}`;
  note.textContent = text;
  overlays.add(id, 'state', { position, html: note });
}

function paint(state) {
  marked.forEach(([id, marker]) => canvas.removeMarker(id, marker));
  marked = [];
  overlays.remove({ type: 'state' });
  state.flows.forEach((id) => mark(id, 'path-flow'));
  state.done.forEach((count, id) => {
    if (!state.active.has(id)) mark(id, 'path-done');
    if (count > 1) badge(id, `×${count}`, 'badge-count', { bottom: 12, right: 16 });
  });
  state.active.forEach((count, id) => {
    mark(id, 'path-active');
    badge(id, count > 1 ? `▶ ${count}` : '▶', 'badge-active', { top: -12, left: -8 });
  });
}

function tell(step) {
  const item = timeline.find((entry) => Number(entry.dataset.step) === step);
  const text = item ? item.dataset.text : '';
  slider.value = step;
  slider.setAttribute('aria-valuetext', text);
  document.getElementById('now').textContent = `${step} / ${data.steps.length}　${text}`;
  timeline.forEach((entry) => {
    entry.classList.toggle('ahead', Number(entry.dataset.step) > step);
    entry.querySelector('a').toggleAttribute('aria-current', entry === item);
    if (entry === item) entry.querySelector('a').setAttribute('aria-current', 'step');
  });
  if (item) item.parentElement.scrollTop = item.offsetTop - item.parentElement.clientHeight / 2;
}

function go(step, animate) {
  at = Math.max(0, Math.min(data.steps.length, step));
  paint(stateAt(data.steps, at));
  tell(at);
  const moved = at && animate && !still ? data.steps[at - 1].flows : [];
  moved.forEach((id) => run(canvas, registry.get(id)));
  const address = new URL(window.location.href);
  address.searchParams.set('step', at);
  window.history.replaceState(null, '', address);
}

function play(on) {
  const button = document.getElementById('play');
  clearInterval(clock);
  clock = null;
  button.setAttribute('aria-pressed', String(on));
  button.textContent = on ? button.dataset.pause : button.dataset.play;
  if (!on) return;
  if (at >= data.steps.length) go(0);
  clock = setInterval(() => {
    go(at + 1, true);
    if (at >= data.steps.length) play(false);
  }, 1100);
}

function controls() {
  document.getElementById('replay').hidden = false;
  slider.addEventListener('input', () => { const step = Number(slider.value); play(false); go(step, step === at + 1); });
  document.getElementById('previous').addEventListener('click', () => { play(false); go(at - 1); });
  document.getElementById('next').addEventListener('click', () => { play(false); go(at + 1, true); });
  document.getElementById('play').addEventListener('click', () => play(!clock));
  timeline.forEach((entry) => entry.querySelector('a').addEventListener('click', (event) => {
    event.preventDefault();
    play(false);
    go(Number(entry.dataset.step));
  }));
  go(data.step);
}

async function open() {
  const answer = await fetch(data.url, { credentials: 'same-origin' });
  await viewer.importXML(await answer.text());
  canvas.zoom('fit-viewport', 'auto');
  const drawing = stage.querySelector('svg');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', data.label);
  document.getElementById('fit').addEventListener('click', () => canvas.zoom('fit-viewport', 'auto'));
  document.getElementById('fit').hidden = false;
  (data.held || []).forEach((id) => { mark(id, 'path-held'); badge(id, '!', 'badge-held', { top: -12, left: -8 }); });
  (data.found || []).forEach((id) => mark(id, 'path-found'));
  if (slider && data.steps.length) controls();
  document.body.dataset.ready = '1';
}

open().catch((error) => {
  stage.textContent = data.failed;
  document.body.dataset.ready = 'error';
  throw error;
});
