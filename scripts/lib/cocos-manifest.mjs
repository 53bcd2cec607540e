/**
 * What Creator's documentation asks of an extension's package.json, as rules of our own, and what it does not say though it
 * fails without: names that lead nowhere. `files(path)` says whether the extension has a file. That the types are those of
 * `Editor.Interface.PackageJson` is a test of the extension.
 */
const NAME = /^[a-z0-9][a-z0-9-]*$/;
const PANEL_NAME = /^[a-zA-Z0-9_-]+$/;
const KNOWN = {
  manifest: [
    ...['package_version', 'name', 'version', 'title', 'description', 'author', 'editor', 'main', 'panels'],
    ...['contributions', 'dependencies'],
  ],
  panel: ['title', 'main', 'icon', 'type', 'flags', 'size'],
  size: ['min-width', 'min-height', 'width', 'height'],
  contributions: [
    'asset-db',
    'inspector',
    'menu',
    'messages',
    'shortcuts',
    'profile',
    'project',
    'preferences',
    'scene',
  ],
  menu: ['path', 'label', 'message', 'icon', 'params', 'accelerator', 'order', 'group'],
  message: ['methods', 'public', 'description', 'doc', 'sync'],
  shortcut: ['message', 'win', 'mac', 'when'],
  profile: ['default', 'label', 'message'],
  tab: ['label', 'content', 'custom'],
  row: ['ui', 'label', 'description', 'attributes', 'items'],
};

/** Every finding as a line of text; none: Creator takes it. */
export function manifestFindings(manifest, files) {
  const found = [];
  const unless = (isFine, text) => void (isFine || found.push(text));
  const onlyKnown = (where, value, known) => {
    for (const key of Object.keys(value ?? {})) unless(known.includes(key), `${where} has an unknown ${key}`);
  };
  const file = (where, path) => unless(typeof path === 'string' && files(path), `${where}: there is no file ${path}`);
  const text = (where, value) => unless(typeof value === 'string' && value !== '', `${where} is to be a text`);

  onlyKnown('package.json', manifest, KNOWN.manifest);
  unless(manifest.package_version === 2, 'package_version is to be 2');
  unless(NAME.test(manifest.name ?? ''), `name ${manifest.name}: lower-case letters, digits and - only`);
  unless(/^\d+\.\d+\.\d+$/.test(manifest.version ?? ''), `version ${manifest.version} is none`);
  text('author', manifest.author);
  unless(/^>=\d+\.\d+\.\d+$/.test(manifest.editor ?? ''), `editor ${manifest.editor} is no range of versions`);
  file('main', manifest.main);
  for (const [name, panel] of Object.entries(manifest.panels ?? {})) {
    const where = `panels.${name}`;
    unless(PANEL_NAME.test(name), `${where} is no name`);
    onlyKnown(where, panel, KNOWN.panel);
    text(`${where}.title`, panel.title);
    file(`${where}.main`, panel.main);
    unless(['dockable', 'simple'].includes(panel.type ?? 'dockable'), `${where}.type ${panel.type} is unknown`);
    onlyKnown(`${where}.size`, panel.size, KNOWN.size);
  }
  contributionFindings(manifest, { unless, onlyKnown, file, text });
  return found;
}

function contributionFindings({ name, panels = {}, contributions = {} }, { unless, onlyKnown, file, text }) {
  onlyKnown('contributions', contributions, KNOWN.contributions);
  const { messages = {}, menu = [], shortcuts = [], profile = {}, project = {}, inspector = {} } = contributions;
  const message = (where, each) => unless(Object.hasOwn(messages, each), `${where}: there is no message ${each}`);

  for (const [key, each] of Object.entries(messages)) {
    onlyKnown(`messages.${key}`, each, KNOWN.message);
    unless(Array.isArray(each.methods) && each.methods.length > 0, `messages.${key} calls nothing`);
    for (const method of each.methods ?? []) {
      const [first, second] = method.split('.');
      unless(second === undefined || Object.hasOwn(panels, first), `messages.${key}: there is no panel ${first}`);
    }
  }
  menu.forEach((each, at) => {
    onlyKnown(`menu[${at}]`, each, KNOWN.menu);
    text(`menu[${at}].label`, each.label);
    unless(/^i18n:menu\.\w+/.test(each.path ?? ''), `menu[${at}].path ${each.path} is not below a menu of the editor`);
    message(`menu[${at}]`, each.message);
  });
  shortcuts.forEach((each, at) => {
    onlyKnown(`shortcuts[${at}]`, each, KNOWN.shortcut);
    message(`shortcuts[${at}]`, each.message);
    for (const system of ['win', 'mac']) {
      const keys = /^(?:(?:ctrl|cmd|alt|shift)\+)+[a-z0-9]+$/;
      unless(keys.test(each[system] ?? ''), `shortcuts[${at}].${system} ${each[system]} is no key`);
    }
  });
  for (const [component, path] of Object.entries(inspector.section?.node ?? {}))
    file(`inspector of ${component}`, path);
  const settings = profile.project ?? {};
  for (const [key, each] of Object.entries(settings)) {
    onlyKnown(`profile.project.${key}`, each, KNOWN.profile);
    unless(each.default !== undefined, `profile.project.${key} has no default`);
    if (each.message !== undefined) message(`profile.project.${key}`, each.message);
  }
  for (const [key, tab] of Object.entries(project)) {
    onlyKnown(`project.${key}`, tab, KNOWN.tab);
    for (const [setting, row] of Object.entries(tab.content ?? {})) {
      onlyKnown(`project.${key}.${setting}`, row, KNOWN.row);
      unless(Object.hasOwn(settings, setting), `project.${key}: profile.project has no ${setting}`);
      unless(/^ui-[a-z-]+$/.test(row.ui ?? ''), `project.${key}.${setting}.ui ${row.ui} is no element`);
      const values = (row.items ?? []).map(({ value }) => value);
      const fits = values.length === 0 || values.includes(settings[setting]?.default);
      unless(fits, `project.${key}.${setting}: its default is not among its items`);
    }
  }
  const mount = contributions['asset-db']?.mount;
  unless(mount === undefined || (/^\.\//.test(mount.path) && mount.readonly === true), `${name}: assets are read-only`);
}

/** Every key of a translation that a text of the manifest names, without the name of the extension. */
export function translationKeys(manifest) {
  const own = new RegExp(`i18n:${manifest.name}\\.([\\w.]+)`, 'g');
  return [...new Set([...JSON.stringify(manifest).matchAll(own)].map(([, key]) => key))];
}
