import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `voice-recorder serve` over a folder in a process of its own, as a user has it. `addon`: which build measures. */
export async function serveCaptures({ root, folder, addon }) {
  const program = join(root, 'build', 'extension', 'cli.mjs');
  const env = { ...process.env, ...(addon === undefined ? {} : { VR_ANALYSIS_ADDON: addon }) };
  const args = [program, 'serve', folder, '--no-open', '--json'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const killIt = () => child.kill('SIGKILL');
  process.once('exit', killIt);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const link = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      const found = /"link":\s*"([^"]+)"/.exec(text);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`voice-recorder serve ended with exit code ${code}: ${text}`)));
  });
  return {
    link,
    stop: () => {
      process.off('exit', killIt);
      child.kill('SIGTERM');
      return ended;
    },
  };
}
