/** A promise that is settled from outside, once. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  private settleWith!: (value: T) => void;
  private failWith!: (reason: Error) => void;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.settleWith = resolve;
      this.failWith = reject;
    });
  }

  resolve(value: T): void {
    this.settleWith(value);
  }

  reject(reason: Error): void {
    this.failWith(reason);
  }
}
