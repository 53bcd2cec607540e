import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Sends exactly these bytes and reads until the other end closes. Nothing on the way tidies the path up. */
export function sendRaw(port: number, text: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (chunks.length === 0) reject(error);
    });
    socket.on('close', () => {
      resolve(parsed(Buffer.concat(chunks)));
    });
    socket.write(text);
  });
}

/** A request of one head and no body, on a connection that closes behind it. */
export function ask(port: number, method: string, target: string, headers: Record<string, string> = {}, body = '') {
  const all = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

function parsed(bytes: Buffer): RawAnswer {
  const split = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.toString('latin1', 0, split < 0 ? bytes.length : split).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers,
    body: split < 0 ? Buffer.alloc(0) : bytes.subarray(split + 4),
  };
}
