using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.ClearScript.JavaScript;
using Puerts;

namespace GameVoice.Tests;

/// <summary>
/// How PuerTS 3.0 makes values of a script fit the parameter of a C# function without overloads, as it was measured. It
/// is silent about nearly everything; <see cref="Silent"/> lists what it would not have said.
/// </summary>
internal sealed class Conversions
{
    /// <summary>Each says which value was made fit.</summary>
    public List<string> Silent { get; } = [];

    public object[] Convert(string name, Type[] parameters, string[] kinds, Func<int, object> valueAt)
    {
        if (kinds.Length > parameters.Length) Silent.Add($"{name}: {kinds.Length} arguments");
        var converted = new object[parameters.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            string kind = i < kinds.Length ? kinds[i] : "undefined";
            object value = i < kinds.Length ? valueAt(i) : null;
            if (!IsMeant(parameters[i], kind)) Silent.Add($"{name}: {kind} as {parameters[i].Name} {i + 1}");
            converted[i] = Fit(parameters[i], kind, value);
        }
        return converted;
    }

    private static bool IsMeant(Type type, string kind)
    {
        if (type == typeof(double)) return kind == "number";
        if (type == typeof(bool)) return kind == "boolean";
        if (type == typeof(string)) return kind is "string" or "null";
        return type == typeof(ArrayBuffer) && kind == "buffer";
    }

    private static object Fit(Type type, string kind, object value)
    {
        if (type == typeof(double)) return Number(kind, value);
        if (type == typeof(bool)) return kind == "boolean" ? (bool)value : Number(kind, value) != 0;
        if (type == typeof(string)) return Text(kind, value);
        if (type == typeof(ArrayBuffer)) return new ArrayBuffer(Copied(value as ITypedArray<byte>));
        throw new NotSupportedException($"there is no rule here for a parameter of type {type}");
    }

    private static double Number(string kind, object value) => kind switch
    {
        "number" or "boolean" => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        "string" => double.TryParse((string)value, CultureInfo.InvariantCulture, out double number) ? number : 0,
        _ => 0,
    };

    private static string Text(string kind, object value) => kind switch
    {
        "string" => WellFormed((string)value),
        "number" => System.Convert.ToString(value, CultureInfo.InvariantCulture),
        "boolean" => (bool)value ? "true" : "false",
        _ => null,
    };

    /// <summary>Half of a surrogate pair becomes U+FFFD.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>null for what is no buffer.</summary>
    private static byte[] Copied(ITypedArray<byte> bytes) => bytes is { Length: 0 } ? [] : bytes?.ToArray();
}
