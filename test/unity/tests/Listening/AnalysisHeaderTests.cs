using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using GameVoice.Testing;

namespace GameVoice.Tests.Listening;

/// <summary>What stands in voice_recorder_analysis.h and in C# is the same.</summary>
public sealed class AnalysisHeaderTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly string Header = Regex.Replace(
        Repository.Read("native", "plugins", "voice-recorder", "include", "voice_recorder_analysis.h"),
        @"/\*.*?\*/|//[^\n]*",
        "",
        RegexOptions.Singleline);

    private static readonly Dictionary<string, Type> Structs = new()
    {
        ["vra_buffer"] = typeof(VraBuffer),
        ["vra_progress"] = typeof(VraProgress),
        ["vra_open_options"] = typeof(VraOpenOptions),
    };

    [Fact]
    public void TheVersionOfTheInterfaceIsThatOfTheHeader() => Assert.Equal(
        Regex.Match(Header, @"#define VRA_ABI_VERSION (\d+)").Groups[1].Value,
        AnalysisMethods.AbiVersion.ToString());

    [Fact]
    public void TheResultsHaveTheNamesAndNumbersOfTheHeader() => Assert.Equal(
        Regex.Matches(Header, @"^\s+VRA_(\w+) = (\d+)", RegexOptions.Multiline)
            .Select(match => (Tests.Header.Pascal(match.Groups[1].Value), int.Parse(match.Groups[2].Value))),
        Enum.GetValues<VraResult>().Select(each => (each.ToString(), (int)each)));

    [Fact]
    public void EveryFunctionIsOneOfTheHeader()
    {
        MethodInfo[] functions = typeof(AnalysisMethods)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(method => method.IsDefined(typeof(DllImportAttribute)))
            .ToArray();
        Assert.NotEmpty(functions);
        Assert.All(functions, function =>
        {
            Match match = Regex.Match(Header, $@"^VRA_API [\w\s\*]*?\b{function.Name}\(([^)]*)\)", RegexOptions.Multiline);
            Assert.True(match.Success, function.Name);
            string parameters = match.Groups[1].Value;
            int count = parameters == "void" ? 0 : parameters.Split(',').Length;
            Assert.Equal((function.Name, count), (function.Name, function.GetParameters().Length));
        });
    }

    [Fact]
    public void AStructHasTheLayoutThatTheCompilerOfCGivesIt()
    {
        string prints = string.Concat(Structs.SelectMany(pair => pair.Value.GetFields(Fields)
            .Select(field => $"(int)offsetof({pair.Key}, {field.Name})")
            .Prepend($"(int)sizeof({pair.Key})")).Select(size => $"printf(\"%d \", {size});\n"));
        using var folder = new TempFolder();
        Programs.Compile(
            "#include <stddef.h>\n#include <stdio.h>\n#include \"voice_recorder_analysis.h\"\n" +
            $"int main(void) {{\n{prints}}}\n",
            folder.File("layouts"));
        Assert.Equal(
            Programs.Run(folder.File("layouts")).Trim().Split(' ').Select(int.Parse),
            Structs.Values.SelectMany(type => type.GetFields(Fields)
                .Select(field => (int)Marshal.OffsetOf(type, field.Name))
                .Prepend(Marshal.SizeOf(type))));
        Assert.All(Structs, pair => Assert.Equal(
            Regex.Match(Header, $@"typedef struct {pair.Key} {{(.*?)}}", RegexOptions.Singleline)
                .Groups[1].Value.Count(each => each == ';'),
            pair.Value.GetFields(Fields).Length));
    }
}
