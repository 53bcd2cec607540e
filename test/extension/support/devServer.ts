/** node build/…/devServer.mjs FOLDER [PAGE] [PORT]: the server over 16-bit WAV captures, without the native library. */
import { serve } from '../../../editor-extension/source/server/serve';
import { WavAnalysis } from './WavAnalysis';

const [folder = 'captures', page = 'build/extension/view', port = '0'] = process.argv.slice(2);
const server = await serve({ folder, page, port: Number(port), analysis: new WavAnalysis() });
process.stdout.write(`${server.link}\n`);
process.once('SIGINT', () => void server.close());
