import { useId } from 'preact/hooks';
import type { Alignment } from '../../state/compare';
import type { Comparison } from '../../state/comparison';
import { keyOf } from '../../state/keys';
import { useTexts, useViewer } from '../context';
import { Button, Select } from '../controls';

const ALIGNMENTS: readonly Alignment[] = ['key', 'start', 'end', 'clock'];

/** How two captures stand to each other, and which one is heard. */
export function CompareBar({ comparison }: { comparison: Comparison }) {
  const viewer = useViewer();
  const texts = useTexts();
  const id = useId();
  const words = texts.compare;
  const heard = comparison.heard.value;
  const hear = (which: 'a' | 'b') => (
    <Button
      label={words.hear(which === 'a' ? words.first : words.second)}
      icon="heard"
      pressed={heard === which}
      keyName={keyOf('hearOther')}
      onClick={() => {
        if (comparison.heard.peek() !== which) comparison.swap();
      }}
    />
  );
  return (
    <div class="vr-compare-bar" role="group" aria-label={words.title}>
      <Select
        label={words.align}
        value={comparison.alignment.value}
        options={ALIGNMENTS.map((alignment) => [alignment, words.aligns[alignment]] as const)}
        onChange={(alignment) => {
          comparison.align(alignment);
        }}
      />
      <span class="vr-field">
        <label class="vr-field-label" for={id}>
          {words.offset}
        </label>
        <Button
          label={words.earlier}
          icon="minus"
          iconOnly
          onClick={() => {
            comparison.nudge(-1);
          }}
        />
        <input
          id={id}
          class="vr-input vr-offset"
          type="number"
          step="0.001"
          value={String(Math.round(comparison.shiftSeconds.value * 1000) / 1000)}
          onChange={(event) => {
            const seconds = event.currentTarget.valueAsNumber;
            if (Number.isFinite(seconds)) comparison.shiftSeconds.value = seconds;
          }}
        />
        <span>{words.offsetUnit}</span>
        <Button
          label={words.later}
          icon="plus"
          iconOnly
          onClick={() => {
            comparison.nudge(1);
          }}
        />
      </span>
      {hear('a')}
      {hear('b')}
      <Button
        label={words.end}
        icon="close"
        onClick={() => {
          viewer.endComparison();
        }}
      />
    </div>
  );
}
