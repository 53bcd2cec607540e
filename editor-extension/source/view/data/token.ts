/**
 * The token stands in the link that the server prints. It leaves the address bar at once, so that nobody copies or
 * records it, and stays with this tab alone, so that the page can be loaded again and still save notes.
 */
const PARAMETER = 'token';
const KEY = 'voice-recorder.token';

export interface Place {
  readonly href: string;
}
export interface PlaceHistory {
  readonly state: unknown;
  replaceState(state: unknown, unused: string, url: string): void;
}
export interface TabStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export function takeToken(place: Place, history: PlaceHistory, store: TabStore): string | null {
  const url = new URL(place.href);
  const token = url.searchParams.get(PARAMETER);
  if (token === null) return store.getItem(KEY);
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', `${url.pathname}${url.search}${url.hash}`);
  if (token !== '') store.setItem(KEY, token);
  return token === '' ? store.getItem(KEY) : token;
}
