import type { Check, Diagnosis, Finding } from '../../../editor-extension/source/shared/analysis';

/** A finding with all its keys; what a test does not say is that of a click. */
export function findingWith(given: Partial<Finding> = {}): Finding {
  const { id = 'click', startSeconds = 0.5 } = given;
  return {
    ...{ id, form: '', severity: 'warning', confidence: 0.9, lane: null, kind: '', user: '', startSeconds },
    ...{ seconds: 0.01, quantity: { name: 'jump', value: 12, unit: 'dB' }, more: [], approximate: false },
    sentence: { en: `The capture: ${id} at ${startSeconds} s.`, zh: `该录音：${startSeconds} 秒处 ${id}。` },
    ...given,
  };
}

export const notCheckable = (id: string, lane: number | null): Check => ({
  ...{ id, lane, state: 'not-checkable', basis: '' },
  why: { en: 'There is no audio of its own.', zh: '没有单独音频。' },
});

/** A diagnosis that agrees with itself: each finding has a check that found it, and each check has its texts. */
export function diagnosisWith(given: { findings?: Finding[]; checks?: Check[]; detectors?: number }): Diagnosis {
  const { findings = [], checks = [{ id: 'hum', lane: 0, state: 'ok', basis: 'audio', why: null }] } = given;
  const found = new Map(findings.map(({ id, lane }) => [`${id} ${lane}`, { id, lane }]));
  const all: Check[] = [
    ...[...found.values()].map((each): Check => ({ ...each, state: 'found', basis: 'audio', why: null })),
    ...checks,
  ];
  const causesOf = (id: string) => [
    { en: `The likely cause of ${id}: check the device.`, zh: `${id} 的可能原因：检查设备。` },
    { en: `Another cause of ${id}: check the network.`, zh: `${id} 的另一原因：检查网络。` },
  ];
  const texts = all.map(({ id }) => [
    id,
    {
      name: { en: `Fault ${id}`, zh: `故障 ${id}` },
      causes: findings.some((each) => each.id === id) ? causesOf(id) : [],
    },
  ]);
  return {
    ...{ version: 1, detectors: given.detectors ?? 7, durationSeconds: 2, lossy: false, findings, leftOut: 0 },
    ...{ checks: all, texts: Object.fromEntries(texts) as Diagnosis['texts'] },
  };
}
