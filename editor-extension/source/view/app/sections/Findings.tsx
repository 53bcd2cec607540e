import type { Finding } from '../../engine';
import { laneName } from '../../state/lanes';
import type { Session } from '../../state/session';
import { playFinding } from '../commands';
import { useFormat, useTexts } from '../context';
import { Icon } from '../Icon';
import { Causes } from './Causes';
import { Table } from './Table';

export function Findings({ session }: { session: Session }) {
  const texts = useTexts();
  const format = useFormat();
  const ready = session.ready.value;
  if (!ready) return null;
  const { detail, view } = ready;
  const words = texts.findings;
  const findings = view.findings.value;
  const maps = session.engine.value?.maps.value ?? [];
  const state = session.diagnosing.state.value;
  const diagnosis = state.kind === 'ready' ? state.diagnosis : null;
  const mapping = session.engine.value?.progress.value.some(({ what }) => what === 'map') ?? false;
  const measuring = state.kind === 'running' || mapping;
  const checks = diagnosis?.checks ?? [];
  const made = checks.filter((check) => check.state !== 'not-checkable').length;
  const isFine = !measuring && made === checks.length;
  const cell = (finding: Finding, column: string) => {
    switch (column) {
      case 'at':
        return (
          <button
            type="button"
            class="vr-jump"
            aria-label={words.jump(finding.label, format.clock(finding.startSeconds))}
            onClick={() => {
              playFinding(session, finding);
            }}
          >
            <Icon name="play" />
            {format.clock(finding.startSeconds)}
          </button>
        );
      case 'what':
        return finding.told === undefined ? (
          finding.label
        ) : (
          <>
            {finding.told} {finding.approximate ? <span class="vr-soft">{words.fromAac}</span> : null}
          </>
        );
      case 'severity':
        return (
          <span class={`vr-badge vr-tone-${finding.severity}`}>
            <Icon name={finding.severity} />
            {texts.severities[finding.severity]}
          </span>
        );
      case 'lane': {
        const lane = finding.lane === null ? undefined : detail.lanes[finding.lane];
        return lane ? laneName(lane, texts) : words.allLanes;
      }
      default:
        return format.duration(finding.endSeconds - finding.startSeconds);
    }
  };
  return (
    <div class="vr-section">
      <p class="vr-soft">
        {diagnosis ? words.fromDiagnosis : words.fromMaps}
        {!diagnosis && maps.some((map) => map?.approximate === true) ? ` ${words.approximate}` : ''}
        {maps.some((map) => map?.truncated === true) || (diagnosis?.leftOut ?? 0) > 0 ? ` ${words.truncated}` : ''}
      </p>
      {findings.length === 0 ? (
        <p class="vr-section-empty">
          <Icon name={measuring ? 'reload' : isFine ? 'ok' : 'info'} />
          {measuring ? words.measuring : diagnosis ? words.checked(made) : words.none}
        </p>
      ) : (
        <Table
          caption={words.caption}
          columns={[
            { key: 'at', label: words.at },
            { key: 'what', label: words.what },
            { key: 'severity', label: words.severity },
            { key: 'lane', label: words.lane },
            { key: 'length', label: words.length, numeric: true },
          ]}
          rows={findings}
          keyOf={({ id }) => id}
          cell={cell}
          onRow={(finding) => {
            playFinding(session, finding);
          }}
        />
      )}
      {diagnosis ? <Causes session={session} diagnosis={diagnosis} /> : null}
    </div>
  );
}
