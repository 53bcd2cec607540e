import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendWords } from './wordsPage';

/** For a person who opened the address without the token: what is missing, and how it is had. */
export function sendNoToken(request: IncomingMessage, response: ServerResponse): void {
  sendWords(request, response, 401, [
    {
      language: 'en',
      title: 'This page needs its link',
      paragraphs: [
        'Captures are voices of people. The page opens only by the link that has the token in it.',
        'Open the link that `voice-recorder serve` printed in its terminal, up to its last character. ' +
          'If it is gone, end that command with Ctrl-C and run `voice-recorder serve FOLDER` again: it prints a new one.',
      ],
    },
    {
      language: 'zh',
      title: '请用完整的链接打开此页面',
      paragraphs: [
        '录音包含他人的语音，因此只有带访问令牌的链接才能打开此页面。',
        '请打开 `voice-recorder serve` 在终端里输出的链接，直到最后一个字符。' +
          '如果找不到该链接，请按 Ctrl-C 结束该命令，再运行 `voice-recorder serve 文件夹`，它会输出新的链接。',
      ],
    },
  ]);
}
