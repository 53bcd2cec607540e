import { clock, createFormat, daysBetween } from '../../../editor-extension/source/view/state/format';

const en = createFormat('en-GB');
const zh = createFormat('zh-CN');

describe('Format', () => {
  it('writes a place on the time line with hours only where there are some', () => {
    expect([clock(0), clock(62.5), clock(3723.0042, 3), clock(3600, 0)]).toEqual([
      '0:00.000',
      '1:02.500',
      '1:02:03.004',
      '1:00:00',
    ]);
  });

  it('rounds a place up into the next minute', () => {
    expect(clock(59.9996)).toBe('1:00.000');
    expect(clock(3599.96, 1)).toBe('1:00:00.0');
  });

  it('writes a moment before the start with a sign, and never minus zero', () => {
    expect([clock(-1.5), clock(-0.0001)]).toEqual(['-0:01.500', '0:00.000']);
  });

  it('says how long in the units that people use', () => {
    expect([0.26, 12.34, 62, 900, 4500].map(en.duration)).toEqual([
      '260 ms',
      '12.3 secs',
      '1 min 2 secs',
      '15 mins',
      '1 hr 15 mins',
    ]);
    expect([0.26, 900].map(zh.duration)).toEqual(['260毫秒', '15分钟']);
  });

  it('says sizes as the command line does', () => {
    expect([0, 1023, 1024, 172.8e6].map(en.bytes)).toEqual(['0 B', '1023 B', '1.0 KiB', '164.8 MiB']);
    expect([zh.bytes(172.8e6), en.bytes(NaN)]).toEqual(['164.8 MiB', '–']);
  });

  it('has a sign of its own for silence and for what is no number', () => {
    expect([en.decibel(-120, 'dBFS'), en.decibel(-3.25, 'dBFS'), en.number(NaN), en.duration(NaN)]).toEqual([
      '−∞ dBFS',
      '−3.3 dBFS',
      '–',
      '–',
    ]);
  });

  it('calls the last two days by their names', () => {
    const noon = new Date(2026, 10, 26, 12).getTime();
    expect([en.day(noon, noon), en.day(noon - 86_400_000, noon), zh.day(noon, noon)]).toEqual([
      'Today',
      'Yesterday',
      '今天',
    ]);
    expect(en.day(noon - 3 * 86_400_000, noon)).toContain('2026');
  });

  it('counts days by midnights and not by hours', () => {
    const late = new Date(2026, 10, 25, 23, 59).getTime();
    expect([daysBetween(late, late + 120_000), daysBetween(late, late + 30_000)]).toEqual([1, 0]);
  });

  it('survives dates that no calendar has', () => {
    expect([en.dateTime(1e300), en.day(NaN, 0), en.time(-1e300)]).toEqual(['–', '–', '–']);
  });
});
