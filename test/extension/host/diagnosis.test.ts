import {
  causesOf,
  faultName,
  nothingChecked,
  readDiagnosis,
  uncheckedOf,
} from '../../../editor-extension/source/shared/diagnosis';
import { diagnosisWith, findingWith, notCheckable } from '../support/diagnoses';

describe('ReadDiagnosis', () => {
  it('TakesWhatTheAnalysisGivesAsItIs', () => {
    const diagnosis = diagnosisWith({
      findings: [findingWith({ lane: 2, kind: 'remote', user: 'bob', more: [{ name: 'a', value: 1, unit: '' }] })],
      checks: [notCheckable('echo', 1)],
    });
    expect(readDiagnosis(structuredClone(diagnosis))).toEqual(diagnosis);
  });

  it.each([
    undefined,
    null,
    'none',
    [],
    {},
    { version: 2, findings: [] },
    { version: 1 },
    { version: 1, findings: {} },
  ])('KnowsNoneOfAnotherShape: %j', (value) => {
    expect(readDiagnosis(value)).toBeNull();
  });

  it('LeavesOutEntriesThatAreWrongAndKeepsTheOthers', () => {
    const good = findingWith();
    const findings = [
      1,
      null,
      {},
      { ...good, id: '' },
      { ...good, severity: 'bad' },
      { ...good, startSeconds: -1 },
      good,
    ];
    const checks = [
      { id: 'a', state: 'fine' },
      { id: 'b', state: 'ok', lane: -3 },
    ];
    expect(readDiagnosis({ version: 1, findings, checks, texts: [] })).toMatchObject({
      findings: [good],
      checks: [{ id: 'b', state: 'ok', lane: null }],
      texts: {},
    });
  });

  it('IsBoundedWhateverIsInIt', () => {
    const findings = Array.from({ length: 20_000 }, () => findingWith());
    expect(readDiagnosis({ version: 1, findings })?.findings).toHaveLength(5000);
  });

  it('CallsAFaultByItsIdWhereItHasNoText', () => {
    const diagnosis = readDiagnosis({ version: 1, findings: [], texts: { hum: { name: { en: 'Hum' } } } });
    if (diagnosis === null) throw new Error('it is one');
    expect(faultName(diagnosis, 'hum')).toEqual({ en: 'Hum', zh: 'Hum' });
    for (const id of ['toString', '__proto__', 'click']) {
      expect(faultName(diagnosis, id)).toEqual({ en: id, zh: id });
      expect(causesOf(diagnosis, id)).toEqual([]);
    }
  });
});

describe('Checks', () => {
  it('NothingIsCheckedWhereNotOneCheckCouldBeMade', () => {
    expect(nothingChecked(diagnosisWith({ checks: [notCheckable('a', 0)] }))).toBe(true);
    expect(nothingChecked(diagnosisWith({ checks: [] }))).toBe(true);
    expect(nothingChecked(diagnosisWith({}))).toBe(false);
  });

  it('WhatCouldNotBeCheckedIsToldByReason', () => {
    const checks = [notCheckable('a', 0), notCheckable('a', 1), notCheckable('b', null)];
    expect(uncheckedOf(diagnosisWith({ checks }), 'zh')).toEqual([
      {
        reason: '没有单独音频。',
        checks: [
          { id: 'a', lanes: [0, 1] },
          { id: 'b', lanes: [null] },
        ],
      },
    ]);
  });
});
