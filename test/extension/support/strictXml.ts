/** Elements, attributes and text of XML 1.0 and nothing else of it: throws at what is not well formed. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<\/([a-z-]+)>|<([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|[^<>]+/y;
const ALLOWED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

export function parseXml(source: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    const parent = open.at(-1);
    if (match === null || parent === undefined) throw new Error(`no XML at ${at}: ${source.slice(at, at + 60)}`);
    const [whole, closed, name, attributes = '', alone] = match;
    if (closed !== undefined) {
      if (parent.name !== closed) throw new Error(`</${closed}> closes <${parent.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (alone !== '/') open.push(element);
    } else if (!whole.startsWith('<?')) parent.text += decoded(whole);
  }
  const [only] = root.children;
  if (open.length !== 1 || only === undefined || root.children.length !== 1) throw new Error('not one closed element');
  return only;
}

function attributesOf(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute twice: ${source}`);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function decoded(source: string): string {
  if (!ALLOWED.test(source)) throw new Error(`a character that XML has not: ${JSON.stringify(source)}`);
  if (/&(?!#\d+;)/.test(source)) throw new Error(`an entity that is not known: ${source}`);
  return source.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
