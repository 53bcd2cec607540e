// CS as PuerTS shows C# to scripts: namespaces and types are found when they are touched, functions by their names.
// Values go to C# with their kind, because there they no longer tell undefined from null, or one object from another.
(function (host) {
  'use strict';
  const kindOf = (value) => {
    if (value === null) return 'null';
    if (value instanceof DataView) return 'dataView';
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'buffer';
    return typeof value;
  };
  const passed = { null: 1, undefined: 1, boolean: 1, number: 1, string: 1 };
  const valueFor = (kind, value) => {
    if (kind === 'buffer' && value instanceof ArrayBuffer) return new Uint8Array(value);
    if (kind === 'buffer' || kind === 'dataView') {
      return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    }
    return kind in passed ? value : null;
  };
  const call = (type, method, args) => {
    const kinds = args.map(kindOf);
    const answer = host.Call(
      type,
      method,
      kinds.join(' '),
      args.map((value, i) => valueFor(kinds[i], value)),
    );
    if (answer.Failed) throw new Error(answer.Message);
    return answer.Value;
  };
  const typeProxy = (type) => {
    const proxy = {};
    for (const method of host.MethodsOf(type).split(' ')) proxy[method] = (...args) => call(type, method, args);
    return proxy;
  };
  const namespaceProxy = (path) =>
    new Proxy(
      {},
      {
        get(known, name) {
          if (typeof name !== 'string') return undefined;
          if (!(name in known)) {
            const full = path === '' ? name : `${path}.${name}`;
            known[name] = host.IsType(full) ? typeProxy(full) : namespaceProxy(full);
          }
          return known[name];
        },
      },
    );
  // V8 has these, other engines of PuerTS have not.
  for (const name of ['Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry']) {
    delete globalThis[name];
  }
  globalThis.CS = namespaceProxy('');
  const print = (level) => (text) => host.Print(level, String(text));
  globalThis.console = { log: print('log'), warn: print('warn'), error: print('error') };
});
