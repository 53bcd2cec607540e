using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using GameVoice.Unity;
using UnityEngine;
using UnityEngine.StandIn;

namespace GameVoice.Tests.Scene;

/// <summary>What a scene keeps is what the core takes.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void EveryFieldOfAConfigIsInTheInspectorWithTheSameDefault()
    {
        var core = new AudioRecordingConfig();
        AudioRecordingConfig scene = new RecordingSettings().ToConfig(null, null);
        foreach (PropertyInfo property in typeof(AudioRecordingConfig).GetProperties())
        {
            Assert.Equal(property.GetValue(core), property.GetValue(scene));
            if (property.Name == nameof(AudioRecordingConfig.EncryptionKey)) continue; // no secret in a scene
            Assert.NotNull(FieldOf<RecordingSettings>(property));
        }
    }

    [Fact]
    public void EveryOptionButTheClockIsInTheInspectorWithTheSameDefault()
    {
        using var folder = new TempFolder();
        using var game = new Game(folder.FullPath);
        var core = new RecorderOptions();
        RecorderOptions scene = new RecorderSettings().ToOptions();
        string[] elsewhere = [nameof(RecorderOptions.VirtualClock), nameof(RecorderOptions.AboutJson)];
        foreach (PropertyInfo property in typeof(RecorderOptions).GetProperties())
        {
            if (property.Name == nameof(RecorderOptions.CapturesFolder)) continue;
            Assert.Equal(property.GetValue(core), property.GetValue(scene));
            if (!elsewhere.Contains(property.Name)) Assert.NotNull(FieldOf<RecorderSettings>(property));
        }
        Assert.Equal(folder.File("VoiceCaptures"), scene.CapturesFolder);
    }

    [Fact]
    public void AValueOfEachFieldArrives()
    {
        var settings = new RecordingSettings();
        foreach (FieldInfo field in typeof(RecordingSettings).GetFields()) Change(field, settings);
        AudioRecordingConfig config = settings.ToConfig("/x.wav", new byte[32]);
        var core = new AudioRecordingConfig();
        Assert.All(
            typeof(AudioRecordingConfig).GetProperties(),
            property => Assert.NotEqual(property.GetValue(core), property.GetValue(config)));
        using var folder = new TempFolder();
        using var game = new Game(folder.FullPath);
        var sceneOptions = new RecorderSettings();
        foreach (FieldInfo field in typeof(RecorderSettings).GetFields()) Change(field, sceneOptions);
        RecorderOptions options = sceneOptions.ToOptions();
        var byDefault = new RecorderOptions();
        Assert.All(
            typeof(RecorderSettings).GetFields()
                .Select(field => typeof(RecorderOptions).GetProperty(Pascal(field.Name))),
            property => Assert.NotEqual(property.GetValue(byDefault), property.GetValue(options)));
    }

    [Theory]
    [InlineData(typeof(RecordingSettings))]
    [InlineData(typeof(RecorderSettings))]
    [InlineData(typeof(HotkeySettings))]
    public void EveryFieldIsExplainedAndNumbersAreBounded(Type settings)
    {
        Assert.Contains(
            settings.GetCustomAttributesData(), each => each.AttributeType == typeof(SerializableAttribute));
        Assert.All(settings.GetFields(), field =>
        {
            Assert.NotEmpty(field.GetCustomAttribute<TooltipAttribute>().tooltip);
            // Unity draws a long with [Min] as an int and cuts it: the check of the settings bounds those.
            bool isNumber = field.FieldType == typeof(int) || field.FieldType == typeof(float);
            bool isBounded = field.IsDefined(typeof(RangeAttribute)) || field.IsDefined(typeof(MinAttribute));
            Assert.Equal(isNumber, isBounded);
        });
    }

    [Fact]
    public void AFileOfASceneLiesBelowTheGamesDataAndItsFieldsAreFilledIn()
    {
        using var folder = new TempFolder();
        using var game = new Game(folder.FullPath);
        var at = new DateTime(2026, 1, 2, 3, 4, 5, 6);
        Assert.Equal(
            folder.File("caps/lobby_1/2026-01-02_03-04-05-006.wav"),
            ScenePaths.TaskFile("{room}/{date}_{time}.wav", "caps", "lobby/1", at));
        Assert.True(System.IO.Directory.Exists(folder.File("caps/lobby_1")));
        Assert.Equal(folder.File("caps/room.wav"), ScenePaths.TaskFile("{room}.wav", "caps", "..", at));
        Assert.Equal("/abs/a.wav", ScenePaths.TaskFile("/abs/a.wav", "caps", "lobby", at));
        Assert.Null(ScenePaths.Folder(""));
        Assert.Equal("/no/such/folder", ScenePaths.Folder("/no/such/folder")); // as in the core: not made
    }

    private static FieldInfo FieldOf<T>(PropertyInfo property)
    {
        FieldInfo field = typeof(T).GetField(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
        if (field != null && property.PropertyType.IsEnum) Assert.Equal(property.PropertyType, field.FieldType);
        return field;
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Another value than the default.</summary>
    private static void Change(FieldInfo field, object of)
    {
        object value = field.GetValue(of);
        field.SetValue(of, value switch
        {
            bool flag => !flag,
            int number => number + 1,
            long number => number + 5_000_000,
            string text => text + "x",
            Enum each => Enum.GetValues(field.FieldType).Cast<object>().First(other => !other.Equals(each)),
            _ => throw new InvalidOperationException(field.Name),
        });
    }
}
