import { SOURCE_KINDS } from '../../config/requests';

const REMOTE = 1;
const REMOTE_MIX = 2;

interface OpenSource {
  readonly kind: number;
  readonly userId: string;
}

/** The open sources of a fake recorder and how many blocks each has taken. */
export class FakeSources {
  readonly blocks = new Map<number, number>();
  private readonly open = new Map<number, OpenSource>();

  has(source: number): boolean {
    return this.open.has(source);
  }

  /** Whether a source of this kind would count voices twice. */
  clashes(kind: number): boolean {
    const other = kind === REMOTE ? REMOTE_MIX : kind === REMOTE_MIX ? REMOTE : undefined;
    return [...this.open.values()].some((source) => source.kind === other);
  }

  add(source: number, kind: number, userId: string): void {
    this.open.set(source, { kind, userId });
  }

  take(source: number): void {
    this.blocks.set(source, (this.blocks.get(source) ?? 0) + 1);
  }

  /** Gives what its separate track is called. */
  remove(source: number): string {
    const { kind, userId } = this.open.get(source) ?? { kind: -1, userId: '' };
    this.open.delete(source);
    return trackName(kind, userId);
  }

  /** What their separate tracks are called. */
  trackNames(): string[] {
    return [...this.open.values()].map(({ kind, userId }) => trackName(kind, userId));
  }
}

/** What the separate track of a source is called: `local`, `remote-ann`, `remoteMix`. */
export function trackName(kind: number, userId: string): string {
  const name = SOURCE_KINDS[kind] ?? '';
  return kind === REMOTE && userId !== '' ? `${name}-${userId}` : name;
}
