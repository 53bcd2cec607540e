using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using GameVoice.Unity.EditorUi;
using Puerts;

namespace GameVoice.Tests;

/// <summary>What scripts are told of C#, against C# itself.</summary>
public sealed class TypingsTests
{
    private static readonly Type[] Faces = [typeof(VoiceRecorderNative), typeof(VoiceRecorderHost)];
    private static readonly string Typings = Repository.Read("assets", "scripts", "bridge", "unityNative.d.ts");
    private static readonly string Checks = Repository.Read("assets", "scripts", "bridge", "checkedUnity.ts");

    [Fact]
    public void TheTypingsAreThoseOfCSharpInBothDirections()
    {
        foreach (Type face in Faces)
        {
            string body = Regex.Match(
                Typings, $@"export interface {face.Name} \{{(.*?)\n\}}", RegexOptions.Singleline).Groups[1].Value;
            string[] typed = Regex.Matches(body, @"^  (\w+)\(([^)]*)\): (\w+);", RegexOptions.Multiline)
                .Select(match => $"{match.Groups[1]}({Parameters(match.Groups[2].Value)}): {match.Groups[3]}")
                .Order(StringComparer.Ordinal)
                .ToArray();
            string[] compiled = MethodsOf(face)
                .Select(method => $"{method.Name}({Parameters(method)}): {Typed(method.ReturnType)}")
                .Order(StringComparer.Ordinal)
                .ToArray();
            Assert.True(compiled.Length > 4);
            Assert.Equal(compiled, typed);
            Assert.Contains($"readonly {face.Name}: {face.Name};", Typings);
        }
    }

    [Fact]
    public void WhatTheTypeScriptChecksIsWhatCSharpTakes()
    {
        Dictionary<string, string> signatures = Regex.Matches(Checks, @"(\w+): '([nsbv]*)'")
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => group.First().Groups[2].Value);
        Dictionary<string, string> compiled = Faces.SelectMany(MethodsOf).ToDictionary(
            method => method.Name,
            method => string.Concat(method.GetParameters().Select(parameter => Letter(parameter.ParameterType))));
        Assert.Equal(
            compiled.Select(each => $"{each.Key} {each.Value}").Order(StringComparer.Ordinal),
            signatures.Where(each => each.Key is not ("n" or "s" or "b" or "v"))
                .Select(each => $"{each.Key} {each.Value}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPublicMemberThatScriptsReachUsesTypesThatArriveUnchanged()
    {
        Type[] allowed = [typeof(double), typeof(string), typeof(bool), typeof(void)];
        Type[] bound = VoiceRecorderBindings.Types.Where(type => type.Namespace == "GameVoice").ToArray();
        Assert.Equal(Faces, bound);
        foreach (Type face in bound)
        {
            MethodInfo[] methods = MethodsOf(face);
            Assert.True(face.IsAbstract && face.IsSealed); // static: no object that a script could hold
            Assert.Equal(methods.Length, face.GetMembers().Count(member => member.DeclaringType == face));
            Assert.Equal(methods.Length, methods.Select(method => method.Name).Distinct().Count());
            Assert.All(methods, method =>
            {
                Assert.False(method.IsGenericMethod);
                Assert.Contains(method.ReturnType, allowed);
                Assert.All(method.GetParameters(), parameter =>
                {
                    Assert.True(
                        allowed.Contains(parameter.ParameterType) || parameter.ParameterType == typeof(ArrayBuffer));
                    Assert.False(
                        parameter.IsOptional || parameter.IsOut || parameter.IsDefined(typeof(ParamArrayAttribute)));
                });
                Assert.True(method.IsDefined(typeof(PreserveAttribute), false), method.Name);
            });
            Assert.True(face.IsDefined(typeof(PreserveAttribute), false));
        }
    }

    [Fact]
    public void TheGeneratorsOfPuertsFindTheConfiguration()
    {
        Type configuration = typeof(VoiceRecorderBindings);
        Assert.True(configuration.IsDefined(typeof(ConfigureAttribute), false));
        PropertyInfo property = Assert.Single(configuration.GetProperties(BindingFlags.Static | BindingFlags.Public));
        Assert.True(property.IsDefined(typeof(BindingAttribute), false));
        Assert.Equal(typeof(IEnumerable<Type>), property.PropertyType);
        Assert.Contains(typeof(Action), VoiceRecorderBindings.Types); // how C# calls a script's update
    }

    private static MethodInfo[] MethodsOf(Type face) =>
        face.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static string Parameters(string written) => string.Join(
        ", ", Regex.Matches(written, @"(\w+): (\w+)").Select(match => $"{match.Groups[1]}: {match.Groups[2]}"));

    private static string Parameters(MethodInfo method) => string.Join(
        ", ", method.GetParameters().Select(parameter => $"{parameter.Name}: {Typed(parameter.ParameterType)}"));

    private static string Typed(Type type)
    {
        if (type == typeof(string)) return "string";
        if (type == typeof(bool)) return "boolean";
        if (type == typeof(double)) return "number";
        return type == typeof(void) ? "void" : type == typeof(ArrayBuffer) ? "ArrayBufferView" : type.FullName;
    }

    private static string Letter(Type type) => type == typeof(ArrayBuffer) ? "v" : Typed(type)[..1];
}
