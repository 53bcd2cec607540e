using System;
using Puerts;

namespace GameVoice
{
    /// <summary>
    /// A script engine of PuerTS 2 or 3 with one game script in it: all that differs between the two stands in this
    /// file. Games that make their script engine themselves need none of it.
    ///
    /// The script is an ES module. When it exports a function <c>update</c>, that is called once a frame; when it
    /// exports <c>dispose</c>, that is called at the end. Everything runs on the thread that made the environment.
    ///
    /// A script may end its own environment: then the engine goes when the call into the script has returned, because
    /// no engine survives being disposed of below its own JavaScript. That covers what runs below Execute and Tick; a
    /// script's function that the game calls by itself, e.g. as the listener of a button, must leave it to the next
    /// Tick.
    /// </summary>
    public sealed class ScriptEnvironment : IDisposable
    {
        private static int alive;

#if HAS_PUERTS_3
        private ScriptEnv engine;
#else
        private JsEnv engine;
#endif
        private readonly Action tick;
        private Action update;
        private Action dispose;
        private int inside; // calls into the script that have not returned
        private bool isEnding;

        /// <summary>
        /// Makes the engine, which loads modules by <paramref name="loader"/>; null: from Resources.
        /// <paramref name="debugPort"/> -1: no debugger.
        /// </summary>
        public ScriptEnvironment(ILoader loader = null, int debugPort = -1)
        {
            engine = NewEngine(loader ?? new DefaultLoader(), debugPort);
            tick = engine.Tick;
            alive++;
        }

        /// <summary>Raised with what <c>update</c>, <c>dispose</c> or the engine itself threw; the game goes on.</summary>
        public event Action<Exception> Failed;

        /// <summary>Raised once, when the engine is gone.</summary>
        internal event Action Ended;

        /// <summary>Runs a module, e.g. <c>main.mjs</c>. Throws what it throws.</summary>
        public void Execute(string module)
        {
            if (engine == null || isEnding) throw new ObjectDisposedException(nameof(ScriptEnvironment));
            inside++;
            try
            {
                var exports = engine.ExecuteModule(module);
                update = exports.Get<Action>("update");
                dispose = exports.Get<Action>("dispose");
            }
            finally
            {
                Leave();
            }
        }

        /// <summary>Once a frame: timers of the engine, then <c>update</c>.</summary>
        public void Tick()
        {
            if (engine == null || isEnding) return;
            Call(tick);
            if (!isEnding) Call(update);
        }

        /// <summary>
        /// Ends the engine, or from within its script has it end. Recorders with a name go on for the next script;
        /// those without end with the last environment, and their files are finished. Harmless when called again.
        /// </summary>
        public void Dispose()
        {
            if (engine == null || isEnding) return;
            isEnding = true;
            if (inside == 0) End();
        }

        private void End()
        {
            Run(dispose);
            update = null;
            dispose = null;
            Run(engine.Dispose);
            engine = null;
            alive--;
            if (alive == 0) VoiceRecorderNative.DestroyUnnamed();
            Ended?.Invoke();
        }

        private void Call(Action script)
        {
            inside++;
            try
            {
                Run(script);
            }
            finally
            {
                Leave();
            }
        }

        private void Leave()
        {
            inside--;
            if (inside == 0 && isEnding && engine != null) End();
        }

        private void Run(Action script)
        {
            try
            {
                script?.Invoke();
            }
            catch (Exception thrown)
            {
                Failed?.Invoke(thrown);
            }
        }

#if HAS_PUERTS_3
        private static ScriptEnv NewEngine(ILoader loader, int debugPort)
        {
#if HAS_PUERTS_V8
            return new ScriptEnv(new BackendV8(loader), debugPort);
#elif HAS_PUERTS_QUICKJS
            return new ScriptEnv(new BackendQuickJS(loader), debugPort);
#elif HAS_PUERTS_NODEJS
            return new ScriptEnv(new BackendNodeJS(loader), debugPort);
#else
            throw new NotSupportedException(
                "PuerTS 3 has its script engines in packages of their own: install com.tencent.puerts.v8, " +
                "com.tencent.puerts.quickjs or com.tencent.puerts.nodejs");
#endif
        }
#else
        private static JsEnv NewEngine(ILoader loader, int debugPort) => new JsEnv(loader, debugPort);
#endif
    }
}
