import '../../../../assets/scripts/bridge/nodePuerts';

// The script of samples/unity in Node: as PuerTS would run it, with a host that has a data folder and calls update.
const FRAME_MS = 10;
const TALK_FRAMES = 200;
const MOST_FRAMES = 3000;

let skippedMs = 0;
let saved = '';
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + skippedMs;
const log = console.log.bind(console);
console.log = (line: string) => {
  saved = line;
};
Object.assign(globalThis, { CS: { UnityEngine: { Application: { persistentDataPath: process.argv[2] } } } });

const script = await import('../../../../samples/unity/Assets/Scripts/main');
for (let frame = 0; frame < MOST_FRAMES && saved === ''; frame++) {
  if (frame === TALK_FRAMES) skippedMs = 10_000; // the next dump is due
  script.update();
  await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
}
script.dispose();
log(saved);
