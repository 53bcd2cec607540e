import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { END } from '../../shared/creator';
import type { SessionMessage, SessionNews } from '../../shared/creator';
import type { Channel, HostMessage, PageMessage } from '../../shared/port';

const LAST_WORDS = 2000;
/** An editor that cannot run Node would start something else, which answers nothing. */
const START_MS = 20_000;
/** What it finishes before it ends takes a moment. */
const END_MS = 10_000;

export interface HostListeners {
  /** What comes before the port serves. */
  news(message: SessionNews): void;
  /** The process has ended, though nobody closed it, and why. */
  end(reason: string): void;
}

const NEWS: readonly string[] = ['waiting', 'serving', 'refused'] satisfies SessionNews['kind'][];
const isNews = (message: SessionMessage): message is SessionNews => NEWS.includes(message.kind);

/**
 * The process that reads the captures of one folder. Messages are copied as structured data, so that samples and files
 * cross as bytes and never as JSON.
 */
export class HostProcess implements Channel<PageMessage, HostMessage> {
  private readonly child: ChildProcess;
  private readonly listeners = new Set<(message: HostMessage) => void>();
  private lastWords = '';
  private ended = false;
  private readonly waiting: ReturnType<typeof setTimeout>;

  constructor(
    script: string,
    folder: string,
    private readonly on: HostListeners,
    startMs = START_MS,
  ) {
    this.child = fork(script, [folder], {
      serialization: 'advanced',
      // Arguments of the editor's own process are none of Node's.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.on('message', (message) => {
      this.take(message as SessionMessage);
    });
    this.child.stderr?.on('data', (words: Buffer) => {
      this.lastWords = `${this.lastWords}${words.toString()}`.slice(-LAST_WORDS);
    });
    this.child.on('error', (error) => {
      this.end(error.message);
    });
    this.waiting = setTimeout(() => {
      this.end(`it has not answered for ${String(startMs / 1000)} s`);
      this.child.kill();
    }, startMs);
    this.child.on('exit', (code, signal) => {
      this.end([signal ?? `code ${String(code)}`, this.lastWords.trim()].filter(Boolean).join(': '));
    });
  }

  send(message: PageMessage): void {
    if (!this.ended && this.child.connected) this.child.send(message);
  }

  receive(listener: (message: HostMessage) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** The process ends by itself when it is asked to: it finishes what it writes. */
  close(): void {
    this.ended = true;
    clearTimeout(this.waiting);
    this.listeners.clear();
    if (!this.child.connected) return;
    const late = setTimeout(() => this.child.kill(), END_MS);
    this.child.on('exit', () => {
      clearTimeout(late);
    });
    this.child.send(END);
  }

  private take(message: SessionMessage): void {
    if (this.ended) return;
    clearTimeout(this.waiting);
    if (isNews(message)) this.on.news(message);
    else for (const listener of [...this.listeners]) listener(message);
  }

  private end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.waiting);
    this.on.end(reason);
  }
}
