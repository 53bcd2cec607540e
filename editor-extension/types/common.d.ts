// What Node and the DOM both have and the shared contracts name. Only the project of `shared` sees this file.

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}

interface Blob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start?: number, end?: number, contentType?: string): Blob;
  text(): Promise<string>;
}
