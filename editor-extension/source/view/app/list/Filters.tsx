import { useId } from 'preact/hooks';
import type { Captures } from '../../state/captures';
import { NO_FILTER, isFiltered } from '../../state/list';
import type { ListFilter } from '../../state/list';
import { findingName } from '../../state/findings';
import { reasonText } from '../../state/title';
import { useTexts, useViewer } from '../context';
import { Button, Select } from '../controls';
import { Icon } from '../Icon';

const FINDING = 'finding:';

export function Filters({ captures }: { captures: Captures }) {
  const texts = useTexts();
  const viewer = useViewer();
  const id = useId();
  const filter = captures.filter.value;
  const { reasons, builds, badges } = captures.choices.value;
  const change = (part: Partial<ListFilter>): void => {
    captures.filter.value = { ...captures.filter.peek(), ...part };
  };
  const badgeName = (key: string): string =>
    key.startsWith(FINDING) ? findingName(key.slice(FINDING.length), texts) : (texts.badges.names[key] ?? key);
  const options = (any: string, values: string[], name: (value: string) => string = (value) => value) => [
    ['', any] as const,
    ...values.map((value) => [value, name(value)] as const),
  ];
  return (
    <search class="vr-filters">
      <div class="vr-search">
        <Icon name="search" />
        <label class="vr-hidden" for={id}>
          {texts.list.search}
        </label>
        <input
          id={id}
          ref={(element) => {
            viewer.searchField = element;
          }}
          type="search"
          class="vr-input"
          placeholder={texts.list.searchHint}
          value={filter.search}
          onInput={(event) => {
            change({ search: event.currentTarget.value });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') change({ search: '' });
          }}
        />
      </div>
      <div class="vr-filter-selects">
        {reasons.length > 1 || filter.reason ? (
          <Select
            label={texts.list.reason}
            value={filter.reason}
            bare
            options={options(texts.list.anyReason, reasons, (reason) => reasonText(reason, texts))}
            onChange={(reason) => {
              change({ reason });
            }}
          />
        ) : null}
        {builds.length > 1 || filter.build ? (
          <Select
            label={texts.list.build}
            value={filter.build}
            bare
            options={options(texts.list.anyBuild, builds)}
            onChange={(build) => {
              change({ build });
            }}
          />
        ) : null}
        {badges.length > 0 || filter.badge ? (
          <Select
            label={texts.list.badge}
            value={filter.badge}
            bare
            options={options(texts.list.anyBadge, badges, badgeName)}
            onChange={(badge) => {
              change({ badge });
            }}
          />
        ) : null}
      </div>
      <div class="vr-filter-count">
        <span role="status">{texts.list.count(captures.shown.value.length, captures.present.value.length)}</span>
        {isFiltered(filter) ? (
          <Button
            label={texts.list.clear}
            kind="quiet"
            icon="close"
            onClick={() => {
              captures.filter.value = NO_FILTER;
            }}
          />
        ) : null}
      </div>
    </search>
  );
}
