const REMOTE = 1;
const REMOTE_MIX = 2;

/** The open sources of a fake recorder and how many blocks each has taken. */
export class FakeSources {
  readonly blocks = new Map<number, number>();
  private readonly kinds = new Map<number, number>();

  has(source: number): boolean {
    return this.kinds.has(source);
  }

  /** Whether a source of this kind would count voices twice. */
  clashes(kind: number): boolean {
    const other = kind === REMOTE ? REMOTE_MIX : kind === REMOTE_MIX ? REMOTE : undefined;
    return other !== undefined && [...this.kinds.values()].includes(other);
  }

  open(source: number, kind: number): void {
    this.kinds.set(source, kind);
  }

  take(source: number): void {
    this.blocks.set(source, (this.blocks.get(source) ?? 0) + 1);
  }

  close(source: number): void {
    this.kinds.delete(source);
  }
}
