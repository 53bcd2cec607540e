import type { Session } from '../../state/session';
import { keyOf } from '../../state/keys';
import { SPEEDS } from '../../state/view';
import { seekTo, showAll, showLast, stepFinding, togglePlay, zoom } from '../commands';
import { useFormat, useTexts, useViewer } from '../context';
import { Button, Select } from '../controls';
import { Readout } from './Readout';

const STEP_SECONDS = 5;

function Transport({ session }: { session: Session }) {
  const viewer = useViewer();
  const { toolbar } = useTexts();
  const format = useFormat();
  const view = session.ready.value?.view;
  const playing = session.engine.value?.state.value.kind ?? 'idle';
  if (!view) return null;
  const by = (seconds: number): void => {
    seekTo(session, view.position.peek() + seconds);
  };
  return (
    <div class="vr-tools">
      <Button
        label={toolbar.back}
        icon="back"
        iconOnly
        onClick={() => {
          by(-STEP_SECONDS);
        }}
      />
      <Button
        label={playing === 'idle' ? toolbar.play : toolbar.pause}
        icon={playing === 'idle' ? 'play' : 'pause'}
        kind="primary"
        keyName={keyOf('playPause')}
        onClick={() => {
          togglePlay(viewer);
        }}
      />
      <Button
        label={toolbar.forward}
        icon="forward"
        iconOnly
        onClick={() => {
          by(STEP_SECONDS);
        }}
      />
      <Button
        label={toolbar.loop}
        hint={toolbar.loopHint}
        icon="loop"
        iconOnly
        pressed={view.loop.value}
        keyName={keyOf('loop')}
        onClick={() => {
          view.loop.value = !view.loop.peek();
        }}
      />
      <Select
        label={toolbar.speed}
        bare
        value={String(view.speed.value)}
        options={SPEEDS.map((speed) => [String(speed), toolbar.speedOf(format.number(speed, 2))] as const)}
        onChange={(speed) => {
          view.speed.value = Number(speed);
        }}
      />
    </div>
  );
}

function ZoomTools({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  return (
    <div class="vr-tools">
      <Button
        label={toolbar.zoomOut}
        icon="minus"
        iconOnly
        keyName={keyOf('zoomOut')}
        onClick={() => {
          zoom(session, 2);
        }}
      />
      <Button
        label={toolbar.zoomIn}
        icon="plus"
        iconOnly
        keyName={keyOf('zoomIn')}
        onClick={() => {
          zoom(session, 0.5);
        }}
      />
      <Button
        label={toolbar.fit}
        icon="fit"
        iconOnly
        keyName={keyOf('fit')}
        onClick={() => {
          showAll(session);
        }}
      />
      <Button
        label={toolbar.last}
        hint={toolbar.lastHint}
        icon="last"
        keyName={keyOf('last')}
        onClick={() => {
          showLast(session);
        }}
      />
    </div>
  );
}

function ViewTools({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  const view = session.ready.value?.view;
  if (!view) return null;
  const toggles = [
    { command: 'spectrogram', signal: view.spectrogram, hint: undefined },
    { command: 'loudness', signal: view.loudness, hint: undefined },
    { command: 'normalise', signal: view.normalise, hint: toolbar.normaliseHint },
  ] as const;
  return (
    <div class="vr-tools">
      {toggles.map(({ command, signal, hint }) => (
        <Button
          key={command}
          label={toolbar[command]}
          {...(hint ? { hint } : {})}
          icon={command}
          pressed={signal.value}
          keyName={keyOf(command)}
          onClick={() => {
            signal.value = !signal.peek();
          }}
        />
      ))}
    </div>
  );
}

function FindingTools({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  const count = session.ready.value?.view.findings.value.length ?? 0;
  if (count === 0) return null;
  return (
    <div class="vr-tools">
      <Button
        label={toolbar.previous}
        icon="previous"
        iconOnly
        keyName={keyOf('previous')}
        onClick={() => {
          stepFinding(session, -1);
        }}
      />
      <span class="vr-tools-count" aria-hidden="true">
        {count}
      </span>
      <Button
        label={toolbar.next}
        icon="next"
        iconOnly
        keyName={keyOf('next')}
        onClick={() => {
          stepFinding(session, 1);
        }}
      />
    </div>
  );
}

export function Toolbar({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  return (
    <div class="vr-toolbar" role="group" aria-label={toolbar.label}>
      <Transport session={session} />
      <Readout session={session} />
      <ZoomTools session={session} />
      <ViewTools session={session} />
      <FindingTools session={session} />
    </div>
  );
}
