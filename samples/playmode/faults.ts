/** What can be broken on purpose, to see that the tests find it. */
export const FAULTS = ['mute', 'leave', 'network', 'recovery'] as const;

export type Fault = (typeof FAULTS)[number];

/** The one that the environment variable PLAYMODE_BREAK names; undefined: nothing is broken. */
export function faultOf(env: NodeJS.ProcessEnv): Fault | undefined {
  const named = env['PLAYMODE_BREAK'];
  if (named === undefined || named === '') return undefined;
  const fault = FAULTS.find((each) => each === named);
  if (fault === undefined) throw new Error(`PLAYMODE_BREAK must be one of ${FAULTS.join(', ')}, got ${named}`);
  return fault;
}
