/**
 * The server's routes, one place for both ends. Every request carries the token: as the cookie that opening the link
 * sets, or as the header `X-VR-Token`; a POST always as the header, and with an Origin that is the server's own.
 * Answers are JSON unless said otherwise; a failure is a CaptureErrorBody with its HTTP status.
 */
export const TOKEN_HEADER = 'X-VR-Token';

const capture = (id: string): string => `/api/captures/${id}`;

export const routes = {
  /** The page itself: `/?token=TOKEN#c=ID&t=FROM-TO`. */
  page: '/',
  /** { folder, version, can } */
  about: '/api/about',
  /** CaptureSummary[], with an ETag. */
  list: '/api/captures',
  /** Server-sent events: CaptureChange as JSON in `data`. */
  events: '/api/events',
  /** CaptureDetail. */
  open: capture,
  /** An envelope file; takes Range; ETag. */
  envelope: (id: string, lane: number): string => `${capture(id)}/envelope/${lane}`,
  map: (id: string, lane: number): string => `${capture(id)}/map/${lane}`,
  loudness: (id: string, lane: number): string => `${capture(id)}/loudness/${lane}`,
  diagnosis: (id: string): string => `${capture(id)}/diagnosis`,
  /** The file's own bytes; takes Range. */
  audio: (id: string, file: number): string => `${capture(id)}/audio/${file}`,
  adtsIndex: (id: string, file: number): string => `${capture(id)}/index/${file}`,
  /** 32-bit floats, little-endian, interleaved. `?first=FRAME&frames=COUNT`, at most 2^22 frames. */
  pcm: (id: string, lane: number): string => `${capture(id)}/pcm/${lane}`,
  /** POST { note } */
  note: (id: string): string => `${capture(id)}/note`,
  /** POST { pinned } */
  pin: (id: string): string => `${capture(id)}/pin`,
  /** POST {}: { undoSeconds } */
  remove: (id: string): string => `${capture(id)}/remove`,
  /** POST {} */
  restore: (id: string): string => `${capture(id)}/restore`,
  /** POST ExportOrder: the file, with Content-Disposition. */
  export: (id: string): string => `${capture(id)}/export`,
} as const;
