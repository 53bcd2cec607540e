import { useEffect, useState } from 'preact/hooks';
import { isReconnecting } from '../../data/reconnecting';
import type { Captures } from '../../state/captures';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Banner } from './Banner';

/** Whole seconds until then, counted down. */
export function useSecondsLeft(untilMs: number | null): number {
  const viewer = useViewer();
  const left = untilMs === null ? 0 : Math.max(Math.ceil((untilMs - viewer.now) / 1000), 0);
  const [, again] = useState(0);
  useEffect(() => {
    if (untilMs === null) return undefined;
    const timer = setInterval(() => {
      again((count) => count + 1);
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [untilMs]);
  return left;
}

export function ConnectionBanner({ captures }: { captures: Captures }) {
  const texts = useTexts();
  const { source } = captures;
  const reconnecting = isReconnecting(source) ? source : null;
  const nextTryAtMs = reconnecting?.nextTryAtMs.value ?? null;
  const seconds = useSecondsLeft(nextTryAtMs);
  if (!captures.lost.value) return null;
  return (
    <Banner tone="warning" title={texts.states.lostTitle} text={texts.states.lostText}>
      <span class="vr-soft" aria-hidden="true">
        {nextTryAtMs === null ? texts.states.lostTrying : texts.states.lostRetry(seconds)}
      </span>
      {reconnecting ? (
        <Button
          label={texts.retry}
          icon="reload"
          onClick={() => {
            reconnecting.retryNow();
          }}
        />
      ) : null}
    </Banner>
  );
}
