using System;

namespace UnityEngine.TestTools
{
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UnityTestAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UnityPlatformAttribute : Attribute
    {
        public UnityPlatformAttribute(params RuntimePlatform[] include) => this.include = include;

        public RuntimePlatform[] include { get; }
    }
}
