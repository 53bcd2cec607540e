using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using GameVoice.Native;

namespace GameVoice.Tests;

/// <summary>What stands in C, C# and TypeScript is the same in all of them.</summary>
public sealed class HeaderTests
{
    private const BindingFlags Anywhere =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Enums of the header, what their names begin with, and the same in C#.</summary>
    private static readonly Dictionary<string, (string Prefix, Type Type)> Enums = new()
    {
        ["vr_task_code"] = ("VR_TASK_", typeof(RtcAudioRecordingCode)),
        ["vr_quality"] = ("VR_QUALITY_", typeof(RtcAudioRecordingQuality)),
        ["vr_position"] = ("VR_POSITION_", typeof(RtcAudioRecordingPosition)),
        ["vr_layout"] = ("VR_LAYOUT_", typeof(Layout)),
        ["vr_source_kind"] = ("VR_SOURCE_", typeof(SourceKind)),
        ["vr_format"] = ("VR_FORMAT_", typeof(AudioFormat)),
        ["vr_origin"] = ("VR_ORIGIN_", typeof(CaptureOrigin)),
        ["vr_log_level"] = ("VR_LOG_", typeof(LogLevel)),
        ["vr_notice"] = ("VR_NOTICE_", typeof(Notice)),
        ["vr_durability"] = ("VR_DURABILITY_", typeof(Durability)),
        ["vr_tracks"] = ("VR_TRACKS_", typeof(Tracks)),
        ["vr_event_kind"] = ("VR_EVENT_", typeof(EventKind)),
        ["vr_degraded"] = ("VR_DEGRADED_", typeof(DegradedReason)),
        ["vr_recording_state"] = ("VR_RECORDING_STATE_", typeof(RecordingState)),
        ["vr_task_state"] = ("VR_TASK_STATE_", typeof(TaskState)),
    };

    private static readonly Dictionary<string, Type> Structs = new()
    {
        ["vr_recorder_options"] = typeof(VrRecorderOptions),
        ["vr_task_config"] = typeof(VrTaskConfig),
        ["vr_cost"] = typeof(VrCost),
        ["vr_dump_request"] = typeof(VrDumpRequest),
        ["vr_capture"] = typeof(VrCapture),
        ["vr_event"] = typeof(VrEvent),
        ["vr_source_stats"] = typeof(VrSourceStats),
        ["vr_stats"] = typeof(VrStats),
    };

    private static readonly Lazy<Dictionary<string, Dictionary<string, int>>> Layouts = new(LayoutsInC);

    public static TheoryData<string> EnumNames => [.. Header.Enums().Keys];

    public static TheoryData<string> StructNames => [.. Header.Structs().Keys];

    [Theory]
    [MemberData(nameof(EnumNames))]
    public void AnEnumHasTheNamesAndNumbersOfTheHeader(string name)
    {
        Dictionary<string, int> inHeader = Header.Enums()[name];
        if (name == "vr_status") Assert.Equal(Plain(inHeader, "VR_ERROR_", "VR_"), ReturnCodes());
        else if (name == "vr_sample_format")
            Assert.Equal(
                (NativeMethods.SampleInt16, NativeMethods.SampleFloat32),
                (inHeader["VR_SAMPLE_INT16"], inHeader["VR_SAMPLE_FLOAT32"]));
        else
        {
            (string prefix, Type type) = Enums[name];
            Dictionary<string, int> expected = Plain(inHeader, prefix);
            if (type == typeof(DegradedReason)) expected.Add("None", 0);
            if (expected.Remove("Error", out int ended) && type == typeof(RtcAudioRecordingCode))
                expected.Add("RecordError", ended);
            else if (type == typeof(LogLevel)) expected.Add("Error", ended);
            Assert.Equal(
                expected.OrderBy(Number),
                NamesOf(type)
                    .Where(member => !member.Key.StartsWith("kNERtc", StringComparison.Ordinal))
                    .OrderBy(Number));
        }
    }

    [Theory]
    [InlineData("NERtcAudioRecordingQuality", typeof(RtcAudioRecordingQuality))]
    [InlineData("NERtcAudioRecordingPosition", typeof(RtcAudioRecordingPosition))]
    [InlineData("NERtcAudioRecordingCycleTime", typeof(RtcAudioRecordingCycleTime))]
    [InlineData("NERtcAudioRecordingCode", typeof(RtcAudioRecordingCode))]
    [InlineData("LogLevel", typeof(LogLevel))]
    public void AnEnumHasTheNamesAndNumbersOfTheTypeScript(string name, Type type) =>
        Assert.Equal(Header.TypeScript("config/enums.ts", name).OrderBy(Name), NamesOf(type).OrderBy(Name));

    [Fact]
    public void ReturnCodesAndKindsOfEventsAreThoseOfTheTypeScript()
    {
        Assert.Equal(Header.TypeScript("errors/ReturnCode.ts", "ReturnCode"), ReturnCodes());
        Dictionary<string, int> kinds = NamesOf(typeof(EventKind));
        kinds.Remove("None");
        Assert.Equal(Header.TypeScript("bridge/NativeBridge.ts", "NativeEventKind"), kinds);
    }

    [Fact]
    public void ConstantsAreThoseOfTheHeader()
    {
        Assert.Equal(NativeMethods.AbiVersion, Header.Macro("VR_ABI_VERSION"));
        Assert.Equal(NativeMethods.AbiVersion, NativeMethods.vr_abi_version());
        Assert.Equal(NativeMethods.NoCaptureTime, Header.Macro("VR_NO_CAPTURE_TIME"));
        Assert.Equal(EncryptionKeys.LengthBytes, Header.Macro("VR_ENCRYPTION_KEY_BYTES"));
        Assert.Equal(NativeMethods.StatsMaxSources, Header.Macro("VR_STATS_MAX_SOURCES"));
        Assert.Equal(NativeMethods.CapabilityWav, Header.Macro("VR_CAPABILITY_WAV"));
        Assert.Equal(NativeMethods.CapabilityAac, Header.Macro("VR_CAPABILITY_AAC"));
        Assert.Equal(NativeMethods.CapabilityDurabilityProcess, Header.Macro("VR_CAPABILITY_DURABILITY_PROCESS"));
        Assert.Equal(NativeMethods.CapabilityEncryption, Header.Macro("VR_CAPABILITY_ENCRYPTION"));
    }

    [Fact]
    public void EveryFunctionOfTheHeaderIsReachableAndBlittable()
    {
        MethodInfo[] declared = typeof(NativeMethods)
                                    .GetMethods(Anywhere | BindingFlags.DeclaredOnly)
                                    .Where(method => method.Name.StartsWith("vr_", StringComparison.Ordinal))
                                    .ToArray();
        Assert.Equal(
            Header.Functions().OrderBy(Name),
            declared.ToDictionary(method => method.Name, method => method.GetParameters().Length).OrderBy(Name));
        Assert.All(
            declared.SelectMany(method => method.GetParameters()),
            parameter => Assert.True(
                parameter.ParameterType.IsPointer || parameter.ParameterType.IsPrimitive,
                $"{parameter.Member.Name}.{parameter.Name}"));
        Assert.All(declared, method =>
        {
            DllImportAttribute import = method.GetCustomAttribute<DllImportAttribute>();
            Assert.Equal((NativeLibraryName.Value, CallingConvention.Cdecl), (import.Value, import.CallingConvention));
            Marshal.Prelink(method); // throws when the library has none of this name
        });
    }

    [Fact]
    public void DefaultsAreThoseOfTheLibrary()
    {
        Assert.Equal(NativeCalls.DefaultOptions(), new RecorderOptions().ToNative());
        VrTaskConfig config = NativeCalls.DefaultConfig();
        Assert.Equal(config, new AudioRecordingConfig().ToNative());
        Assert.Equal(NativeCalls.DefaultRequest(), new DumpRequest().ToNative());
        Assert.Equal((uint)2, new AudioRecordingConfig { Layout = Layout.Split }.ToNative().channels);
    }

    [Theory]
    [MemberData(nameof(StructNames))]
    public void AStructHasTheLayoutThatTheCompilerOfCGivesIt(string name)
    {
        Type type = Structs[name];
        string[] fields = Header.Structs()[name];
        Assert.Equal(fields, type.GetFields(Anywhere).Where(field => !field.IsLiteral).Select(field => field.Name));
        Dictionary<string, int> inC = Layouts.Value[name];
        Assert.Equal(inC["sizeof"], Marshal.SizeOf(type));
        Assert.All(fields, field => Assert.Equal((field, inC[field]), (field, (int)Marshal.OffsetOf(type, field))));
        if (name == "vr_source_stats") Assert.Equal(VrStats.SourceWords * sizeof(ulong), inC["sizeof"]);
    }

    /// <summary>sizeof and offsetof of every struct, from a program that the compiler of this machine makes.</summary>
    private static Dictionary<string, Dictionary<string, int>> LayoutsInC()
    {
        var program = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n#include \"voice_recorder.h\"\n");
        program.AppendLine("int main(void) {");
        foreach ((string name, string[] fields) in Header.Structs())
        {
            program.AppendLine($"printf(\"{name} sizeof %d\\n\", (int)sizeof({name}));");
            foreach (string field in fields)
            {
                program.AppendLine($"printf(\"{name} {field} %d\\n\", (int)offsetof({name}, {field}));");
            }
        }
        using var folder = new TempFolder();
        Programs.Compile(program + "}\n", folder.File("layouts"));
        return Programs.Run(folder.File("layouts"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .GroupBy(words => words[0])
            .ToDictionary(
                group => group.Key, group => group.ToDictionary(words => words[1], words => int.Parse(words[2])));
    }

    private static Dictionary<string, int> Plain(Dictionary<string, int> numbers, params string[] prefixes) =>
        numbers.ToDictionary(
            entry => Header.Pascal(
                entry.Key[prefixes.First(prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Length..]),
            entry => entry.Value);

    private static Dictionary<string, int> ReturnCodes() =>
        typeof(ReturnCode).GetFields().ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue());

    private static Dictionary<string, int> NamesOf(Type type) =>
        Enum.GetNames(type).ToDictionary(name => name, name => (int)Enum.Parse(type, name));

    private static string Name(KeyValuePair<string, int> entry) => entry.Key;

    private static int Number(KeyValuePair<string, int> entry) => entry.Value;
}
