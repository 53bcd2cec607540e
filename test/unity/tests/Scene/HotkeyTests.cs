using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using GameVoice.Unity;
using UnityEngine;
using UnityEngine.InputSystem;

namespace GameVoice.Tests.Scene;

/// <summary>A key, or three fingers, save the last seconds.</summary>
public sealed class HotkeyTests
{
    private static Stage Recording(Action<Unity.VoiceRecorder> more = null)
    {
        var stage = new Stage(recorder =>
        {
            recorder.Recording.cycleTime = 10;
            recorder.Keyboard = new LegacyKeyboard();
            more?.Invoke(recorder);
        });
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        return stage;
    }

    private static void Press(Stage stage, params KeyCode[] keys)
    {
        stage.Game.Press(keys);
        stage.Game.Frame();
        stage.Game.Release(keys);
        stage.Settle();
    }

    [Fact]
    public void AKeySavesADumpThatSaysSo()
    {
        using Stage stage = Recording();
        Press(stage, KeyCode.F9);
        string path = Assert.Single(stage.Dumped);
        Assert.EndsWith("_hotkey.wav", path);
        string sidecar = System.IO.File.ReadAllText(path + ".json");
        Assert.Contains("\"hotkey\"", sidecar);
        Assert.Contains("F9", sidecar);
    }

    [Fact]
    public void AHeldKeyIsOnePressAndTheCoolDownIsKept()
    {
        using Stage stage = Recording(recorder => recorder.Hotkey.cooldownMs = 5000);
        stage.Game.Press(KeyCode.F9);
        for (int i = 0; i < 10; i++) stage.Game.Frame();
        stage.Game.Release(KeyCode.F9);
        Press(stage, KeyCode.F9);
        Assert.Single(stage.Dumped);
        stage.Core.Advance(5000);
        Press(stage, KeyCode.F9);
        Assert.Equal(2, stage.Dumped.Count);
    }

    [Fact]
    public void ExactlyTheModifiersCount()
    {
        using Stage stage = Recording(recorder => recorder.Hotkey.key = "Ctrl+Shift+R");
        Press(stage, KeyCode.R);
        Press(stage, KeyCode.LeftControl, KeyCode.R);
        Press(stage, KeyCode.LeftControl, KeyCode.LeftAlt, KeyCode.LeftShift, KeyCode.R);
        Assert.Empty(stage.Dumped);
        Press(stage, KeyCode.RightControl, KeyCode.LeftShift, KeyCode.R);
        Assert.Single(stage.Dumped);
    }

    [Fact]
    public void TheKeyMayChangeWhileTheGameRuns()
    {
        using Stage stage = Recording();
        stage.Recorder.Hotkey.key = "F10";
        Press(stage, KeyCode.F9);
        Assert.Empty(stage.Dumped);
        Press(stage, KeyCode.F10);
        Assert.Single(stage.Dumped);
        stage.Recorder.Hotkey.key = "";
        stage.Core.Advance(5000);
        Press(stage, KeyCode.F10);
        Assert.Single(stage.Dumped);
    }

    [Fact]
    public void ThreeFingersThatTapDoTheSame()
    {
        using Stage stage = Recording(recorder => recorder.Hotkey.cooldownMs = 0);
        Tap(stage, 2, 10);
        Tap(stage, 4, 10);
        Tap(stage, 3, 900); // held
        Assert.Empty(stage.Dumped);
        stage.Game.Touch(3);
        stage.Game.Frame();
        stage.Game.Focus(false); // what is lifted meanwhile is not told
        Tap(stage, 0, 10);
        Assert.Empty(stage.Dumped);
        Tap(stage, 3, 10);
        Assert.Single(stage.Dumped);
        stage.Recorder.Hotkey.threeFingerTap = false;
        Tap(stage, 3, 10);
        Assert.Single(stage.Dumped);
    }

    [Fact]
    public void WithoutATaskThePressIsRefusedAndTheConsoleSaysItOnce()
    {
        using var stage = new Stage(recorder =>
        {
            recorder.Keyboard = new LegacyKeyboard();
            recorder.Hotkey.cooldownMs = 0;
        });
        Tap(stage, 3, 10);
        Tap(stage, 3, 10);
        Tap(stage, 3, 10);
        Assert.Equal(3, stage.Failed.Count);
        Assert.All(stage.Failed, reason => Assert.Contains("no cycle recording runs", reason));
        Assert.Contains("no cycle recording runs", Assert.Single(stage.Lines(LogType.Warning)));
        stage.Recorder.Recording.cycleTime = 10;
        stage.Recorder.EnterRoom("lobby");
        Tap(stage, 3, 10); // it works, so the next refusal is news
        stage.Recorder.LeaveRoom();
        Tap(stage, 3, 10);
        Assert.Single(stage.Dumped);
        Assert.Equal(2, stage.Lines(LogType.Warning).Length);
    }

    [Theory]
    [InlineData("hotkey")]
    [InlineData("")]
    public void InRealTimeAPressIsAMarker(string reason)
    {
        using var stage = new Stage(recorder =>
        {
            recorder.Keyboard = new LegacyKeyboard();
            recorder.Hotkey.cooldownMs = 0;
            recorder.Hotkey.key = "Ctrl+\\";
            recorder.Hotkey.reason = reason;
        });
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        Press(stage, KeyCode.LeftControl, KeyCode.Backslash);
        Tap(stage, 3, 10);
        stage.Recorder.LeaveRoom();
        stage.Settle();
        Assert.Empty(stage.Failed);
        Assert.Empty(stage.Lines(LogType.Warning));
        string sidecar = System.IO.File.ReadAllText(stage.File("room.wav") + ".json");
        Assert.Equal(
            ["Ctrl+\\", "ThreeFingerTap"],
            JsonDocument.Parse(sidecar).RootElement.GetProperty("markers").EnumerateArray()
                .Where(marker => marker.GetProperty("label").GetString() == "hotkey")
                .Select(marker => marker.GetProperty("data").GetProperty("hotkey").GetString()));
    }

    [Fact]
    public void APressInTheVeryFrameOfTheStartSavesADump()
    {
        using var stage = new Stage(recorder =>
        {
            recorder.Recording.cycleTime = 10;
            recorder.Keyboard = new LegacyKeyboard();
            recorder.Hotkey.afterSeconds = 0.5f; // nothing was heard yet
        });
        stage.Recorder.EnterRoom("lobby");
        Press(stage, KeyCode.F9);
        Assert.Single(stage.Dumped);
        Assert.Empty(stage.Failed);
    }

    [Theory]
    [InlineData("F99", "unknown key \"F99\"")]
    [InlineData("Ctrl+Shift", "holds modifiers only")]
    [InlineData("A+B", "holds two keys")]
    [InlineData("Hyper+B", "unknown modifier \"Hyper\"")]
    [InlineData("F24", "has no key \"F24\"")]
    public void AWrongKeyIsOneWarningInWords(string key, string expected)
    {
        using Stage stage = Recording(recorder => recorder.Hotkey.key = key);
        for (int i = 0; i < 5; i++) stage.Game.Frame();
        Assert.Contains(expected, Assert.Single(stage.Lines(LogType.Warning)));
    }

    [Theory]
    [InlineData(" ctrl + shift+keyr ", "Ctrl+Shift+R")]
    [InlineData("Cmd+option+digit1", "Alt+Meta+1")]
    [InlineData("esc", "Escape")]
    [InlineData("ctrl++", "Ctrl++")]
    [InlineData("+", "+")]
    public void SpellingsAreThoseOfTheTypeScriptHotkey(string text, string plain) =>
        Assert.Equal(plain, HotkeyBinding.Parse(text).Text);

    [Fact]
    public void NamesAreThoseOfTheTypeScriptHotkey()
    {
        string script = Repository.Read("assets", "scripts", "hotkey", "keyNames.ts");
        string named = Regex.Match(script, @"NAMED_KEYS = \[(.*?)\]", RegexOptions.Singleline).Groups[1].Value;
        string[] names = Regex.Matches(named, "'(\\w+)'").Select(match => match.Groups[1].Value).ToArray();
        Assert.True(names.Length > 15);
        Assert.All(names, name => Assert.Equal(name, KeyNames.Find(name)));
        string aliases = TableOf(script, "KEY_ALIASES");
        MatchCollection pairs = Regex.Matches(aliases, "(?:'([^']+)'|(\\w+)): '([^']+)'");
        Assert.True(pairs.Count > 15);
        Assert.All(pairs, pair => Assert.Equal(
            pair.Groups[3].Value, KeyNames.Find(pair.Groups[1].Value + pair.Groups[2].Value)));
        string held = TableOf(script, "MODIFIER_ALIASES");
        MatchCollection modifiers = Regex.Matches(held, @"(\w+): '(\w+)'");
        Assert.Equal(KeyNames.ModifierAliases.Count, modifiers.Count);
        Assert.All(modifiers, pair => Assert.Equal(
            pair.Groups[2].Value, KeyNames.ModifierAliases[pair.Groups[1].Value].ToString(), ignoreCase: true));
        Assert.Equal(24 + 36 + names.Length + 10 + 12, KeyNames.Every.Count);
    }

    [Fact]
    public void BothInputSystemsKnowTheKeysOfAKeyboard()
    {
        var lacking = new[] { "F13", "F14", "F15" }.Concat(Enumerable.Range(16, 9).Select(number => "F" + number));
        IKeyboard[] both = [new LegacyKeyboard(), new InputSystemKeyboard()];
        Assert.All(both, each => Assert.All(KeyNames.Every.Except(lacking), key => Assert.True(each.Knows(key), key)));
        Assert.IsType<InputSystemKeyboard>(NoKeyboard.OfProject());
    }

    [Fact]
    public void TheInputSystemPressesToo()
    {
        using Stage stage = Recording(recorder =>
        {
            recorder.Keyboard = null;
            recorder.Hotkey.key = "Alt+F9";
            recorder.Hotkey.cooldownMs = 0;
        });
        stage.Settle(); // there may be no keyboard and no screen
        Keyboard.current = new Keyboard();
        Touchscreen.current = new Touchscreen();
        try
        {
            Keyboard.current[Key.RightAlt].isPressed = true;
            Keyboard.current[Key.F9].wasPressedThisFrame = true;
            stage.Game.Frame();
            Keyboard.current[Key.F9].wasPressedThisFrame = false;
            stage.Settle();
            Assert.Single(stage.Dumped);
            for (int i = 0; i < 3; i++) Touchscreen.current.touches[i].press.isPressed = true;
            stage.Game.Frame();
            for (int i = 0; i < 3; i++) Touchscreen.current.touches[i].press.isPressed = false;
            stage.Game.Frame();
            stage.Settle();
            Assert.Equal(2, stage.Dumped.Count);
        }
        finally
        {
            Keyboard.current = null;
            Touchscreen.current = null;
        }
    }

    private static string TableOf(string script, string name) => Regex
        .Match(script, name + @".*?table\(\{(.*?)\}\)", RegexOptions.Singleline)
        .Groups[1].Value;

    private static void Tap(Stage stage, int fingers, double forMs)
    {
        stage.Game.Touch(fingers);
        stage.Game.Frame();
        stage.Core.Advance(forMs);
        stage.Game.Touch(0, oneIsLifted: true);
        stage.Game.Frame();
        stage.Settle();
    }
}
