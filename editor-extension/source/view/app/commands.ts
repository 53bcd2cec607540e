/** What the keys and the toolbar do. Every command may be called at any time and does nothing where it has no sense. */
import type { Finding, ViewState } from '../engine';
import { findingBeside, LEAD_SECONDS, rangeOfFinding, selectionOfFinding } from '../state/findings';
import type { Command } from '../state/keys';
import { lastSeconds } from '../state/opening';
import type { Session } from '../state/session';
import { SPEEDS, clampRange, clampTime, hasAudio, showing, zoomedBy } from '../state/view';
import type { Viewer } from '../state/viewer';

const ZOOM_STEP = 0.5;

/** The session whose sound is heard. */
export const heardSession = (viewer: Viewer): Session | null =>
  viewer.comparison.peek()?.playing ?? viewer.session.peek();

export function togglePlay(viewer: Viewer): void {
  const session = heardSession(viewer);
  const engine = session?.engine.peek();
  if (!engine) return;
  if (engine.state.peek().kind === 'idle') void engine.play();
  else engine.pause();
}

/** Moves there, and what is shown with it. */
export function seekTo(session: Session, seconds: number): void {
  const view = session.ready.peek()?.view;
  if (!view) return;
  const to = clampTime(seconds, view.durationSeconds.peek());
  session.engine.peek()?.seek(to);
  const range = view.range.peek();
  const shown = showing(range, to, view.durationSeconds.peek());
  if (shown !== range) session.engine.peek()?.zoomTo(shown);
}

const seekBy = (viewer: Viewer, seconds: number): void => {
  const session = heardSession(viewer);
  const position = session?.ready.peek()?.view.position.peek();
  if (session && position !== undefined) seekTo(session, position + seconds);
};

/** Seeks and plays: a row of a table was chosen. */
export function playFrom(session: Session, seconds: number): void {
  seekTo(session, seconds);
  void session.engine.peek()?.play();
}

/** Plays what was clicked in the ruler of a capture, which is then the one that is heard. */
export function playMoment(viewer: Viewer, session: Session, seconds: number): void {
  const comparison = viewer.comparison.peek();
  if (comparison && comparison.playing !== session) comparison.swap();
  playFrom(session, seconds - LEAD_SECONDS);
}

/** Shows a finding, selects and solos it, and plays; a loop plays it again and again. */
export function playFinding(session: Session, finding: Finding): void {
  const ready = session.ready.peek();
  if (!ready) return;
  const { view, detail } = ready;
  session.engine.peek()?.zoomTo(clampRange(rangeOfFinding(finding), view.durationSeconds.peek()));
  if (finding.lane !== null && hasAudio(detail, finding.lane)) {
    view.lanes.forEach((lane, place) => (lane.solo.value = place === finding.lane));
    view.focusedLane.value = finding.lane;
  }
  view.selection.value = selectionOfFinding(finding, view.durationSeconds.peek());
  const before = Math.max(finding.startSeconds - LEAD_SECONDS, 0);
  session.engine.peek()?.seek(before);
  void session.engine.peek()?.play();
}

export function stepFinding(session: Session, direction: 1 | -1): void {
  const view = session.ready.peek()?.view;
  if (!view) return;
  // One second is played before a finding, so the next one lies behind that second.
  const from = view.position.peek() + (direction > 0 ? 1.01 : 0.99);
  const found = findingBeside(view.findings.peek(), from, direction);
  if (found) playFinding(session, found);
}

export function zoom(session: Session, factor: number): void {
  const view = session.ready.peek()?.view;
  if (!view) return;
  const range = session.engine.peek()?.aim() ?? view.range.peek();
  const position = view.position.peek();
  const around = position >= range.from && position <= range.to ? position : (range.from + range.to) / 2;
  session.engine.peek()?.zoomTo(zoomedBy(range, factor, around, view.durationSeconds.peek()));
}

export function showAll(session: Session): void {
  const view = session.ready.peek()?.view;
  if (view) session.engine.peek()?.zoomTo({ from: 0, to: view.durationSeconds.peek() });
}

export function showLast(session: Session): void {
  const ready = session.ready.peek();
  if (!ready) return;
  const range = lastSeconds(ready.detail);
  session.engine.peek()?.zoomTo(range);
  session.engine.peek()?.seek(range.from);
}

export function soloLane(session: Session, lane: number): void {
  const ready = session.ready.peek();
  const state = ready?.view.lanes[lane];
  if (!ready || !state || !hasAudio(ready.detail, lane)) return;
  state.solo.value = !state.solo.peek();
  ready.view.focusedLane.value = lane;
}

/** Local, then each remote lane in turn, at the same place. */
function swapSolo(session: Session): void {
  const ready = session.ready.peek();
  if (!ready) return;
  const { detail, view } = ready;
  const voices = detail.lanes.map((lane, place) => (lane.kind !== 'mix' && hasAudio(detail, place) ? place : -1));
  const able = voices.filter((place) => place >= 0);
  const now = able.findIndex((place) => view.lanes[place]?.solo.peek());
  const next = able[(now + 1) % able.length];
  if (next === undefined) return;
  view.lanes.forEach((lane, place) => (lane.solo.value = place === next));
  view.focusedLane.value = next;
}

function setSpeed(view: ViewState, direction: 1 | -1): void {
  const place = SPEEDS.findIndex((speed) => speed >= view.speed.peek());
  const next = SPEEDS[Math.min(Math.max((place < 0 ? SPEEDS.length - 1 : place) + direction, 0), SPEEDS.length - 1)];
  if (next !== undefined) view.speed.value = next;
}

/** `[` and `]`: an end that would lie behind the other moves the other too. */
function select(view: ViewState, end: 'from' | 'to'): void {
  const at = view.position.peek();
  const before = view.selection.peek();
  const whole = { from: before?.from ?? 0, to: before?.to ?? view.durationSeconds.peek() };
  const wanted = end === 'from' ? { from: at, to: whole.to } : { from: whole.from, to: at };
  if (wanted.to > wanted.from) view.selection.value = wanted;
  else view.selection.value = end === 'from' ? { from: at, to: view.durationSeconds.peek() } : { from: 0, to: at };
}

const flip = (signal: { peek(): boolean; value: boolean }): void => {
  signal.value = !signal.peek();
};

export function shareLink(viewer: Viewer): void {
  void viewer.copy(
    viewer.surface.address(viewer.link()),
    ({ header }) => header.shared,
    ({ header }) => header.shareFailed,
  );
}

interface OnView {
  viewer: Viewer;
  session: Session;
  view: ViewState;
  /** Of `solo`. */
  lane: number;
}

/** What needs an open capture. */
const VIEW_COMMANDS: Partial<Record<Command, (on: OnView) => void>> = {
  speedDown: ({ view }) => {
    setSpeed(view, -1);
  },
  speedUp: ({ view }) => {
    setSpeed(view, 1);
  },
  loop: ({ view }) => {
    flip(view.loop);
  },
  solo: ({ session, lane }) => {
    soloLane(session, lane);
  },
  swap: ({ session }) => {
    swapSolo(session);
  },
  selectFrom: ({ view }) => {
    select(view, 'from');
  },
  selectTo: ({ view }) => {
    select(view, 'to');
  },
  clear: ({ view }) => {
    view.selection.value = null;
  },
  zoomIn: ({ session }) => {
    zoom(session, ZOOM_STEP);
  },
  zoomOut: ({ session }) => {
    zoom(session, 1 / ZOOM_STEP);
  },
  fit: ({ session }) => {
    showAll(session);
  },
  last: ({ session }) => {
    showLast(session);
  },
  spectrogram: ({ view }) => {
    flip(view.spectrogram);
  },
  loudness: ({ view }) => {
    flip(view.loudness);
  },
  normalise: ({ view }) => {
    flip(view.normalise);
  },
  next: ({ session }) => {
    stepFinding(session, 1);
  },
  previous: ({ session }) => {
    stepFinding(session, -1);
  },
  start: ({ session }) => {
    seekTo(session, 0);
  },
  end: ({ session, view }) => {
    seekTo(session, view.durationSeconds.peek());
  },
  note: ({ viewer, view }) => {
    if (viewer.captures.peek()?.source.can.write) viewer.noteAt.value = view.position.peek();
  },
  share: ({ viewer }) => {
    if (viewer.captures.peek()?.source.can.link) shareLink(viewer);
  },
  compare: ({ viewer }) => {
    viewer.comparePicker.value = true;
  },
  export: ({ viewer }) => {
    viewer.showSection('export');
  },
};

const PAGE_COMMANDS: Partial<Record<Command, (viewer: Viewer) => void>> = {
  playPause: togglePlay,
  pauseKey: togglePlay,
  slower: (viewer) => {
    seekBy(viewer, -10);
  },
  faster: (viewer) => {
    seekBy(viewer, 10);
  },
  back: (viewer) => {
    seekBy(viewer, -1);
  },
  forward: (viewer) => {
    seekBy(viewer, 1);
  },
  backFine: (viewer) => {
    seekBy(viewer, -0.1);
  },
  forwardFine: (viewer) => {
    seekBy(viewer, 0.1);
  },
  up: (viewer) => {
    viewer.selectNeighbour(-1);
  },
  down: (viewer) => {
    viewer.selectNeighbour(1);
  },
  search: (viewer) => {
    viewer.search();
  },
  hearOther: (viewer) => {
    viewer.comparison.peek()?.swap();
  },
  pin: (viewer) => {
    const capture = viewer.captures.peek()?.find(viewer.selectedId.peek());
    if (capture) void viewer.setPinned(capture.id, !capture.pinned);
  },
  remove: (viewer) => {
    const id = viewer.selectedId.peek();
    if (id !== null) void viewer.remove(id);
  },
  undo: (viewer) => {
    void viewer.undoRemove();
  },
  help: (viewer) => {
    viewer.keysShown.value = true;
  },
};

/** True when something was done, so that the browser's own meaning of the key is left out. */
export function runCommand(viewer: Viewer, command: Command, lane: number): boolean {
  const onPage = PAGE_COMMANDS[command];
  if (onPage) {
    onPage(viewer);
    return true;
  }
  const session = heardSession(viewer);
  const view = session?.ready.peek()?.view;
  const onView = VIEW_COMMANDS[command];
  if (!session || !view || !onView) return false;
  onView({ viewer, session, view, lane });
  return true;
}
