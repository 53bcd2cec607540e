import type { VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Session } from '../../state/session';
import { SECTIONS } from '../../state/viewer';
import type { Section } from '../../state/viewer';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Export } from './Export';
import { Findings } from './Findings';
import { Markers } from './Markers';
import { Metadata } from './Metadata';
import { Sources } from './Sources';
import { Statistics } from './Statistics';

const CONTENT: Record<Section, (session: Session) => VNode> = {
  findings: (session) => <Findings session={session} />,
  markers: (session) => <Markers session={session} />,
  metadata: (session) => <Metadata session={session} />,
  sources: (session) => <Sources session={session} />,
  statistics: (session) => <Statistics session={session} />,
  export: (session) => <Export session={session} />,
};

function countOf(section: Section, session: Session): number | null {
  const ready = session.ready.value;
  if (!ready) return null;
  if (section === 'findings') return ready.view.findings.value.length;
  if (section === 'markers') return (ready.detail.sidecar?.markers ?? []).length + ready.view.notes.value.length;
  return section === 'sources' ? (ready.detail.sidecar?.sources ?? []).length : null;
}

/** Where an arrow leads from one tab. */
function moved(sections: readonly Section[], section: Section, key: string): Section | undefined {
  if (key === 'Home') return sections[0];
  if (key === 'End') return sections[sections.length - 1];
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  return step === 0 ? undefined : sections[(sections.indexOf(section) + step + sections.length) % sections.length];
}

/** The lower part: tabs, of which one is open. */
export function Sections({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const tabs = useRef(new Map<Section, HTMLButtonElement>());
  const able = viewer.captures.value?.source.can.export ?? [];
  const sections = SECTIONS.filter((section) => section !== 'export' || able.length > 0);
  const open = sections.find((section) => section === viewer.section.value) ?? 'findings';
  const asked = viewer.sectionFocus.value;
  const answered = useRef(asked);
  const hidden = viewer.settings.lowerHidden;
  useEffect(() => {
    if (asked !== answered.current) panel.current?.focus();
    answered.current = asked;
  }, [asked]);
  return (
    <section class="vr-sections" aria-label={texts.sections.label}>
      <div class="vr-tabs-row">
        <div
          class="vr-tabs"
          role="tablist"
          aria-label={texts.sections.label}
          onKeyDown={(event) => {
            const next = moved(sections, open, event.key);
            if (!next) return;
            event.preventDefault();
            hidden.value = false;
            viewer.section.value = next;
            tabs.current.get(next)?.focus();
          }}
        >
          {sections.map((section) => {
            const count = countOf(section, session);
            return (
              <button
                key={section}
                ref={(element) => {
                  if (element) tabs.current.set(section, element);
                }}
                type="button"
                role="tab"
                id={`${id}-${section}`}
                class="vr-tab"
                aria-selected={section === open}
                aria-controls={`${id}-panel`}
                tabIndex={section === open ? 0 : -1}
                onClick={() => {
                  hidden.value = false;
                  viewer.section.value = section;
                }}
              >
                {texts.sections[section]}
                {count === null ? null : <span class="vr-count">{count}</span>}
              </button>
            );
          })}
        </div>
        <Button
          label={hidden.value ? texts.sections.show : texts.sections.hide}
          icon={hidden.value ? 'up' : 'down'}
          iconOnly
          kind="quiet"
          onClick={() => {
            hidden.value = !hidden.peek();
          }}
        />
      </div>
      <div
        ref={panel}
        id={`${id}-panel`}
        class="vr-panel"
        role="tabpanel"
        aria-labelledby={`${id}-${open}`}
        tabIndex={0}
        data-own-keys="vertical"
      >
        {CONTENT[open](session)}
      </div>
    </section>
  );
}
