import type { Badge, CaptureSummary } from '../../shared/captures';
import type { Texts } from '../i18n/texts';
import type { Format } from '../state/format';
import { findingName } from '../state/findings';
import { useFormat, useTexts } from './context';
import { Icon } from './Icon';
import type { IconName } from './Icon';

type Tone = 'error' | 'warning' | 'info';

interface Shown {
  key: string;
  icon: IconName;
  tone: Tone;
  text: string;
}

function shownBadge(badge: Badge, texts: Texts, format: Format): Shown {
  const words = texts.badges;
  switch (badge.kind) {
    case 'gaps':
      return {
        key: 'gaps',
        icon: 'gaps',
        tone: 'warning',
        text: words.gaps(badge.count, format.duration(badge.seconds)),
      };
    case 'missing':
      return { key: 'missing', icon: 'missing', tone: 'error', text: words.missing(format.duration(badge.seconds)) };
    case 'dropped':
      return { key: 'dropped', icon: 'dropped', tone: 'warning', text: words.dropped(badge.count) };
    case 'clipped':
      return { key: 'clipped', icon: 'clipped', tone: 'warning', text: words.clipped(badge.sources) };
    case 'silent':
      return { key: 'silent', icon: 'silent', tone: 'warning', text: words.silent(badge.sources) };
    case 'no-sidecar':
      return { key: 'no-sidecar', icon: 'no-sidecar', tone: 'info', text: words.noSidecar };
    case 'unfinished':
      return { key: 'unfinished', icon: 'missing', tone: 'warning', text: words.unfinished };
    case 'problems':
      return { key: 'problems', icon: 'problems', tone: 'warning', text: words.problems(badge.count) };
    case 'finding':
      return {
        key: `finding-${badge.id}`,
        icon: badge.severity,
        tone: badge.severity,
        text: words.finding(findingName(badge.id, texts), badge.count),
      };
  }
}

const RANK: Record<Tone, number> = { error: 0, warning: 1, info: 2 };

export function Badges({ capture, most }: { capture: CaptureSummary; most?: number }) {
  const texts = useTexts();
  const format = useFormat();
  const own: Shown[] = [
    ...(capture.live ? [{ key: 'live', icon: 'live' as const, tone: 'info' as const, text: texts.badges.live }] : []),
    ...(capture.encrypted
      ? [{ key: 'lock', icon: 'lock' as const, tone: 'info' as const, text: texts.badges.encrypted }]
      : []),
  ];
  const all = [...own, ...capture.badges.map((badge) => shownBadge(badge, texts, format))].sort(
    (a, b) => RANK[a.tone] - RANK[b.tone],
  );
  const shown = most === undefined || all.length <= most ? all : all.slice(0, most - 1);
  const rest = all.slice(shown.length);
  if (all.length === 0) return null;
  return (
    <span class="vr-badges">
      {shown.map(({ key, icon, tone, text }) => (
        <span key={key} class={`vr-badge vr-tone-${tone}`}>
          <Icon name={icon} />
          <span class="vr-badge-text">{text}</span>
        </span>
      ))}
      {rest.length > 0 ? (
        <span class="vr-badge" title={rest.map(({ text }) => text).join('\n')}>
          +{rest.length}
          <span class="vr-hidden">: {rest.map(({ text }) => text).join(', ')}</span>
        </span>
      ) : null}
    </span>
  );
}
