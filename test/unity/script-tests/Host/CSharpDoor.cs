using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ClearScript;
using Puerts;
using ScriptObject = Microsoft.ClearScript.ScriptObject;

namespace GameVoice.Tests;

/// <summary>What the prelude of the engine calls: C# types by their full names, with the rules of PuerTS.</summary>
public sealed class CSharpDoor
{
    private static readonly Assembly[] Visible = [typeof(VoiceRecorder).Assembly, typeof(VoiceRecorderHost).Assembly];

    private readonly bool strict;

    internal CSharpDoor(bool strict)
    {
        this.strict = strict;
    }

    /// <summary>What scripts printed.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Names of the functions that were called.</summary>
    public List<string> Called { get; } = [];

    internal Conversions Conversions { get; } = new();

    public bool IsType(string name) => TypeOf(name) != null;

    public string MethodsOf(string type) => string.Join(
        ' ', TypeOf(type).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name));

    public void Print(string level, string text) => Lines.Add($"{level}: {text}");

    /// <summary>Never throws: what C# throws reaches a script as text.</summary>
    public Answer Call(string type, string method, string kinds, ScriptObject values)
    {
        Called.Add(method);
        MethodInfo found = TypeOf(type).GetMethod(method);
        Type[] parameters = found.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        int silentBefore = Conversions.Silent.Count;
        object[] arguments = Conversions.Convert(
            method, parameters, kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries), index => values[index]);
        if (strict && Conversions.Silent.Count > silentBefore)
        {
            return Answer.Of(new InvalidCastException("PuerTS would be silent: " + Conversions.Silent[^1]));
        }
        try
        {
            return new Answer { Value = found.Invoke(null, arguments) };
        }
        catch (TargetInvocationException thrown)
        {
            return Answer.Of(thrown.InnerException);
        }
    }

    private static Type TypeOf(string name) => Visible
        .Select(assembly => assembly.GetType(name))
        .FirstOrDefault(type => type is { IsPublic: true });

    /// <summary>What a call gave, or the text that PuerTS makes of what it threw.</summary>
    public sealed class Answer
    {
        public bool Failed { get; private init; }

        public string Message { get; private init; }

        public object Value { get; init; }

        internal static Answer Of(Exception thrown) => new()
        {
            Failed = true,
            Message = $"C# Exception: {thrown.Message}, Stack: {thrown.StackTrace}",
        };
    }
}
