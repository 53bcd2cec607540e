using System;

namespace Puerts
{
    // What the package uses of PuerTS 2 and 3, with the signatures of both; behind it is the engine of the tests.

    public class ArrayBuffer
    {
        public byte[] Bytes;
        public int Count;

        public ArrayBuffer(byte[] bytes)
        {
            Bytes = bytes;
            if (bytes != null) Count = bytes.Length;
        }
    }

    public interface ILoader
    {
        bool FileExists(string filepath);

        string ReadFile(string filepath, out string debugpath);
    }

    public class DefaultLoader : ILoader
    {
        public bool FileExists(string filepath) => false;

        public string ReadFile(string filepath, out string debugpath)
        {
            debugpath = filepath;
            return null;
        }
    }

    [AttributeUsage(AttributeTargets.Class)]
    public class ConfigureAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Property)]
    public class BindingAttribute : Attribute
    {
    }

    /// <summary>The engine of the tests behind every environment.</summary>
    public interface IStandInEngine : IDisposable
    {
        /// <summary>Runs a module; answers how its exports are called: null for what it does not export.</summary>
        Func<string, Action> ExecuteModule(string specifier);

        void Tick();
    }

    public static class StandIn
    {
        public static Func<ILoader, IStandInEngine> NewEngine;
    }
}
