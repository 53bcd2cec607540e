import type { ComponentChildren } from 'preact';
import { Icon } from '../Icon';
import type { IconName } from '../Icon';

interface BannerProps {
  tone: 'error' | 'warning' | 'info';
  icon?: IconName;
  /** Of which capture it speaks, where there are two. */
  which?: string | undefined;
  title: string;
  text?: string;
  children?: ComponentChildren;
}

/** One line over the capture: what is, what it means, and a button for what to do. */
export function Banner({ tone, icon, which, title, text, children }: BannerProps) {
  return (
    <div class={`vr-banner vr-tone-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={icon ?? tone} />
      <p>
        <strong>{which === undefined ? title : `${which}: ${title}`}</strong>
        {text ? ` ${text}` : ''}
      </p>
      {children}
    </div>
  );
}
