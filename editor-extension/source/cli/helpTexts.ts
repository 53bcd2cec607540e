export const EXIT_CODES = `
Exit codes: 0 fine, 1 findings (diagnose: of --fail-on or worse; recover: something could not be recovered),
2 wrong use, 3 unreadable input, 4 environment (something must be installed, or cannot be written), 130 interrupted.
`;

export const EXAMPLES: Record<string, string> = {
  list: `
Examples:
  voice-recorder list
  voice-recorder list out --json`,
  info: `
Examples:
  voice-recorder info captures/room.aac
  voice-recorder info captures/*.wav --json
  voice-recorder info sealed.wav --key-file game.key`,
  peaks: `
A lane is a number as info tells it, from 0, a kind (local, remote, mix), a user id or a label.

Examples:
  voice-recorder peaks room.wav --points 40
  voice-recorder peaks room.aac --lane local --json`,
  diagnose: `
A folder stands for the captures in it. A check that a capture does not allow is told as not checkable; a capture of
which nothing can be checked is an error, never fine.

Examples:
  voice-recorder diagnose captures/room.aac
  voice-recorder diagnose captures --junit diagnosis.xml --fail-on warning
  voice-recorder diagnose room.wav --html ticket-1234.html --lang zh`,
  export: `
Lanes are numbers as info tells them, from 0; kinds (local, remote, mix), which are all lanes of that kind; user ids; or
labels. The page's keys 1 to 9 and the solo= of its links count from 1: its lane 1 is 0 here.

Examples:
  voice-recorder export room.aac --from 1:30 --to 1:45 --out glitch.wav
  voice-recorder export room.wav --lanes local,mix --format aac`,
  recover: `
Examples:
  voice-recorder recover --recovery recovery
  voice-recorder recover --recovery recovery --captures out --key-file game.key`,
  wipe: `
Examples:
  voice-recorder wipe --recovery recovery --yes`,
  bundle: `
Examples:
  voice-recorder bundle captures/room.aac --out ticket-1234.zip
  voice-recorder bundle captures/*.wav --hash-users --lang zh`,
  serve: `
Examples:
  voice-recorder serve
  voice-recorder serve out --port 8080 --no-open`,
  doctor: `
Examples:
  voice-recorder doctor
  voice-recorder doctor --captures out --json`,
};
