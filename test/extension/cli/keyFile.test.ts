import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyFile } from '../../../editor-extension/source/cli/keyFile';
import { temporaryFolder } from '../support/captures';

const HEX = '00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF';

describe('KeyFile', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);
  const file = (content: string | Buffer): string => {
    writeFileSync(join(folder.path, 'key'), content);
    return join(folder.path, 'key');
  };

  it.each([
    ['bytes', Buffer.from(HEX, 'hex')],
    ['digits', HEX],
    ['digits with white space around them', ` \t${HEX}\r\n`],
    ['32 bytes of text', 'x'.repeat(32)],
  ])('HoldsAKeyAs: %s', async (_what, content) => {
    expect(await readKeyFile(file(content))).toHaveLength(32);
  });

  it.each(['', HEX.slice(1), `${HEX}0`, HEX.replace('a', 'g'), 'x'.repeat(33), 'x'.repeat(5000)])(
    'IsRefused: %j',
    async (content) => {
      await expect(readKeyFile(file(content))).rejects.toMatchObject({ exitCode: 3 });
    },
  );

  it('ThatIsNotThereIsTold', async () => {
    await expect(readKeyFile(join(folder.path, 'none'))).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('none'),
    });
  });
});
