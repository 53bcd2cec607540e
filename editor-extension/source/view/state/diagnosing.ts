import { signal } from '@preact/signals';
import type { Diagnosis } from '../../shared/analysis';
import type { CaptureErrorBody, CaptureSource } from '../../shared/captures';
import { errorBody } from './captures';

export type DiagnosisState =
  /** 0 to 1. */
  | { readonly kind: 'running'; readonly done: number }
  | { readonly kind: 'ready'; readonly diagnosis: Diagnosis }
  /** There is none here, and why. */
  | { readonly kind: 'absent'; readonly error: CaptureErrorBody };

/** The diagnosis of an open capture, asked for while it is looked at. */
export class Diagnosing {
  readonly state = signal<DiagnosisState>({ kind: 'running', done: 0 });
  private stop = new AbortController();
  private readonly unwatch: () => void;

  constructor(
    private readonly id: string,
    private readonly source: CaptureSource,
  ) {
    this.unwatch = source.watch((change) => {
      const { kind } = this.state.peek();
      if (change.kind === 'progress' && change.what === 'diagnosis' && change.id === id && kind === 'running') {
        this.state.value = { kind, done: change.done };
      }
    });
  }

  /** Anew: what was asked for before is not waited for any more; what is known stays until then. */
  async read(): Promise<void> {
    this.stop.abort();
    const { signal: wanted } = (this.stop = new AbortController());
    if (this.state.peek().kind === 'absent') this.state.value = { kind: 'running', done: 0 };
    try {
      const diagnosis = await this.source.diagnosis(this.id, wanted);
      if (!wanted.aborted) this.state.value = { kind: 'ready', diagnosis };
    } catch (error) {
      if (!wanted.aborted) this.state.value = { kind: 'absent', error: errorBody(error) };
    }
  }

  /** What a lost connection has kept from coming. */
  retry(): void {
    if (this.state.peek().kind === 'absent') void this.read();
  }

  dispose(): void {
    this.stop.abort();
    this.unwatch();
  }
}
