/** Playback runs in real time, often on a busy machine. */
jest.setTimeout(60000);
