// What the drawing canvas does not do by itself: say what was clicked, take keys, snap while
// dragging, edit text in place. It knows the canvas only through its DOM and its toolbar's buttons;
// what the keys and clicks mean is decided in Python.

const companions = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  if (!companions.has(parentElement)) companions.set(parentElement, new Companion());
  const companion = companions.get(parentElement);
  companion.report = setStateValue;
  companion.update(data);
  // Streamlit also calls this when it replaces a run by a newer one, with everything in its place.
  return () => {
    if ((parentElement.host ?? parentElement).isConnected) return;
    companion.stop.abort();
    companions.delete(parentElement);
  };
}

const NEAR = 7; // pixels within which a line attracts
const PATIENCE = 900; // milliseconds to wait for an answer
const MENU = '[data-testid="stPopoverBody"]';
const STILL = { mouse: 3, touch: 9 }; // pixels a hand may tremble while clicking
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const same = (a, b) => a.length === b.length && a.every(x => b.includes(x));
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

class Companion {
  stop = new AbortController();
  data = null;
  selected = []; // what the canvas has selected, as far as can be told from outside
  waiting = 0; // until when our own selection counts more than what Python says
  turn = 0; // which attempt to select from outside is the current one
  acts = [];
  number = 0; // of the latest act
  told = 0; // the latest act Python was told
  moved = false; // whether the canvas has something to tell
  answers = -1; // how often Python had taken in a drawing when the last one was sent
  busy = 0; // until when an answer is awaited
  gesture = null;
  playing = false;

  constructor() {
    const on = (kind, handler, options = {}) =>
      window.addEventListener(kind, handler, { ...options, signal: this.stop.signal });
    const early = { capture: true };
    on('mousedown', e => this.press(e, e), early);
    on('mousemove', e => this.drag(e, e), early);
    on('mouseup', e => this.release(e, e), early);
    on('touchstart', e => this.press(e, e.changedTouches[0]), { capture: true, passive: true });
    on('touchmove', e => this.drag(e, e.changedTouches[0]), { capture: true, passive: true });
    on('touchend', e => this.release(e, e.changedTouches[0]), early);
    on('dblclick', e => this.isCanvas(e) && this.write(this.hit(this.at(e))), early);
    on('keydown', e => this.key(e), early);
    on('resize', () => this.measure());
    on('focusin', e => { this.focused = e.target.closest?.('.st-key-panel') ? e.target : null; }, early);
    on('pointerdown', () => { this.focused = null; }, early);
    const watch = setInterval(() => {
      // A canvas that was torn down is asked for again.
      if (this.data && !this.upper?.isConnected) this.update(this.data);
      this.refocus();
    }, 150);
    this.stop.signal.addEventListener('abort', () => clearInterval(watch));
  }

  async update(data) {
    const before = this.data;
    this.data = data;
    this.answered(data, before?.revision !== data.revision);
    if (!this.upper?.isConnected) await (this.attaching ??= this.attach());
    if (!this.upper?.isConnected || data !== this.data) return;
    this.edit.getAttribute('aria-pressed') === String(data.tool === 'draw') && this.edit.click();
    this.upper.setAttribute('aria-label', data.label);
    const picture = data.background && `url("${data.background}") 0 0 / 100% 100% no-repeat`;
    // The canvas has device pixels; the page shows it in CSS pixels.
    this.sheet.style.setProperty('--width', `${data.width}px`);
    this.sheet.style.setProperty('--height', `${data.height}px`);
    this.sheet.style.background = picture ? `${picture}, #fff` : '#fff';
    this.outline();
    if (before?.revision !== data.revision) this.selected = [];
    if (Date.now() > this.waiting || same(this.selected, data.selected)) this.waiting = 0;
    if (!this.waiting) this.reselect(before?.revision !== data.revision);
  }

  async attach() {
    let root;
    for (let tries = 1; !(root = canvasRoot()) && !this.stop.signal.aborted; tries++) {
      await wait(40);
      if (tries % 20 === 0 && area()) this.act({ do: 'refresh' });
    }
    this.attaching = null;
    if (!root) return;
    const button = name => root.querySelector(`button[aria-label^="${name}"]`);
    this.upper = root.querySelector('.upper-canvas');
    [this.edit, this.send, this.remove] = ['Edit', 'Update', 'Delete'].map(button);
    this.overlay = document.createElement('div');
    this.overlay.className = 'overlay';
    this.sheet = root.querySelector('.dc-container');
    this.sheet.append(this.overlay);
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.append(style);
    this.upper.tabIndex = 0;
    this.upper.setAttribute('role', 'application');
    this.watch?.disconnect();
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(area());
    this.selected = [];
  }

  // How much room there is, in CSS pixels; the page is drawn as large as that.
  measure() {
    const box = area()?.getBoundingClientRect();
    if (!box?.width) return;
    const top = this.upper.getBoundingClientRect().top + document.scrollingElement.scrollTop;
    const room = {
      width: Math.floor(box.width),
      height: Math.floor(window.innerHeight - Math.min(Math.max(top, 0), 220) - 130),
      ratio: Math.min(2, Math.max(1, window.devicePixelRatio || 1)),
    };
    const old = this.room ?? this.data.room;
    if (old && Math.abs(old.width - room.width) < 4 && Math.abs(old.height - room.height) < 4
      && old.ratio === room.ratio) return;
    this.room = room;
    clearTimeout(this.measuring);
    this.measuring = setTimeout(() => this.report('room', room), old ? 250 : 0);
  }

  // ---- Telling Python ----

  // What was done is told as a list with numbers, so that nothing is lost or done twice.
  act(what) {
    const last = this.acts.at(-1);
    if (what.do === 'nudge' && last?.do === 'nudge' && last.number > this.told) {
      last.dx += what.dx;
      last.dy += what.dy;
    } else {
      this.number = Math.max(this.number + 1, Date.now());
      this.acts = [...this.acts.slice(-15), { number: this.number, ...what }];
    }
    this.tell();
  }

  // One thing at a time: Streamlit tears a canvas down that gets two drawings at once.
  tell() {
    if (Date.now() < this.busy) return;
    if (this.moved && this.upper.isConnected) {
      this.moved = false;
      this.answers = this.data.answers;
      this.send.click();
    } else if (this.number > this.told) {
      this.told = this.number;
      this.report('acts', this.acts);
    } else return;
    this.busy = Date.now() + PATIENCE;
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.answers = -1;
      this.tell();
    }, PATIENCE + 10);
  }

  answered(data, reloaded) {
    if (data.acted < this.told || data.answers === this.answers) return;
    const free = () => {
      this.busy = 0;
      this.tell();
    };
    // A canvas must have taken in one drawing before it gets another.
    if (reloaded) requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(free, 40)));
    else free();
  }

  choose(ids) {
    if (same(ids, this.selected)) return;
    this.selected = ids;
    this.waiting = Date.now() + 3000;
    this.act({ do: 'select', ids });
  }

  // What is selected for the person, also while a reloaded canvas has nothing selected yet.
  wanted() {
    return this.waiting || this.selected.length ? this.selected : this.data.selected;
  }

  // ---- Mouse and finger ----

  isCanvas(event) {
    return !this.playing && this.upper && event.composedPath()[0] === this.upper;
  }

  at(point) {
    const frame = this.upper.getBoundingClientRect();
    const zoom = this.upper.width / frame.width;
    return { x: (point.clientX - frame.left) * zoom, y: (point.clientY - frame.top) * zoom };
  }

  box(id) {
    return this.data.boxes.find(box => box.id === id);
  }

  hit(point) {
    return this.data.boxes.findLast(box => covers(box.frame, point))?.id;
  }

  onHandle(point) {
    const chosen = this.selected.map(id => this.box(id)).filter(Boolean);
    if (!chosen.length || chosen.every(box => box.locked)) return false;
    const frame = chosen.length === 1 ? chosen[0].frame : around(chosen);
    return handles(frame).some(h => Math.hypot(h.x - point.x, h.y - point.y) < 9 * this.data.ratio);
  }

  press(event, point) {
    if (this.writing && !event.composedPath().includes(this.writing)) this.writing.blur();
    if (!this.isCanvas(event) || (event.button ?? 0) !== 0) return;
    this.upper.focus({ preventScroll: true });
    this.turn++;
    const at = this.at(point);
    this.gesture = { from: at, to: at, kind: 'frame', add: event.shiftKey, hit: this.hit(at) };
    if (this.data.tool === 'draw') this.gesture.kind = 'draw';
    else if (this.onHandle(at)) this.gesture.kind = 'shape';
    else if (this.gesture.hit || this.inSelection(at)) this.startMove();
    this.outline();
  }

  inSelection(point) {
    if (this.selected.length < 2) return false;
    return covers(around(this.selected.map(id => this.box(id)).filter(Boolean)), point);
  }

  startMove() {
    const { gesture } = this;
    const together = this.selected.includes(gesture.hit) || this.inSelection(gesture.from);
    gesture.kind = 'move';
    gesture.ids = together || gesture.add ? this.selected : [gesture.hit];
    this.choose(gesture.ids);
    const moving = gesture.ids.map(id => this.box(id)).filter(Boolean);
    gesture.start = moving.length ? union(moving.map(bounds)) : null;
    const others = this.data.boxes.filter(box => !gesture.ids.includes(box.id)).map(bounds);
    gesture.xs = [...this.data.lines.xs, ...others.flatMap(b => thirds(b.left, b.right))];
    gesture.ys = [...this.data.lines.ys, ...others.flatMap(b => thirds(b.top, b.bottom))];
  }

  // The canvas follows the mouse. To snap, it is told that the mouse is where the line is.
  drag(event, hand) {
    const { gesture } = this;
    if (!gesture || this.playing) return;
    gesture.to = this.at(hand);
    if (gesture.kind !== 'move' || !gesture.start || !this.data.snap) return;
    const { start, from, to } = gesture;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const near = event.altKey ? 0 : NEAR * this.data.ratio;
    const x = pull(thirds(start.left + dx, start.right + dx), gesture.xs, near);
    const y = pull(thirds(start.top + dy, start.bottom + dy), gesture.ys, near);
    this.guide(x, y);
    if (!x.by && !y.by) return;
    event.stopImmediatePropagation();
    const zoom = this.upper.width / this.upper.getBoundingClientRect().width;
    this.play(event.type, hand.clientX + x.by / zoom, hand.clientY + y.by / zoom, event, hand);
  }

  release(event, point) {
    const { gesture } = this;
    if (!gesture || this.playing) return;
    this.gesture = null;
    this.guide();
    const to = this.at(point);
    const still = Math.hypot(to.x - gesture.from.x, to.y - gesture.from.y) < STILL[event.type.slice(0, 5)];
    // After the canvas itself has heard of it.
    setTimeout(() => (still ? this.clicked(gesture) : this.dropped(gesture, to)));
  }

  clicked({ kind, hit, add }) {
    if (kind === 'draw' || kind === 'shape') return this.outline();
    if (add && hit) this.choose(toggled(this.selected, hit));
    else if (kind === 'frame') this.choose([]);
    this.outline();
  }

  dropped({ kind, ids, from, hit, add }, to) {
    if (kind === 'frame') {
      const frame = union([{ left: from.x, right: from.x, top: from.y, bottom: from.y },
        { left: to.x, right: to.x, top: to.y, bottom: to.y }]);
      const inside = this.data.boxes.filter(box => meets(bounds(box), frame)).map(box => box.id);
      this.choose(add ? [...new Set([...this.selected, ...inside])] : inside);
      return this.outline();
    }
    if (kind === 'move' && add && hit && !ids.includes(hit)) this.choose([...ids, hit]);
    this.moved = true;
    this.tell();
  }

  // ---- Selecting from outside: the canvas is clicked as a hand would ----

  play(kind, x, y, like = {}, hand = {}) {
    this.playing = true;
    const { shiftKey = false, buttons = 1 } = like;
    const init = { bubbles: true, cancelable: true, composed: true, shiftKey, view: window };
    const place = { clientX: x, clientY: y };
    if (kind.startsWith('touch')) {
      const touches = [new Touch({ identifier: hand.identifier, target: this.upper, ...place })];
      const all = { touches, targetTouches: touches, changedTouches: touches };
      this.upper.dispatchEvent(new TouchEvent(kind, { ...init, ...all }));
    } else {
      // A PointerEvent, whatever it is called, keeps fractions of pixels; a MouseEvent drops them.
      this.upper.dispatchEvent(new PointerEvent(kind, { ...init, ...place, isPrimary: true, buttons }));
    }
    this.playing = false;
  }

  click(point, shiftKey = false) {
    const frame = this.upper.getBoundingClientRect();
    const zoom = this.upper.width / frame.width;
    const [x, y] = [frame.left + point.x / zoom, frame.top + point.y / zoom];
    for (const kind of ['mousemove', 'mousedown', 'mouseup']) this.play(kind, x, y, { shiftKey });
  }

  // Where this box can be clicked: not covered by another, not on a handle of what is selected.
  spot(id) {
    const boxes = this.data.boxes;
    const box = this.box(id);
    const above = boxes.slice(boxes.indexOf(box) + 1).map(other => other.frame);
    for (const v of [0.5, 0.3, 0.7, 0.15, 0.85]) for (const u of [0.5, 0.3, 0.7, 0.2, 0.8, 0.1]) {
      const point = inside(box, u, v);
      if (!above.some(other => covers(other, point)) && !this.onHandle(point)) return point;
    }
    return null;
  }

  async reselect(reloaded) {
    const turn = ++this.turn;
    const wanted = this.data.selected;
    // A reload takes a moment and forgets what was selected.
    for (let tries = 0; tries < (reloaded ? 30 : 2); tries++) {
      if (turn !== this.turn || this.gesture || this.stop.signal.aborted) return;
      if (wanted.length === 0 ? !this.remove.disabled : this.remove.disabled || !same(wanted, this.selected)) {
        this.click({ x: -50, y: -50 });
        this.selected = [];
        for (const id of wanted) this.pick(id);
      }
      this.outline();
      await wait(reloaded ? 30 : 0);
    }
  }

  pick(id) {
    const spot = this.box(id) && this.spot(id);
    if (spot) this.click(spot, this.selected.length > 0);
    this.selected = [...this.selected, id];
  }

  // ---- Keys ----

  key(event) {
    const field = event.composedPath()[0];
    if (field.matches?.('input, textarea, select, [contenteditable]') || !this.upper?.isConnected) return;
    if (document.querySelector('[role="dialog"], [role="listbox"]')) return;
    const here = field === this.upper || field === document.body;
    // After a button was pressed, the keys go on meaning what is selected on the page.
    const beside = here || (field.matches?.('button:not([role])') && !document.querySelector(MENU));
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let what = null;
    if (command && key === 'z') what = { do: event.shiftKey ? 'redo' : 'undo' };
    else if (command && key === 'y') what = { do: 'redo' };
    else if (!beside) return;
    else if (command && key === 'd') what = { do: 'duplicate' };
    else if (command && key === 'a') what = { do: 'all' };
    else if (command) return;
    else if (key === 'Delete' || key === 'Backspace') what = { do: 'delete' };
    else if (key === 'Escape') what = { do: 'none' };
    else if (key === 'Enter' && here && this.wanted().length === 1) return this.write(this.wanted()[0], event);
    else if (key === 'PageDown' && here) what = { do: 'next' };
    else if (key === 'PageUp' && here) what = { do: 'previous' };
    else if (ARROWS[key] && this.wanted().length) what = this.nudge(event);
    if (!what) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = 0;
    this.act(what);
  }

  // A box that shows what was changed elsewhere is a new one: the keyboard stays where it was.
  refocus() {
    const { focused } = this;
    if (!focused || focused.isConnected || document.activeElement !== document.body) return;
    const label = focused.getAttribute('aria-label');
    const boxes = [...document.querySelectorAll(`.st-key-panel ${focused.tagName}`)];
    if (label) boxes.find(box => box.getAttribute('aria-label') === label)?.focus();
  }

  nudge(event) {
    const [x, y] = ARROWS[event.key];
    const step = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    return { do: 'nudge', dx: x * step, dy: y * step };
  }

  // ---- Text in place ----

  write(id, event) {
    const box = this.box(id);
    if (!box || box.content == null || box.locked) return;
    event?.preventDefault();
    this.gesture = null;
    const zoom = this.upper.width / this.upper.getBoundingClientRect().width;
    const frame = bounds(box);
    const field = (this.writing = document.createElement('textarea'));
    field.className = 'writing';
    field.value = box.content;
    field.setAttribute('aria-label', box.name);
    place(field, framed(frame), zoom);
    let done = false;
    const finish = keep => {
      if (done) return;
      done = true;
      this.writing = null;
      field.remove();
      if (keep && field.value !== box.content) this.act({ do: 'write', id, content: field.value });
    };
    field.addEventListener('blur', () => finish(true));
    field.addEventListener('keydown', e => {
      e.stopPropagation();
      if (e.key === 'Escape') finish(false);
      if (e.key === 'Enter' && !e.shiftKey) { e.preventDefault(); finish(true); this.upper.focus(); }
    });
    this.overlay.append(field);
    field.focus();
    field.select();
  }

  // ---- What is drawn over the canvas ----

  outline() {
    if (!this.overlay || this.writing) return;
    const zoom = this.upper.width / (this.upper.getBoundingClientRect().width || this.upper.width);
    const hidden = this.gesture && this.gesture.kind !== 'frame';
    this.overlay.replaceChildren(...(hidden ? [] : this.data.boxes.map(box => {
      const frame = document.createElement('div');
      frame.className = `box ${this.selected.includes(box.id) ? 'chosen' : ''} ${box.problem ?? ''}`;
      place(frame, box, zoom);
      return frame;
    })));
  }

  guide(x = {}, y = {}) {
    this.overlay.querySelectorAll('.guide').forEach(line => line.remove());
    const zoom = this.upper.width / this.upper.getBoundingClientRect().width;
    for (const [line, axis] of [[x.line, 'x'], [y.line, 'y']]) {
      if (line == null) continue;
      const guide = document.createElement('div');
      guide.className = `guide ${axis}`;
      guide.style[axis === 'x' ? 'left' : 'top'] = `${line / zoom}px`;
      this.overlay.append(guide);
    }
  }
}

// ---- Where things are ----

const area = () => document.querySelector('.st-key-canvas_area');

function canvasRoot() {
  const walk = document.createTreeWalker(area() ?? document.createElement('i'), NodeFilter.SHOW_ELEMENT);
  for (let node = walk.currentNode; node; node = walk.nextNode())
    if (node.shadowRoot?.querySelector('.upper-canvas')) return node.shadowRoot;
  return null;
}

const thirds = (low, high) => [low, (low + high) / 2, high];
const toggled = (ids, id) => (ids.includes(id) ? ids.filter(i => i !== id) : [...ids, id]);

function pull(places, lines, near) {
  let best = { by: 0, line: null, way: near };
  for (const line of lines) for (const place of places) {
    const way = Math.abs(line - place);
    if (way < best.way) best = { by: line - place, line, way };
  }
  return best;
}

// A box is {x, y, width, height, angle}: its middle, before it is turned.
function inside(box, u, v) {
  const angle = (box.angle * Math.PI) / 180;
  const [dx, dy] = [(u - 0.5) * box.width, (v - 0.5) * box.height];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: box.x + dx * cos - dy * sin, y: box.y + dx * sin + dy * cos };
}

function covers(box, point) {
  const angle = (-box.angle * Math.PI) / 180;
  const [dx, dy] = [point.x - box.x, point.y - box.y];
  const x = dx * Math.cos(angle) - dy * Math.sin(angle);
  const y = dx * Math.sin(angle) + dy * Math.cos(angle);
  return Math.abs(x) <= box.width / 2 && Math.abs(y) <= box.height / 2;
}

function handles(box) {
  const edge = [[0, 0], [0.5, 0], [1, 0], [0, 0.5], [1, 0.5], [0, 1], [0.5, 1], [1, 1]];
  const turn = inside({ ...box, height: box.height + 80 }, 0.5, 0);
  return [...edge.map(([u, v]) => inside(box, u, v)), turn];
}

function bounds(box) {
  const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([u, v]) => inside(box, u, v));
  const [xs, ys] = [corners.map(c => c.x), corners.map(c => c.y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function union(frames) {
  const all = key => frames.map(frame => frame[key]);
  return {
    left: Math.min(...all('left')), right: Math.max(...all('right')),
    top: Math.min(...all('top')), bottom: Math.max(...all('bottom')),
  };
}

const framed = f => ({
  x: (f.left + f.right) / 2, y: (f.top + f.bottom) / 2,
  width: f.right - f.left, height: f.bottom - f.top, angle: 0,
});

const around = boxes => framed(union(boxes.map(box => bounds(box.frame))));
const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function place(element, box, zoom) {
  Object.assign(element.style, {
    left: `${(box.x - box.width / 2) / zoom}px`, top: `${(box.y - box.height / 2) / zoom}px`,
    width: `${box.width / zoom}px`, height: `${box.height / zoom}px`,
    transform: box.angle ? `rotate(${box.angle}deg)` : '',
  });
}

const STYLE = `
.dc-toolbar { display: none !important; }
.dc-container, .canvas-container, .dc-container canvas { width: var(--width) !important; height: var(--height) !important; }
.dc-canvas { outline: none !important; }
.upper-canvas:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px; }
.overlay { position: absolute; inset: 0; z-index: 30; pointer-events: none; overflow: hidden; }
.box { position: absolute; box-sizing: border-box; border: 1px dashed rgb(79 91 213 / .28); border-radius: 1px; }
.box.chosen { border-color: transparent; }
.box.warning, .box.error { border-color: #d97706; }
.guide { position: absolute; background: #e11d7b; }
.guide.x { top: 0; bottom: 0; width: 1px; }
.guide.y { left: 0; right: 0; height: 1px; }
.writing { position: absolute; box-sizing: border-box; min-height: 2.4rem; min-width: 12rem; padding: .4rem .6rem;
  pointer-events: auto; resize: none; text-align: center; font: 500 1rem/1.4 var(--st-font, sans-serif);
  color: #1b2a41; background: #fff; border: 2px solid #4f5bd5; border-radius: 6px; outline: none;
  box-shadow: 0 6px 24px rgb(0 0 0 / .18); }
`;
