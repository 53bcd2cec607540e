import { causesOf, faultName, nothingChecked, SEVERITIES } from '../../shared/diagnosis';
import { uncheckedLines } from '../../host/bundle/diagnosisHtml';
import { DIAGNOSIS_TEXTS } from '../../host/bundle/diagnosisTexts';
import { laneText } from '../../host/bundle/laneTexts';
import type { ReportLanguage } from '../../host/bundle/reportTexts';
import { clock, printable, tableText } from '../format';
import type { Colour, Terminal } from '../Terminal';
import type { Diagnosed } from './Diagnosed';

const TIME_DECIMALS = 2;
const COLOURS = { error: 'red', warning: 'yellow', info: 'dim' } as const satisfies Record<string, Colour>;

/** A line for each finding, then what may be behind each fault once, then what could not be checked. */
export function diagnosisText(diagnosed: Diagnosed, language: ReportLanguage, terminal: Terminal): string {
  const { info, diagnosis } = diagnosed;
  const texts = DIAGNOSIS_TEXTS[language];
  const rows = diagnosis.findings.map(({ startSeconds, severity, lane, sentence, approximate }) => [
    `  ${clock(startSeconds, TIME_DECIMALS)}`,
    texts.severities[severity],
    printable(laneText(info.lanes, lane, language)),
    printable(sentence[language]) + (approximate ? texts.inBrackets(texts.approximate) : ''),
  ]);
  const lines = rows.length === 0 ? [] : tableText(rows, [0]).split('\n');
  const painted = lines.map((line, row) => terminal.paint(COLOURS[diagnosis.findings[row]?.severity ?? 'info'], line));
  const leftOut = diagnosis.leftOut > 0 ? [`  ${texts.leftOut(diagnosis.leftOut)}`] : [];
  return [
    texts.named(printable(info.file), summaryText(diagnosed, language)),
    ...painted,
    ...leftOut,
    ...causeLines(diagnosed, language),
    ...notCheckableLines(diagnosed, language),
  ].join('\n');
}

function summaryText({ diagnosis }: Diagnosed, language: ReportLanguage): string {
  const texts = DIAGNOSIS_TEXTS[language];
  if (nothingChecked(diagnosis)) return texts.nothingChecked;
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: diagnosis.findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const made = diagnosis.checks.filter(({ state }) => state !== 'not-checkable').length;
  if (counts.length === 0) return texts.nothingFound(made);
  return counts.map(({ severity, count }) => texts.counted[severity](count)).join(texts.separator);
}

function causeLines({ diagnosis }: Diagnosed, language: ReportLanguage): string[] {
  const texts = DIAGNOSIS_TEXTS[language];
  return [...new Set(diagnosis.findings.map(({ id }) => id))].flatMap((id) => {
    const causes = causesOf(diagnosis, id).map((cause) => `    - ${printable(cause[language])}`);
    const head = `  ${texts.named(printable(faultName(diagnosis, id)[language]), texts.causes)}`;
    return causes.length === 0 ? [] : [head, ...causes];
  });
}

function notCheckableLines({ info, diagnosis }: Diagnosed, language: ReportLanguage): string[] {
  const texts = DIAGNOSIS_TEXTS[language];
  const lines = uncheckedLines(diagnosis, info.lanes, language);
  return lines.map((line) => `  ${texts.named(texts.notCheckable, printable(line))}`);
}
