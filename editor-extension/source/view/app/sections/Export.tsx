import { useState } from 'preact/hooks';
import { errorBody, failureText } from '../../state/captures';
import { exportNote, exportOrder, isWhole, partOf } from '../../state/exportOrder';
import type { ExportForm } from '../../state/exportOrder';
import { laneName } from '../../state/lanes';
import type { Session } from '../../state/session';
import type { Viewer } from '../../state/viewer';
import { hasAudio } from '../../state/view';
import { useFormat, useTexts, useViewer } from '../context';
import { Button, Check, Select } from '../controls';

async function save(viewer: Viewer, session: Session, form: ExportForm, signal: AbortSignal): Promise<void> {
  const ready = session.ready.peek();
  const source = viewer.captures.peek()?.source;
  if (!ready || !source) return;
  const order = exportOrder(form, ready.view, ready.detail, viewer.settings.language.peek());
  if (!order) {
    viewer.toasts.show('error', (texts) => texts.export.noLane);
    return;
  }
  try {
    const { name, blob } = await source.export(session.id, order, signal);
    viewer.surface.saveFile(name, blob);
    viewer.toasts.show('done', (texts) => texts.export.done(name));
  } catch (error) {
    if (errorBody(error).code !== 'cancelled') viewer.toasts.show('error', (texts) => failureText(error, texts));
  }
}

function LaneChoice(props: {
  session: Session;
  chosen: readonly number[] | null;
  onChange: (lanes: number[] | null) => void;
}) {
  const { session, chosen, onChange } = props;
  const texts = useTexts();
  const detail = session.ready.value?.detail;
  if (!detail || detail.lanes.length < 2) return null;
  const able = detail.lanes.map((_, place) => place).filter((place) => hasAudio(detail, place));
  return (
    <fieldset class="vr-fieldset">
      <legend>{texts.export.lanes}</legend>
      <Check
        label={texts.export.lanesAsIs}
        checked={chosen === null}
        onChange={(asIs) => {
          onChange(asIs ? null : able.filter((place) => detail.lanes[place]?.kind !== 'mix'));
        }}
      />
      {chosen === null ? null : <p class="vr-soft">{texts.export.lanesMixed}</p>}
      {chosen === null
        ? null
        : able.map((place) => {
            const lane = detail.lanes[place];
            return lane ? (
              <Check
                key={place}
                label={laneName(lane, texts)}
                checked={chosen.includes(place)}
                onChange={(on) => {
                  onChange(on ? [...chosen, place].sort((a, b) => a - b) : chosen.filter((one) => one !== place));
                }}
              />
            ) : null;
          })}
    </fieldset>
  );
}

export function Export({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const ready = session.ready.value;
  const able = viewer.captures.value?.source.can.export ?? [];
  const [form, setForm] = useState<ExportForm>({ part: 'selection', format: 'wav', lanes: null, hashUsers: false });
  const [running, setRunning] = useState<AbortController | null>(null);
  if (!ready) return null;
  const words = texts.export;
  if (able.length === 0) return null;
  const { view } = ready;
  const selection = view.selection.value;
  const range = view.range.value;
  const stretch = ({ from, to }: { from: number; to: number }): string =>
    `${format.clock(from, 1)} – ${format.clock(to, 1)}`;
  const parts = [
    ...(selection ? [['selection', `${words.selection} (${stretch(selection)})`] as const] : []),
    ['visible', `${words.visible} (${stretch(range)})`] as const,
    ['whole', `${words.whole} (${format.duration(view.durationSeconds.value)})`] as const,
  ];
  const formatChosen = able.find((one) => one === form.format) ?? able[0] ?? 'wav';
  const part = partOf(formatChosen, form.part === 'selection' && !selection ? 'visible' : form.part);
  const chosen = { ...form, part, format: formatChosen };
  const note = exportNote(chosen, ready.detail.summary.format, able);
  const run = (): void => {
    const controller = new AbortController();
    setRunning(controller);
    void save(viewer, session, chosen, controller.signal).finally(() => {
      setRunning(null);
    });
  };
  return (
    <div class="vr-section vr-form">
      <Select
        label={words.what}
        value={part}
        options={parts.filter(([one]) => partOf(formatChosen, one) === one)}
        onChange={(value) => {
          setForm({ ...form, part: value });
        }}
      />
      <Select
        label={words.format}
        value={chosen.format}
        options={able.map((one) => [one, words.formats[one]] as const)}
        onChange={(value) => {
          setForm({ ...form, format: value });
        }}
      />
      {chosen.format === 'zip' ? (
        <Check
          label={words.hashUsers}
          checked={form.hashUsers}
          onChange={(hashUsers) => {
            setForm({ ...form, hashUsers });
          }}
        />
      ) : isWhole(chosen.format) ? null : (
        <LaneChoice
          session={session}
          chosen={form.lanes}
          onChange={(lanes) => {
            setForm({ ...form, lanes });
          }}
        />
      )}
      {note ? <p class="vr-soft">{words.notes[note]}</p> : null}
      <div class="vr-section-tools">
        <Button
          label={running ? words.working : words.save}
          icon="export"
          kind="primary"
          disabled={running !== null}
          onClick={run}
        />
        {running ? (
          <Button
            label={texts.cancel}
            onClick={() => {
              running.abort();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}
