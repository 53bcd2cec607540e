import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../../assets/scripts/bridge/nodePuerts';
import * as session from '../../unity/script-tests/scripts/session';
import { root, temporaryFolder } from './support';

const MOST_FRAMES = 6000;
const folder = temporaryFolder();

test('The session that runs in the host of Unity tells the same in Node', async () => {
  const expected = join(root, 'test/unity/script-tests/scripts/session.expected.json');
  const [captures, recovery] = ['captures', 'recovery'].map((name) => join(folder, name)) as [string, string];
  mkdirSync(captures);
  mkdirSync(recovery);
  session.begin(captures, recovery);
  for (let frame = 0; frame < MOST_FRAMES && session.report() === ''; frame++) {
    session.update();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(JSON.parse(session.report())).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
}, 60_000);
