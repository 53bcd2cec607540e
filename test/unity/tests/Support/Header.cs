using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace GameVoice.Tests;

/// <summary>voice_recorder.h and the TypeScript sources, read as text.</summary>
internal static class Header
{
    public static readonly string Text =
        WithoutComments(Repository.Read("native", "plugins", "voice-recorder", "include", "voice_recorder.h"));

    /// <summary>Every enum of the header with its names and numbers.</summary>
    public static Dictionary<string, Dictionary<string, int>> Enums() => Regex
        .Matches(Text, @"typedef enum (\w+) VR_INT_ENUM \{(.*?)\} \w+;", RegexOptions.Singleline)
        .ToDictionary(match => match.Groups[1].Value, match => NumbersIn(match.Groups[2].Value, "="));

    /// <summary>Every struct of the header with the names of its fields in their order.</summary>
    public static Dictionary<string, string[]> Structs() => Regex
        .Matches(Text, @"typedef struct (\w+) \{(.*?)\} \w+;", RegexOptions.Singleline)
        .ToDictionary(match => match.Groups[1].Value, match => Regex
            .Matches(match.Groups[2].Value, @"(\w+)(\[\w+\])?;")
            .Select(field => field.Groups[1].Value)
            .ToArray());

    /// <summary>Every function of the header with the number of its parameters.</summary>
    public static Dictionary<string, int> Functions() =>
        Regex.Matches(Text, @"VR_API [\w\s\*]*?\b(vr_\w+)\(([^)]*)\);")
            .ToDictionary(
                match => match.Groups[1].Value,
                match => match.Groups[2].Value == "void" ? 0 : match.Groups[2].Value.Split(',').Length);

    /// <summary>The number of a #define.</summary>
    public static long Macro(string name)
    {
        string value = Regex.Match(Text, $@"#define {name} (\S+)").Groups[1].Value;
        return value == "INT64_MIN" ? long.MinValue : long.Parse(value.TrimEnd('u'), CultureInfo.InvariantCulture);
    }

    /// <summary>Names and numbers of an object or enum of a TypeScript file; members without a number count
    /// up.</summary>
    public static Dictionary<string, int> TypeScript(string file, string name)
    {
        string text = WithoutComments(Repository.Read(["assets", "scripts", .. file.Split('/')]));
        Match body = Regex.Match(text, $@"(?:const|enum) {name} (?:= )?\{{(.*?)\n?\}}", RegexOptions.Singleline);
        Assert.True(body.Success, $"{name} is not in {file}");
        return NumbersIn(body.Groups[1].Value, "[=:]");
    }

    /// <summary>ERROR_SUFFIX as ErrorSuffix.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));

    private static Dictionary<string, int> NumbersIn(string body, string sign)
    {
        var numbers = new Dictionary<string, int>();
        foreach (string member in body.Split(
                     ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Match match = Regex.Match(member, $@"^(\w+)(?:\s*{sign}\s*(-?\d+))?$");
            Assert.True(match.Success, $"not a member: {member}");
            int next = numbers.Count == 0 ? 0 : numbers.Values.Last() + 1;
            numbers.Add(
                match.Groups[1].Value,
                match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : next);
        }
        return numbers;
    }

    private static string WithoutComments(string text) =>
        Regex.Replace(text, @"/\*.*?\*/|//[^\n]*", "", RegexOptions.Singleline);
}
