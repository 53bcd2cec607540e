/** The page that `voice-recorder serve` gives; opened as a file it shows what is dropped onto it. */
import type { CaptureSource } from '../shared/captures';
import { HttpSource } from './data/http';
import { takeToken } from './data/token';
import { isSupported } from './data/supported';
import { createEngine, createFileAnalysis, mountStatistics } from './engine/index';
import { mount } from './mount';

function sourceOfPage(): CaptureSource | null {
  if (!/^https?:$/.test(location.protocol)) return null;
  return new HttpSource({ origin: location.origin, token: takeToken(location, history, sessionStorage) });
}

const beside = (name: string): string => new URL(name, import.meta.url).href;
const parts = {
  createEngine,
  mountStatistics,
  createFileAnalysis,
  assets: { workerUrl: beside('worker.js'), pitchUrl: beside('pitch.js') },
};

const message = document.querySelector('.vr-unsupported');
if (isSupported()) {
  message?.remove();
  mount(document.body, sourceOfPage(), { parts, place: 'page' });
} else message?.classList.add('vr-told');
