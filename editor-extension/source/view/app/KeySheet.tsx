import { BINDINGS } from '../state/keys';
import type { KeyGroup } from '../state/keys';
import { useTexts, useViewer } from './context';
import { Check } from './controls';
import { Dialog } from './Dialog';

const GROUPS: readonly KeyGroup[] = ['play', 'view', 'mark', 'captures'];

export function KeySheet() {
  const viewer = useViewer();
  const texts = useTexts();
  if (!viewer.keysShown.value) return null;
  return (
    <Dialog
      title={texts.keys.title}
      wide
      onClose={() => {
        viewer.keysShown.value = false;
      }}
    >
      <div class="vr-keys">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{texts.keys.groups[group]}</h3>
            <dl>
              {BINDINGS.filter((binding) => binding.group === group).map(({ command, key, shown }) => (
                <div key={command} class="vr-key-line">
                  <dt>
                    <kbd>{shown ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
                  </dt>
                  <dd>{texts.keys.commands[command]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Check
        label={texts.keys.on}
        hint={texts.keys.onHint}
        checked={viewer.settings.singleKeys.value}
        onChange={(on) => {
          viewer.settings.singleKeys.value = on;
        }}
      />
    </Dialog>
  );
}
