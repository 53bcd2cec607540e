import type { Severity } from '../../shared/analysis';
import type { ReportLanguage } from './reportTexts';

/** What is said around a diagnosis, whose sentences come with it. */
export interface DiagnosisTexts {
  heading: string;
  severities: Record<Severity, string>;
  counted: Record<Severity, (count: number) => string>;
  nothingFound: (checks: number) => string;
  nothingChecked: string;
  wholeCapture: string;
  causes: string;
  notCheckable: string;
  leftOut: (count: number) => string;
  approximate: string;
  finding: string;
  severity: string;
  quantity: string;
  separator: string;
  named: (name: string, rest: string) => string;
  inBrackets: (text: string) => string;
}

const plural = (one: string) => (count: number) => `${count} ${one}${count === 1 ? '' : 's'}`;

export const DIAGNOSIS_TEXTS: Record<ReportLanguage, DiagnosisTexts> = {
  en: {
    heading: 'Diagnosis',
    severities: { error: 'error', warning: 'warning', info: 'info' },
    counted: { error: plural('error'), warning: plural('warning'), info: (count) => `${count} info` },
    nothingFound: (checks) => `nothing found in ${plural('check')(checks)}`,
    nothingChecked: 'nothing could be checked',
    wholeCapture: 'whole capture',
    causes: 'what may be behind it, and what to check next',
    notCheckable: 'Not checkable',
    leftOut: (count) => `${count} more of the same are not listed`,
    approximate: 'read from AAC alone',
    finding: 'Finding',
    severity: 'Severity',
    quantity: 'Measured',
    separator: ', ',
    named: (name, rest) => `${name}: ${rest}`,
    inBrackets: (text) => ` (${text})`,
  },
  zh: {
    heading: '诊断',
    severities: { error: '错误', warning: '警告', info: '提示' },
    counted: {
      error: (count) => `${count} 个错误`,
      warning: (count) => `${count} 个警告`,
      info: (count) => `${count} 个提示`,
    },
    nothingFound: (checks) => `${checks} 项检查未发现问题`,
    nothingChecked: '没有任何一项可以检查',
    wholeCapture: '整段录音',
    causes: '可能的原因，以及接下来检查什么',
    notCheckable: '无法检查',
    leftOut: (count) => `另有 ${count} 处相同问题未列出`,
    approximate: '仅由 AAC 读出',
    finding: '发现',
    severity: '严重程度',
    quantity: '测量值',
    separator: '、',
    named: (name, rest) => `${name}：${rest}`,
    inBrackets: (text) => `（${text}）`,
  },
};
