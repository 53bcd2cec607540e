import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../editor/ask';
import { say } from '../../editor/texts';
import { reasonOf } from '../../host/systemErrors';
import type { CaptureErrorBody } from '../../shared/captures';
import type { FolderState, SessionNews } from '../../shared/creator';
import { PortSource } from '../../view/data/port';
import { createEngine, createFileAnalysis, mountStatistics } from '../../view/engine/index';
import { mount } from '../../view/mount';
import type { Mounted } from '../../view/mount';
import { panelAssets } from './assets';
import { card, strip } from './cards';
import type { CardText } from './cards';
import { HostProcess } from './HostProcess';

/** What stands beside the panel's script. */
const HOST_SCRIPT = 'host.js';
const PAGE_FOLDER = 'page';

/** The viewer in a panel: one process for the captures folder of the project, another one when the settings change. */
export class CapturesPanel {
  private readonly strips: HTMLElement;
  private readonly stage: HTMLElement;
  private readonly page;
  private folder: FolderState | null = null;
  private host: HostProcess | null = null;
  private source: PortSource | null = null;
  private mounted: Mounted | null = null;
  private ended = false;

  /** `folder`: where the build has put what the panel loads. */
  constructor(
    root: HTMLElement,
    private readonly built: string,
  ) {
    this.page = panelAssets(join(built, PAGE_FOLDER));
    this.strips = document.createElement('div');
    this.stage = document.createElement('div');
    this.stage.className = 'vrp-viewer';
    root.replaceChildren(this.strips, this.stage);
    this.show({ title: say('starting'), lines: [] });
  }

  /** Shows the folder that the project's settings name now; nothing changes when it is the one that is shown. */
  async refresh(): Promise<void> {
    const folder = await ask.folder().catch((error: unknown): FolderState => {
      const reason = error instanceof Error ? error.message : String(error);
      return { path: this.folder?.path ?? '', kind: 'blocked', reason, warnings: [] };
    });
    if (this.ended) return;
    const isSame = folder.path === this.folder?.path && this.host !== null && folder.kind !== 'blocked';
    this.folder = folder;
    if (!isSame) this.open(folder);
  }

  close(): void {
    this.ended = true;
    this.leave();
    this.page.dispose();
  }

  private open(folder: FolderState): void {
    this.leave();
    this.strips.replaceChildren();
    if (folder.kind === 'blocked') {
      this.refused({ code: 'io', message: folder.reason });
      return;
    }
    if (folder.warnings.includes('in-assets')) this.strips.append(strip(say('warnInAssets')));
    if (folder.warnings.includes('read-only')) this.strips.append(strip(say('warnReadOnly')));
    const host: HostProcess = new HostProcess(join(this.built, HOST_SCRIPT), folder.path, {
      news: (message) => {
        this.told(host, message);
      },
      end: (reason) => {
        this.lost(reason);
      },
    });
    this.host = host;
  }

  private told(host: HostProcess, message: SessionNews): void {
    switch (message.kind) {
      case 'waiting':
        this.missing();
        break;
      case 'serving':
        if (message.analysis !== '') this.strips.append(strip(say('warnAnalysis', { reason: message.analysis })));
        void this.view(host);
        break;
      case 'refused':
        this.leave();
        this.refused(message.error);
    }
  }

  private async view(host: HostProcess): Promise<void> {
    try {
      const source = await PortSource.connect(host);
      if (this.host !== host) return;
      this.source = source;
      this.stage.replaceChildren();
      this.mounted = mount(this.stage, source, {
        place: 'panel',
        parts: { createEngine, mountStatistics, createFileAnalysis, assets: this.page.assets },
        // The editor has one theme, a dark one.
        preferred: { languages: [Editor.I18n.getLanguage()], theme: 'dark' },
      });
    } catch (error) {
      if (this.host !== host) return;
      this.leave();
      this.show({ title: say('mismatchTitle'), lines: [(error as Error).message], isError: true });
    }
  }

  /** Ends viewer and process. */
  private leave(): void {
    this.mounted?.dispose();
    this.mounted = null;
    this.source?.dispose();
    this.source = null;
    this.host?.close();
    this.host = null;
  }

  private lost(reason: string): void {
    this.leave();
    this.show({
      title: say('endedTitle'),
      lines: [say('endedText', { reason })],
      actions: [{ text: 'retry', run: () => void this.refresh() }],
      isError: true,
    });
  }

  private missing(): void {
    this.show({
      title: say('missingTitle'),
      lines: [say('missingText'), say('missingSteps')],
      path: this.folder?.path ?? '',
      actions: [
        { text: 'createFolder', run: () => this.createFolder() },
        { text: 'openSettings', run: ask.openSettings },
      ],
    });
  }

  /** The process that waits for it sees it by itself. */
  private createFolder(): void {
    try {
      mkdirSync(this.folder?.path ?? '', { recursive: true });
    } catch (error) {
      this.strips.append(strip(say('createFailed', { reason: reasonOf(error) })));
    }
  }

  private refused({ message }: CaptureErrorBody): void {
    this.show({
      title: say('blockedTitle'),
      lines: [message, say('blockedNext')],
      path: this.folder?.path ?? '',
      actions: [
        { text: 'retry', run: () => void this.refresh() },
        { text: 'openSettings', run: ask.openSettings },
      ],
      isError: true,
    });
  }

  private show(text: CardText): void {
    this.stage.replaceChildren(card(text));
  }
}
