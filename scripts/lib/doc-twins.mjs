/** The parts of a Markdown text that must be alike in every language. */
export function skeleton(text) {
  const parts = { headings: [], code: [], tables: [], links: [] };
  let fence;
  let table;
  for (const line of text.split('\n')) {
    const mark = /^```(.*)$/.exec(line);
    if (fence) {
      if (mark) fence = void parts.code.push(fence.join('\n'));
      else fence.push(line);
      continue;
    }
    if (mark) {
      fence = [mark[1]];
      continue;
    }
    const heading = /^(#+) /.exec(line);
    if (heading) parts.headings.push(heading[1].length);
    if (line.startsWith('|')) {
      if (!table) parts.tables.push((table = []));
      table.push([...line.matchAll(/`[^`]+`/g)].map((match) => match[0]).join(' '));
    } else {
      table = undefined;
    }
    for (const link of line.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) parts.links.push(link[1]);
  }
  return parts;
}

function firstDifference(a, b) {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return index;
  return -1;
}

/** How two language versions of one text differ: the levels of headings, code blocks, tables row by row. */
export function twinsDiffer(one, other) {
  const [a, b] = [skeleton(one), skeleton(other)];
  const findings = [];
  const compare = (what, left, right) => {
    const index = firstDifference(left, right);
    if (index < 0) return;
    findings.push(`${what} ${index + 1} differs: ${left[index] ?? '(missing)'} / ${right[index] ?? '(missing)'}`);
  };
  compare('heading level', a.headings, b.headings);
  compare('code block', a.code, b.code);
  compare('number of tables', [a.tables.length], [b.tables.length]);
  a.tables.forEach((rows, index) => compare(`table ${index + 1}, row`, rows, b.tables[index] ?? []));
  return findings;
}
