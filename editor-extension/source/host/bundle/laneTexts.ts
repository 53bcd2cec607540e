import type { LaneInfo } from '../../shared/analysis';
import { DIAGNOSIS_TEXTS } from './diagnosisTexts';
import { REPORT_TEXTS } from './reportTexts';
import type { ReportLanguage } from './reportTexts';

/** With the user, because several may have one label. */
export function sourceName(kind: string, label: string, user: string): string {
  return [kind, ...new Set([label, user])].filter((part) => part !== '').join(' · ');
}

/** null: of no single one. */
export function laneText(
  lanes: readonly Pick<LaneInfo, 'kind' | 'label' | 'user'>[],
  place: number | null,
  language: ReportLanguage,
): string {
  if (place === null) return DIAGNOSIS_TEXTS[language].wholeCapture;
  const lane = lanes[place];
  return lane === undefined ? String(place) : sourceName(REPORT_TEXTS[language][lane.kind], lane.label, lane.user);
}
