import { SETTINGS } from '../shared/creator';
import type { ComponentDump } from './dump';

const MIB = 2 ** 20;
const DAY_S = 24 * 3600;

/** Which property gets which setting of the project, in the property's own unit. */
const DEFAULTS: Readonly<Record<string, { setting: string; factor: number }>> = {
  cycleTime: { setting: SETTINGS.cycleTime, factor: 1 },
  sampleRate: { setting: SETTINGS.sampleRate, factor: 1 },
  quality: { setting: SETTINGS.quality, factor: 1 },
  retentionCount: { setting: SETTINGS.retentionCount, factor: 1 },
  retentionBytes: { setting: SETTINGS.retentionMegabytes, factor: MIB },
  retentionAgeSeconds: { setting: SETTINGS.retentionDays, factor: DAY_S },
};

/** The settings that `changesOf` needs. */
export const DEFAULT_SETTINGS: readonly string[] = Object.values(DEFAULTS).map(({ setting }) => setting);

/** The properties that differ from the defaults of the project in any selected node, with what they would get. */
export function changesOf({ value }: ComponentDump, settings: Readonly<Record<string, unknown>>): [string, number][] {
  return Object.entries(DEFAULTS).flatMap(([key, { setting, factor }]): [string, number][] => {
    const wanted = Number(settings[setting]) * factor;
    const property = value[key];
    if (property === undefined || property.readonly === true || !Number.isFinite(wanted)) return [];
    return [property.value, ...(property.values ?? [])].some((each) => each !== wanted) ? [[key, wanted]] : [];
  });
}
