/** Numbers, sizes and times as people of a language write them. Pure; made anew when the language changes. */
import { sizeText } from '../../shared/sizeText';

export interface Format {
  number(value: number, digits?: number): string;
  percent(fraction: number): string;
  /** "164.8 MiB": in powers of 1024, as the command line does. */
  bytes(bytes: number): string;
  /** "12:03.250", "1:00:03": a place on the time line; `digits` behind the second, 3 by default. */
  clock(seconds: number, digits?: number): string;
  /** "15 min 3 sec": how long. */
  duration(seconds: number): string;
  dateTime(unixMs: number): string;
  time(unixMs: number): string;
  /** "Today", "Yesterday", else the date. */
  day(unixMs: number, nowUnixMs: number): string;
  hertz(hertz: number): string;
  decibel(value: number, unit: 'dBFS' | 'LUFS' | 'LU' | 'dBTP' | 'dB'): string;
}

const SILENCE_DBFS = -120;
const DAY_MS = 86_400_000;

/** Minutes and seconds, hours only where there are some; the same in every language. */
export function clock(seconds: number, digits = 3): string {
  if (!Number.isFinite(seconds)) return '–';
  const factor = 10 ** digits;
  const total = Math.round(Math.abs(seconds) * factor) / factor;
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const rest = (total % 60).toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, '0');
  const sign = seconds < 0 && total > 0 ? '-' : '';
  return hours > 0 ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** Local midnights between two moments; daylight saving makes days of 23 and 25 hours. */
export function daysBetween(earlierUnixMs: number, laterUnixMs: number): number {
  const midnight = (unixMs: number): number => new Date(unixMs).setHours(0, 0, 0, 0);
  return Math.round((midnight(laterUnixMs) - midnight(earlierUnixMs)) / DAY_MS);
}

function durationFormat(locale: string): (seconds: number) => string {
  const part = (unit: string, digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits });
  const hours = part('hour', 0);
  const minutes = part('minute', 0);
  const wholeSeconds = part('second', 0);
  const tenths = part('second', 1);
  const milliseconds = part('millisecond', 0);
  const joint = /^(zh|ja)/.test(locale) ? '' : ' ';
  return (seconds) => {
    if (!Number.isFinite(seconds)) return '–';
    if (seconds > 0 && seconds < 0.9995) return milliseconds.format(Math.max(Math.round(seconds * 1000), 1));
    if (seconds < 59.95) return tenths.format(Math.round(seconds * 10) / 10);
    const total = Math.round(seconds);
    const parts = [
      total >= 3600 ? hours.format(Math.floor(total / 3600)) : '',
      Math.floor(total / 60) % 60 > 0 ? minutes.format(Math.floor(total / 60) % 60) : '',
      total % 60 > 0 && total < 3600 ? wholeSeconds.format(total % 60) : '',
    ];
    return parts.filter(Boolean).join(joint);
  };
}

export function createFormat(locale: string): Format {
  const plain = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 1): string => {
    let format = plain.get(digits);
    if (!format) plain.set(digits, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits })));
    return Number.isFinite(value) ? format.format(value) : '–';
  };
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' });
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const valid = (unixMs: number): boolean => Math.abs(unixMs) <= 8.64e15;
  const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  return {
    number,
    percent: (fraction) => percent.format(Number.isFinite(fraction) ? fraction : 0),
    bytes: (bytes) => (Number.isFinite(bytes) ? sizeText(bytes, (value) => tenths.format(value)) : '–'),
    clock,
    duration: durationFormat(locale),
    dateTime: (unixMs) => (valid(unixMs) ? dateTime.format(unixMs) : '–'),
    time: (unixMs) => (valid(unixMs) ? time.format(unixMs) : '–'),
    day: (unixMs, nowUnixMs) => {
      if (!valid(unixMs)) return '–';
      const ago = daysBetween(unixMs, nowUnixMs);
      return ago === 0 || ago === 1 ? capital(near.format(-ago, 'day')) : date.format(unixMs);
    },
    hertz: (hertz) => `${number(hertz, 0)} Hz`,
    decibel: (value, unit) =>
      Number.isFinite(value) && value > SILENCE_DBFS ? `${number(value, 1).replace('-', '−')} ${unit}` : `−∞ ${unit}`,
  };
}
