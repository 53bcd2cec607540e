// The section of the component VoiceRecorder in Creator's inspector: its fields, and below them what the recorder says to
// them, what they cost, and what the files of the captures folder tell of the running game.
import type { ComponentDump } from './dump';
import { Section } from './Section';

interface InspectorThis {
  $: { section: HTMLElement | null };
  voiceRecorderSection?: Section;
}

export const template = '<div class="vri-section"></div>';
export const style = `
.vri-line { margin: 4px 0; line-height: 1.5; overflow-wrap: anywhere; user-select: text; }
.vri-refused { color: #ff948b; }
.vri-remark { color: #f1bb55; }
.vri-soft { opacity: 0.8; }
.vri-actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0; }
`;
export const $ = { section: '.vri-section' };

/** Made by whichever comes first, `ready` or `update`. */
function sectionOf(inspector: InspectorThis): Section | undefined {
  const { section } = inspector.$;
  if (section) inspector.voiceRecorderSection ??= new Section(section);
  return inspector.voiceRecorderSection;
}

export function ready(this: InspectorThis): void {
  sectionOf(this);
}

export function update(this: InspectorThis, dump: ComponentDump): void {
  sectionOf(this)?.update(dump);
}

export function close(this: InspectorThis): void {
  this.voiceRecorderSection?.close();
  delete this.voiceRecorderSection;
}
