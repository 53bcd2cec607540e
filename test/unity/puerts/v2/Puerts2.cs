using System;

namespace Puerts
{
    public class JSObject : IDisposable
    {
        private readonly Func<string, Action> exports;

        internal JSObject(Func<string, Action> exports)
        {
            this.exports = exports;
        }

        public T Get<T>(string key) => (T)(object)exports(key);

        public void Dispose()
        {
        }
    }

    public class JsEnv : IDisposable
    {
        private readonly IStandInEngine engine;

        public JsEnv(ILoader loader, int debugPort = -1)
        {
            engine = StandIn.NewEngine(loader);
        }

        public JSObject ExecuteModule(string specifier) => new JSObject(engine.ExecuteModule(specifier));

        public void Tick() => engine.Tick();

        public void Dispose() => engine.Dispose();
    }
}
