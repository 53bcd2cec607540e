import { bundle, runNode, temporaryFolder } from './support';

const CALLS = 1500;

describe('a script cannot end the process through', () => {
  const program = bundle('crash.ts');

  it.each([1, 2, 3, 4])(`hostile calls of seed %i on every face`, (seed) => {
    const { code, signal, output } = runNode([program, String(seed), String(CALLS)], temporaryFolderOf(seed));
    expect({ code, signal, output }).toMatchObject({ code: 0, signal: null });
    const tally = JSON.parse(output.trim().split('\n').pop() ?? '') as Record<string, number>;
    expect(tally['made']).toBe(CALLS);
    // The calls get past the first check often enough to mean something, and are stopped often enough.
    expect(tally['accepted']).toBeGreaterThan(CALLS / 20);
    expect((tally['refused'] ?? 0) + (tally['threw'] ?? 0)).toBeGreaterThan(CALLS / 4);
  });

  it('opening and closing thousands of recorders and sources', () => {
    const { code, output } = runNode([bundle('openClose.ts')], temporaryFolderOf(0));
    expect([code, output]).toEqual([0, expect.stringMatching(/^\{.*\}\n$/)]);
    const { before, after, refused } = JSON.parse(output) as Record<string, number>;
    expect(after).toBe(before);
    expect(refused).toBe(39004);
  });
});

const folders = [0, 1, 2, 3, 4].map(() => temporaryFolder());

function temporaryFolderOf(index: number): string {
  return folders[index] ?? '';
}
