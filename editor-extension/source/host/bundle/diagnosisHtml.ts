import type { Diagnosis, Quantity, Severity } from '../../shared/analysis';
import { causesOf, faultName, nothingChecked, uncheckedOf } from '../../shared/diagnosis';
import { DIAGNOSIS_TEXTS } from './diagnosisTexts';
import { escapeHtml, htmlList, htmlTable } from './html';
import type { Cell } from './html';
import { laneText } from './laneTexts';
import type { ReportedCapture } from './report';
import { REPORT_TEXTS } from './reportTexts';
import type { ReportLanguage } from './reportTexts';
import type { DrawnRegion } from './waveformSvg';

const CLASSES: Record<Severity, string> = { error: 'e', warning: 'w', info: 'i' };

/** What was found, what may be behind it, and what could not be checked. */
export function diagnosisHtml(
  { diagnosis, allLanes }: Pick<ReportedCapture, 'diagnosis' | 'allLanes'>,
  language: ReportLanguage,
): string {
  if (diagnosis === null) return '';
  const texts = DIAGNOSIS_TEXTS[language];
  const common = REPORT_TEXTS[language];
  const rows = diagnosis.findings.map((finding): Cell[] => [
    { figure: finding.startSeconds, digits: 2 },
    { figure: finding.seconds, digits: 2 },
    texts.severities[finding.severity],
    laneText(allLanes, finding.lane, language),
    finding.sentence[language] + (finding.approximate ? texts.inBrackets(texts.approximate) : ''),
    [finding.quantity, ...finding.more].map(quantityText).join(texts.separator),
  ]);
  const columns = [common.time, common.duration, texts.severity, common.source, texts.finding, texts.quantity];
  const made = diagnosis.checks.filter(({ state }) => state !== 'not-checkable').length;
  const none = nothingChecked(diagnosis) ? texts.nothingChecked : rows.length === 0 ? texts.nothingFound(made) : '';
  const told = [none, diagnosis.leftOut > 0 ? texts.leftOut(diagnosis.leftOut) : ''].filter((line) => line !== '');
  return (
    (rows.length === 0 ? `<h3>${escapeHtml(texts.heading)}</h3>` : htmlTable(texts.heading, columns, rows)) +
    told.map((line) => `<p>${escapeHtml(line)}</p>`).join('') +
    causesHtml(diagnosis, language) +
    htmlList(texts.notCheckable, uncheckedLines(diagnosis, allLanes, language))
  );
}

/** Where a lane's picture is marked: what was found on it, and what of no single one. */
export function regionsOf(diagnosis: Diagnosis | null, place: number, language: ReportLanguage): DrawnRegion[] {
  return (diagnosis?.findings ?? [])
    .filter(({ lane }) => lane === place || lane === null)
    .map(({ startSeconds, seconds, severity, sentence }) => ({
      ...{ startSeconds, seconds, kind: CLASSES[severity] },
      label: escapeHtml(sentence[language]),
    }));
}

/** One for each reason. */
export function uncheckedLines(
  diagnosis: Diagnosis,
  lanes: ReportedCapture['allLanes'],
  language: ReportLanguage,
): string[] {
  const texts = DIAGNOSIS_TEXTS[language];
  return uncheckedOf(diagnosis, language).map(({ reason, checks }) => {
    const names = checks.map(({ id, lanes: places }) => {
      const where = places.map((lane) => laneText(lanes, lane, language)).join(texts.separator);
      return faultName(diagnosis, id)[language] + texts.inBrackets(where);
    });
    return texts.named(names.join(texts.separator), reason);
  });
}

function causesHtml(diagnosis: Diagnosis, language: ReportLanguage): string {
  const texts = DIAGNOSIS_TEXTS[language];
  return [...new Set(diagnosis.findings.map(({ id }) => id))]
    .map((id) => {
      const causes = causesOf(diagnosis, id).map((cause) => cause[language]);
      return htmlList(texts.named(faultName(diagnosis, id)[language], texts.causes), causes);
    })
    .join('');
}

function quantityText({ name, value, unit }: Quantity): string {
  return `${name} ${value}${unit === '' ? '' : ` ${unit}`}`;
}
