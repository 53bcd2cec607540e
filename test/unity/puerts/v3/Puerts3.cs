using System;

namespace Puerts
{
    public abstract class Backend
    {
        internal Backend(ILoader loader)
        {
            Loader = loader;
        }

        internal ILoader Loader { get; }
    }

    public class BackendV8 : Backend
    {
        public BackendV8(ILoader loader)
            : base(loader)
        {
        }
    }

    public class BackendQuickJS : Backend
    {
        public BackendQuickJS(ILoader loader)
            : base(loader)
        {
        }
    }

    public class BackendNodeJS : Backend
    {
        public BackendNodeJS(ILoader loader)
            : base(loader)
        {
        }
    }

    public class ScriptObject : IDisposable
    {
        private readonly Func<string, Action> exports;

        internal ScriptObject(Func<string, Action> exports)
        {
            this.exports = exports;
        }

        public T Get<T>(string key) => (T)(object)exports(key);

        public void Dispose()
        {
        }
    }

    public class ScriptEnv : IDisposable
    {
        private readonly IStandInEngine engine;

        public ScriptEnv(Backend backend, int debugPort = -1)
        {
            engine = StandIn.NewEngine(backend.Loader);
        }

        public ScriptObject ExecuteModule(string specifier) => new ScriptObject(engine.ExecuteModule(specifier));

        public void Tick() => engine.Tick();

        public void Dispose() => engine.Dispose();
    }
}
