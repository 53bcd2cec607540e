import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_HEADER } from '../shared/routes';
import { HttpError } from './HttpError';

/** 128 random bits. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** In constant time, whatever the lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Who may ask: this machine's own browser, by this server's own name, with its token. */
export class Guard {
  constructor(
    private readonly token: string,
    private readonly port: number,
  ) {}

  /** Cookies know no ports: another server on this machine has a cookie of another name. */
  get cookieName(): string {
    return `voice-recorder-${this.port}`;
  }

  /**
   * Lax: a link in a ticket opens the page of a browser that was let in. It comes with such a click alone, which the
   * other site cannot read the answer of; it lets nobody change anything (checkPost), and no GET does.
   */
  get cookie(): string {
    return `${this.cookieName}=${this.token}; Path=/; HttpOnly; SameSite=Lax`;
  }

  /** A page of somebody else whose name leads to this machine sends that name. */
  checkHost(request: IncomingMessage): void {
    if (this.names().includes(request.headers.host ?? '')) return;
    throw new HttpError(403, 'refused', `this server is http://127.0.0.1:${this.port} and answers to no other name`);
  }

  /** True: the token came in the link, and the browser is to keep it. */
  checkToken(request: IncomingMessage, url: URL): boolean {
    const inLink = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (inLink !== null && isSame(inLink, this.token)) return true;
    if (this.hasHeader(request) || this.hasCookie(request)) return false;
    throw new HttpError(401, 'no-token', 'open the link that voice-recorder serve has printed: it has the token in it');
  }

  /** A form or a script of another site can send the cookie, but neither this header nor this origin. */
  checkPost(request: IncomingMessage): void {
    const { origin } = request.headers;
    if (!this.names().some((name) => origin === `http://${name}`)) {
      throw new HttpError(403, 'refused', 'changes come from the page of this server alone');
    }
    if (!this.hasHeader(request)) {
      throw new HttpError(401, 'no-token', `a change carries the token in ${TOKEN_HEADER}`);
    }
  }

  private names(): string[] {
    return [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
  }

  private hasHeader(request: IncomingMessage): boolean {
    const given = request.headers[TOKEN_HEADER.toLowerCase()];
    return typeof given === 'string' && isSame(given, this.token);
  }

  private hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
    return cookies.some((each) => isSame(each, `${this.cookieName}=${this.token}`));
  }
}
