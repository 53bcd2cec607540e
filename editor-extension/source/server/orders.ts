import type { ExportOrder } from '../shared/captures';
import { HttpError } from './HttpError';

type Body = Record<string, unknown>;

function only(body: Body, keys: string[]): void {
  const unknown = Object.keys(body).find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new HttpError(
    400,
    'refused',
    `${JSON.stringify(unknown)} is not known here; expected ${keys.join(', ') || '{}'}`,
  );
}

function refuse(key: string, expected: string): never {
  throw new HttpError(400, 'refused', `${key} is to be ${expected}`);
}

export function noteOf(body: Body): string {
  only(body, ['note']);
  return typeof body['note'] === 'string' ? body['note'] : refuse('note', 'a text');
}

export function pinnedOf(body: Body): boolean {
  only(body, ['pinned']);
  return flagOf('pinned', body['pinned']);
}

export function nothingOf(body: Body): void {
  only(body, []);
}

export function orderOf(body: Body): ExportOrder {
  only(body, ['format', 'startSeconds', 'endSeconds', 'lanes', 'hashUsers', 'language']);
  const { format, startSeconds, endSeconds, lanes, hashUsers, language } = body;
  const isFormat = format === 'wav' || format === 'aac' || format === 'zip' || format === 'html';
  if (!isFormat) refuse('format', '"wav", "aac", "zip" or "html"');
  return {
    format,
    ...(startSeconds === undefined ? {} : { startSeconds: secondsOf('startSeconds', startSeconds) }),
    ...(endSeconds === undefined ? {} : { endSeconds: secondsOf('endSeconds', endSeconds) }),
    ...(lanes === undefined ? {} : { lanes: lanesOf(lanes) }),
    ...(hashUsers === undefined ? {} : { hashUsers: flagOf('hashUsers', hashUsers) }),
    ...(language === undefined ? {} : { language: languageOf(language) }),
  };
}

function flagOf(key: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse(key, 'true or false');
}

function languageOf(value: unknown): 'en' | 'zh' {
  return value === 'en' || value === 'zh' ? value : refuse('language', '"en" or "zh"');
}

function secondsOf(key: string, value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : refuse(key, 'seconds, from 0 on');
}

function lanesOf(value: unknown): number[] {
  const isLanes =
    Array.isArray(value) && value.length > 0 && value.every((lane) => Number.isInteger(lane) && lane >= 0);
  return isLanes ? (value as number[]) : refuse('lanes', 'a list of whole numbers');
}
