import type { IncomingMessage, ServerResponse } from 'node:http';

interface Words {
  readonly language: string;
  readonly title: string;
  readonly why: string;
  readonly how: string;
}

/** Commands stand between backticks. */
const WORDS: readonly Words[] = [
  {
    language: 'en',
    title: 'This page needs its link',
    why: 'Captures are voices of people. The page opens only by the link that has the token in it.',
    how:
      'Open the link that `voice-recorder serve` printed in its terminal, up to its last character. ' +
      'If it is gone, end that command with Ctrl-C and run `voice-recorder serve FOLDER` again: it prints a new one.',
  },
  {
    language: 'zh',
    title: '请用完整的链接打开此页面',
    why: '录音包含他人的语音，因此只有带访问令牌的链接才能打开此页面。',
    how:
      '请打开 `voice-recorder serve` 在终端里输出的链接，直到最后一个字符。' +
      '如果找不到该链接，请按 Ctrl-C 结束该命令，再运行 `voice-recorder serve 文件夹`，它会输出新的链接。',
  },
];

/** The language of a header like 'de, zh-CN;q=0.8, en;q=0.5' that is wanted most among those there are. */
function wordsFor(header: string): Words {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = options.find((option) => option.startsWith('q='));
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const first = wanted.flatMap(({ language }) => WORDS.find((words) => words.language === language) ?? [])[0];
  return first ?? (WORDS[0] as Words);
}

/** For a person who opened the address without the token: what is missing, and how it is had. */
export function sendNoToken(request: IncomingMessage, response: ServerResponse): void {
  const { language, title, why, how } = wordsFor(request.headers['accept-language'] ?? '');
  const body = Buffer.from(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
      `<title>VoiceRecorder</title></head><body><main><h1>${title}</h1><p>${why}</p>` +
      `<p>${how.replace(/`([^`]+)`/g, '<code>$1</code>')}</p></main></body></html>\n`,
    'utf8',
  );
  response.writeHead(401, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    Vary: 'Accept-Language',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
