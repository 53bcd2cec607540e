/** The page that `voice-recorder serve` gives. */
import { HttpSource } from './data/http';
import { takeToken } from './data/token';
import { isSupported } from './data/supported';
import { createEngine, createFileAnalysis, mountStatistics } from './engine/index';
import { mount } from './mount';

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
  const token = takeToken(location, history, sessionStorage);
  mount(document.body, new HttpSource({ origin: location.origin, token }), { parts, place: 'page' });
} else message?.classList.add('vr-told');
