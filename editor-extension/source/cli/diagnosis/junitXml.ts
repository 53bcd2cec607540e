import type { Check, Finding, Severity } from '../../shared/analysis';
import { faultName } from '../../shared/diagnosis';
import { laneText } from '../../host/bundle/laneTexts';
import type { ReportLanguage } from '../../host/bundle/reportTexts';
import type { Diagnosed, NotDiagnosed } from './Diagnosed';
import { isAtLeast } from './Diagnosed';

interface JunitOptions {
  language: ReportLanguage;
  failOn: Severity;
}

/** Everything that XML 1.0 does not allow, whatever a file or user is called. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export function escapeXml(value: string): string {
  return value.replace(NOT_XML, '\ufffd').replace(/[&<>"'\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A suite for each file, a case for each check: failed from a severity on, skipped where it could not be made. */
export function junitXml(
  diagnosed: readonly Diagnosed[],
  failed: readonly NotDiagnosed[],
  options: JunitOptions,
): string {
  const whole = diagnosed.filter(({ path }) => !failed.some((each) => each.path === path));
  const suites = [...whole.map((each) => suiteOf(each, options)), ...failed.map(brokenSuite)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="voice-recorder diagnose">\n${suites.join('')}</testsuites>\n`;
}

function suiteOf({ path, info, diagnosis }: Diagnosed, { language, failOn }: JunitOptions): string {
  const cases = diagnosis.checks.map((check) => {
    const found = diagnosis.findings.filter(({ id, lane }) => id === check.id && lane === check.lane);
    const failures = found.filter(({ severity }) => isAtLeast(severity, failOn));
    const name = `${faultName(diagnosis, check.id)[language]}: ${laneText(info.lanes, check.lane, language)}`;
    const { text, outcome } = outcomeOf(check, found, failures, language);
    const head = `    <testcase classname="${escapeXml(path)}" name="${escapeXml(name)}"`;
    return { outcome, xml: text === '' ? `${head}/>\n` : `${head}>${text}</testcase>\n` };
  });
  const count = (wanted: string): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return (
    `  <testsuite name="${escapeXml(path)}" tests="${cases.length}" failures="${count('failed')}" errors="0" ` +
    `skipped="${count('skipped')}">\n${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`
  );
}

function outcomeOf(check: Check, found: Finding[], failures: Finding[], language: ReportLanguage) {
  const sentences = (findings: Finding[]): string =>
    findings.map(({ sentence }) => escapeXml(sentence[language])).join('&#10;');
  if (check.state === 'not-checkable') {
    const text = `<skipped message="${escapeXml(check.why?.[language] ?? '')}"/>`;
    return { outcome: 'skipped', text };
  }
  const [worst] = failures;
  if (worst !== undefined) {
    const message = escapeXml(worst.sentence[language]);
    const text = `<failure type="${escapeXml(check.id)}" message="${message}">${sentences(failures)}</failure>`;
    return { outcome: 'failed', text };
  }
  return { outcome: 'passed', text: found.length === 0 ? '' : `<system-out>${sentences(found)}</system-out>` };
}

/** A file that could not be read has no finding, and passes nothing either. */
function brokenSuite({ path, message }: NotDiagnosed): string {
  const name = escapeXml(path);
  return (
    `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">\n` +
    `    <testcase classname="${name}" name="diagnose"><error message="${escapeXml(message)}"/></testcase>\n  </testsuite>\n`
  );
}
