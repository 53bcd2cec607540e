using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GameVoice.Tests;

/// <summary>What is compiled for players alone, and runs in no editor.</summary>
public sealed class PlayerTests
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData("Ios", "__Internal")] // linked into the player
    [InlineData("Android", "voice_recorder")]
    [InlineData("WebGL", "voice_recorder")] // is not there: found out by the first call, and not by the linker
    public void EveryCallGoesToTheLibraryOfThePlatform(string player, string library)
    {
        string[] libraries = Load(player)
            .GetType("GameVoice.Native.NativeMethods", true)
            .GetMethods(AnyStatic)
            .Select(method => method.GetCustomAttribute<DllImportAttribute>()?.Value)
            .Where(value => value != null)
            .ToArray();
        Assert.NotEmpty(libraries);
        Assert.All(libraries, each => Assert.Equal(library, each));
    }

    [Theory]
    [InlineData("Ios")]
    [InlineData("Android")]
    public void ScriptsOnAPhoneHaveABufferThatFitsItsMemory(string player) => Assert.Equal(
        64.0 * 1024 * 1024,
        Load(player).GetType("GameVoice.VoiceRecorderHost", true).GetMethod("DefaultMaxBufferBytes").Invoke(null, null));

    private static Assembly Load(string player) => Assembly.Load("GameVoice.Recorder.Player." + player);
}
