import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a person reads who opened an address at which there is no page; commands stand between backticks. */
export interface Words {
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The language of a header like 'de, zh-CN;q=0.8, en;q=0.5' that is wanted most among those there are. */
function wordsFor(all: readonly [Words, ...Words[]], header: string): Words {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = options.find((option) => option.startsWith('q='));
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const first = wanted.flatMap(({ language }) => all.find((words) => words.language === language) ?? [])[0];
  return first ?? all[0];
}

/** A page in the language that is wanted most; of what nobody asked for, in the first one. */
export function sendWords(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  all: readonly [Words, ...Words[]],
): void {
  const { language, title, paragraphs } = wordsFor(all, request.headers['accept-language'] ?? '');
  const text = paragraphs.map((each) => `<p>${each.replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`).join('');
  const body = Buffer.from(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
      `<title>VoiceRecorder</title></head><body><main><h1>${title}</h1>${text}</main></body></html>\n`,
    'utf8',
  );
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    Vary: 'Accept-Language',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
