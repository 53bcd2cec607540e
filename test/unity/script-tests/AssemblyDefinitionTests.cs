using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GameVoice.Tests;

/// <summary>The assemblies for PuerTS as Unity looks at them.</summary>
public sealed class AssemblyDefinitionTests
{
    [Fact]
    public void WhatIsForPuertsIsThereOnlyWherePuertsIs()
    {
        foreach (string path in new[]
                 {
                     "Runtime/Puerts/GameVoice.Recorder.Puerts.asmdef",
                     "Editor/Puerts/GameVoice.Recorder.Puerts.Editor.asmdef",
                 })
        {
            JsonElement assembly = Json(path);
            Assert.Equal(Path.GetFileNameWithoutExtension(path), assembly.GetProperty("name").GetString());
            bool isOfEditor = path.StartsWith("Editor/", StringComparison.Ordinal);
            // For the web there is no native library; the editor has one whatever it builds for.
            string[] constraints = isOfEditor ? ["HAS_PUERTS"] : ["HAS_PUERTS", "!UNITY_WEBGL || UNITY_EDITOR"];
            Assert.Equal(constraints, Texts(assembly, "defineConstraints"));
            Assert.Contains(
                assembly.GetProperty("versionDefines").EnumerateArray(),
                each => each.GetProperty("name").GetString() == "com.tencent.puerts.core" &&
                        each.GetProperty("expression").GetString() == "2.0.0" &&
                        each.GetProperty("define").GetString() == "HAS_PUERTS");
            string[] platforms = isOfEditor ? ["Editor"] : [];
            Assert.Equal(platforms, Texts(assembly, "includePlatforms"));
            // Every name that the sources ask for is defined here.
            string[] defined = assembly.GetProperty("versionDefines")
                .EnumerateArray()
                .Select(each => each.GetProperty("define").GetString())
                .ToArray();
            string sources = string.Concat(Directory
                .GetFiles(Path.Combine(Repository.Package, Path.GetDirectoryName(path)), "*.cs")
                .Select(File.ReadAllText));
            Assert.Subset(
                defined.ToHashSet(),
                Regex.Matches(sources, @"\bHAS_\w+").Select(match => match.Value).ToHashSet());
        }
    }

    private static JsonElement Json(string path) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Package, path))).RootElement;

    private static string[] Texts(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(each => each.GetString()).ToArray();
}
