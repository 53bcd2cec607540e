using System;
using System.Linq;
using Microsoft.ClearScript;

namespace GameVoice.Tests;

/// <summary>The stand-in for PuerTS itself: its silence, and that strict mode hears it.</summary>
public sealed class ConversionTests
{
    private const string Bare = """
        export const of = (text) => {
          try {
            const { VoiceRecorderNative, VoiceRecorderHost } = CS.GameVoice;
            return String(Function('n', 'h', `return ${text}`)(VoiceRecorderNative, VoiceRecorderHost));
          } catch (error) {
            return error.message;
          }
        };
        """;

    [Theory]
    [InlineData("n.NowMs('abc')", "0")]
    [InlineData("n.NowMs()", "0")]
    [InlineData("n.NowMs({})", "0")]
    [InlineData("n.NowMs(Symbol())", "0")]
    [InlineData("n.NowMs(1n)", "0")]
    [InlineData("n.NowMs(0, 1)", "0")]
    [InlineData("n.Adopt(undefined)", "30005")]
    [InlineData("n.Poll(null)", "false")]
    [InlineData("n.SetConsent(0, 'yes')", "30005")]
    [InlineData("n.Adopt(12)", "30005")]
    [InlineData("h.Push(1, null, 1, 0, 48000, 1, NaN)", "30003")]
    [InlineData("h.Push(1, {}, 1, 0, 48000, 1, NaN)", "30003")]
    [InlineData("h.Push(1, [1, 2], 1, 0, 48000, 1, NaN)", "30003")]
    public void WhatDoesNotFitIsMadeToFitAndOnlyStrictModeSaysSo(string call, string answer)
    {
        using var lenient = new PuertsEngine(new Modules(Bare), strict: false);
        Assert.Equal(answer, Of(lenient, call));
        Assert.NotEmpty(lenient.Silent);
        using var strict = new PuertsEngine(new Modules(Bare));
        Assert.Contains("PuerTS would be silent", Of(strict, call));
    }

    [Theory]
    [InlineData("n.Version()", @"^\d+\.\d+\.\d+$")]
    [InlineData("n.CostNumber(NaN)", "^0$")]
    [InlineData("n.SetConsent(0, true)", "^30005$")]
    [InlineData("h.Push(1, new Int16Array(480), 480, 0, 48000, 1, NaN)", "^30005$")]
    [InlineData("h.Push(1, new Int16Array(480).buffer, 480, 0, 48000, 1, NaN)", "^30005$")]
    [InlineData("h.Push(1, new Float32Array(960).subarray(480), 480, 1, 48000, 1, NaN)", "^30005$")]
    [InlineData("h.Push(1, new Int16Array(480), 481, 0, 48000, 1, NaN)", "^30003$")]
    [InlineData("h.Push(1, new Int16Array(480), NaN, 0, 48000, 1, NaN)", "^30003$")]
    [InlineData("h.Push(1, new Int16Array(480), 480, 0, 48000.5, 1, NaN)", "^30003$")]
    [InlineData("h.Push(1, new Int16Array(480), 480, 2, 48000, 1, NaN)", "^30003$")]
    [InlineData("h.Push(1, new Int16Array(480), 480, 0, 48000, 1, 1e300)", "^30003$")]
    [InlineData("n.LiveCount() + typeof CS.GameVoice.Typo.LiveCount", "^0object$")] // a namespace, as in PuerTS
    [InlineData("n.Typo", "^undefined$")]
    public void WhatFitsArrivesAsItIs(string call, string answer)
    {
        using var strict = new PuertsEngine(new Modules(Bare));
        Assert.Matches(answer, Of(strict, call));
        Assert.Empty(strict.Silent);
    }

    [Theory]
    [InlineData("TextEncoder URL fetch structuredClone Buffer process AbortController require Intl setImmediate")]
    public void TheEngineHasNoneOfWhatPuertsLacks(string names)
    {
        using var engine = new PuertsEngine(new Modules(Bare));
        Assert.All(names.Split(' '), name => Assert.Equal("undefined", Of(engine, "typeof " + name)));
    }

    [Fact]
    public void AfterTheEndNothingIsCalledAnyMore()
    {
        var engine = new PuertsEngine(new Modules("export const update = () => 1;"));
        Action update = engine.ExecuteModule(Modules.Main)("update");
        update();
        engine.Dispose();
        Assert.Throws<InvalidOperationException>(update);
    }

    private static string Of(PuertsEngine engine, string call)
    {
        ScriptObject exports = engine.Exports(Modules.Main);
        return (string)engine.Call((ScriptObject)exports.GetProperty("of"), call);
    }
}
