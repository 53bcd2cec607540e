const FINGERS = 3;
const LONGEST_MS = 500;

/** Three fingers, no more, that come and go within half a second. */
export class ThreeFingerTap {
  private most = 0;
  private beganMs = 0;

  /** `fingers` are on the screen now. True when the last of the three was lifted in time. */
  follow(fingers: number, nowMs: number): boolean {
    if (fingers > 0) {
      if (this.most === 0) this.beganMs = nowMs;
      this.most = Math.max(this.most, fingers);
      return false;
    }
    const isTap = this.most === FINGERS && nowMs - this.beganMs <= LONGEST_MS;
    this.most = 0;
    return isTap;
  }

  /** What is down counts no longer. */
  forget(): void {
    this.most = 0;
  }
}
