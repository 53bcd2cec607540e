import { HttpError } from './HttpError';

export const RESOURCES = {
  envelope: 'GET',
  map: 'GET',
  loudness: 'GET',
  diagnosis: 'GET',
  audio: 'GET',
  index: 'GET',
  pcm: 'GET',
  note: 'POST',
  pin: 'POST',
  remove: 'POST',
  restore: 'POST',
  export: 'POST',
} as const;

export type Resource = keyof typeof RESOURCES;

export type Route =
  | { kind: 'file' }
  | { kind: 'about' | 'list' | 'events' }
  | { kind: 'open'; id: string }
  | { kind: Resource; id: string; place: number };

/** Where a path leads, as shared/routes.ts builds it. Throws 404; nothing of it is decoded, so nothing is hidden in it. */
export function routeOf(path: string): Route {
  if (path !== '/api' && !path.startsWith('/api/')) return { kind: 'file' };
  if (path === '/api/about') return { kind: 'about' };
  if (path === '/api/captures') return { kind: 'list' };
  if (path === '/api/events') return { kind: 'events' };
  const [, id, what, place] = /^\/api\/captures\/([\w-]{1,64})(?:\/([a-z]+)(?:\/(\d{1,6}))?)?$/.exec(path) ?? [];
  if (id !== undefined && what === undefined) return { kind: 'open', id };
  if (id !== undefined && isResource(what)) {
    const takesPlace = RESOURCES[what] === 'GET' && what !== 'diagnosis';
    if (takesPlace === (place !== undefined)) return { kind: what, id, place: Number(place ?? 0) };
  }
  throw new HttpError(404, 'not-found', 'there is nothing at this address');
}

function isResource(name: string | undefined): name is Resource {
  return name !== undefined && Object.hasOwn(RESOURCES, name);
}

/** What may be done there. */
export function methodsOf(route: Route): string[] {
  const posts = Object.hasOwn(RESOURCES, route.kind) && RESOURCES[route.kind as Resource] === 'POST';
  return posts ? ['POST'] : ['GET', 'HEAD'];
}

export function checkMethod(method: string | undefined, route: Route): void {
  const allowed = methodsOf(route);
  if (allowed.includes(method ?? '')) return;
  const headers = { Allow: allowed.join(', '), Connection: 'close' };
  throw new HttpError(405, 'refused', `this address takes ${allowed.join(' and ')} only`, headers);
}
