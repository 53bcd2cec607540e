using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using Agora.Rtc;
using nertc;
using Photon.Voice;
using Photon.Voice.Unity;
using global::Unity.Services.Vivox;
using UnityEngine;
using UnityEngine.StandIn;

namespace GameVoice.Tests.Scene;

/// <summary>The samples, over stand-ins of the SDKs: what arrives in the recorder.</summary>
public sealed class SampleTests
{
    [Fact]
    public void NertcsFramesArriveByUser()
    {
        using var stage = new Stage();
        var engine = new NertcEngine();
        using (var feed = new NertcVoiceFeed(stage.Recorder, "me"))
        {
            feed.Attach(engine);
            feed.UserJoined(7);
            feed.UserJoined(7);
            GCHandle pinned = GCHandle.Alloc(stage.Tone.NextBlock(), GCHandleType.Pinned);
            var frame = new RtcAudioFrame
            {
                data = pinned.AddrOfPinnedObject(),
                format = new RtcAudioFormat { channels = 1, sampleRate = 48000, samplesPerChannel = 480 },
            };
            engine.Observer.OnAudioFrameDidRecord(frame);
            engine.Observer.OnPlaybackAudioFrameBeforeMixing(7, frame, 1);
            engine.Observer.OnPlaybackAudioFrameBeforeMixing(8, frame, 1); // not known: left out
            engine.Observer.OnAudioFrameWillPlayback(frame);
            engine.Observer.OnMixedAudioFrame(frame);
            AssertSources(stage, "Local:me:1", "Remote:7:1");
            SwitchOffAndOn(stage, feed.Tick, () =>
            {
                engine.Observer.OnAudioFrameDidRecord(frame);
                engine.Observer.OnPlaybackAudioFrameBeforeMixing(7, frame, 1);
            });
            AssertSources(stage, "Local:me:1", "Remote:7:1");
            stage.Recorder.enabled = false;
            feed.UserJoined(9); // recorded once there is a recorder again
            feed.UserLeft(7);
            stage.Recorder.enabled = true;
            feed.Tick();
            engine.Observer.OnPlaybackAudioFrameBeforeMixing(7, frame, 1);
            engine.Observer.OnPlaybackAudioFrameBeforeMixing(9, frame, 1);
            AssertSources(stage, "Local:me:0", "Remote:9:1");
            pinned.Free();
        }
        Assert.Null(engine.Observer);
        AssertSources(stage);
    }

    [Fact]
    public void AgorasFramesArriveByUser()
    {
        using var stage = new Stage();
        var engine = new AgoraEngine();
        using (var feed = new AgoraVoiceFeed(stage.Recorder, "me"))
        {
            feed.Attach(engine);
            feed.UserJoined(7);
            GCHandle pinned = GCHandle.Alloc(stage.Tone.NextBlock(), GCHandleType.Pinned);
            var frame = new Agora.Rtc.AudioFrame
            {
                buffer = pinned.AddrOfPinnedObject(), channels = 2, samplesPerSec = 24000, samplesPerChannel = 240,
            };
            Assert.True(engine.Observer.OnRecordAudioFrame("room", frame));
            Assert.True(engine.Observer.OnPlaybackAudioFrameBeforeMixing("room", 7, frame));
            Assert.True(engine.Observer.OnPlaybackAudioFrameBeforeMixing("room", 8, frame));
            AssertSources(stage, "Local:me:1", "Remote:7:1");
            Assert.All(stage.Core.Stats.Sources, each => Assert.Equal((24000, 2), (each.SampleRate, each.Channels)));
            SwitchOffAndOn(stage, feed.Tick, () =>
            {
                engine.Observer.OnRecordAudioFrame("room", frame);
                engine.Observer.OnPlaybackAudioFrameBeforeMixing("room", 7, frame);
            });
            AssertSources(stage, "Local:me:1", "Remote:7:1");
            stage.Recorder.enabled = false;
            feed.UserJoined(9);
            feed.UserLeft(7);
            stage.Recorder.enabled = true;
            feed.Tick();
            Assert.True(engine.Observer.OnPlaybackAudioFrameBeforeMixing("room", 7, frame));
            Assert.True(engine.Observer.OnPlaybackAudioFrameBeforeMixing("room", 9, frame));
            AssertSources(stage, "Local:me:0", "Remote:9:1");
            pinned.Free();
        }
        Assert.Null(engine.Observer);
        AssertSources(stage);
    }

    [Fact]
    public void VivoxsTapsAreRecordedAndNotHeardTwice()
    {
        using var stage = new Stage();
        var vivox = new Vivox();
        VivoxService.Instance = vivox;
        var feed = new GameObject("feed").AddComponent<VivoxVoiceFeed>();
        vivox.Add(new VivoxParticipant { PlayerId = "me", IsSelf = true });
        vivox.Add(new VivoxParticipant { PlayerId = "ann" });
        AssertSources(stage, "Local::0", "Remote:ann:0");
        SwitchOffAndOn(stage, () => { }, () => { });
        AssertSources(stage, "Local::0", "Remote:ann:0");
        vivox.Remove(new VivoxParticipant { PlayerId = "ann" });
        stage.Game.Frame();
        AssertSources(stage, "Local::0");
        feed.enabled = false;
        stage.Game.Frame();
        AssertSources(stage);
        Assert.Equal(0, vivox.Listeners);
        var silenced = new GameObject("silenced");
        silenced.AddComponent<VoiceSilencer>();
        float[] block = [1, 1];
        Game.HearOn(silenced, block, 2);
        Assert.Equal([0, 0], block);
    }

    [Fact]
    public void PhotonsVoicesArriveByPlayer()
    {
        using var stage = new Stage();
        var thing = new GameObject("photon");
        var connection = thing.AddComponent<VoiceConnection>();
        thing.SetActive(false);
        var feed = thing.AddComponent<PhotonVoiceFeed>();
        feed.Connection = connection;
        thing.SetActive(true);
        var info = new VoiceInfo { SamplingRate = 24000, Channels = 1 };
        var link = new RemoteVoiceLink { VoiceInfo = info, PlayerId = 7, VoiceId = 1 };
        connection.Add(link);
        link.Decode(new float[480]);
        link.Decode(null);
        var voice = new LocalVoiceAudioFloat { Info = info };
        typeof(PhotonVoiceFeed)
            .GetMethod("PhotonVoiceCreated", BindingFlags.Instance | BindingFlags.NonPublic)
            .Invoke(feed, [new PhotonVoiceCreatedParams { Voice = voice }]);
        float[] spoken = [0.5f, 0.25f];
        Assert.Same(spoken, Assert.Single(voice.Processors).Process(spoken));
        AssertSources(stage, "Local::1", "Remote:7/1:1");
        SwitchOffAndOn(stage, () => { }, () =>
        {
            link.Decode(new float[480]);
            voice.Processors[0].Process(spoken);
        });
        AssertSources(stage, "Local::1", "Remote:7/1:1");
        stage.Recorder.enabled = false;
        var late = new RemoteVoiceLink { VoiceInfo = info, PlayerId = 8, VoiceId = 1 };
        connection.Add(late); // recorded once there is a recorder again
        stage.Recorder.enabled = true;
        stage.Game.Frame();
        late.Decode(new float[480]);
        AssertSources(stage, "Local::0", "Remote:7/1:0", "Remote:8/1:1");
        link.Remove();
        AssertSources(stage, "Local::0", "Remote:8/1:1");
        feed.enabled = false;
        AssertSources(stage);
        late.Decode(new float[480]);
        feed.enabled = true;
        stage.Game.Frame();
        late.Decode(new float[480]);
        AssertSources(stage, "Local::0", "Remote:8/1:1");
        Object.DestroyImmediate(thing);
        AssertSources(stage);
        voice.Processors[0].Process(spoken);
    }

    [Fact]
    public void PhotonsConnectionMayBeNamedLaterAndChange()
    {
        using var stage = new Stage();
        var thing = new GameObject("photon");
        var feed = thing.AddComponent<PhotonVoiceFeed>(); // awake before anyone can name the connection
        Assert.Empty(stage.Lines(LogType.Exception));
        var info = new VoiceInfo { SamplingRate = 24000, Channels = 1 };
        var connection = thing.AddComponent<VoiceConnection>();
        feed.Connection = connection;
        feed.Connection = connection; // once is enough
        var link = new RemoteVoiceLink { VoiceInfo = info, PlayerId = 7, VoiceId = 1 };
        connection.Add(link);
        link.Decode(new float[480]);
        AssertSources(stage, "Remote:7/1:1");
        feed.enabled = false;
        Reload.Of(connection, typeof(MonoBehaviour)); // takes its event away
        Reload.Of(feed, typeof(MonoBehaviour));
        feed.enabled = true;
        connection.Add(new RemoteVoiceLink { VoiceInfo = info, PlayerId = 8, VoiceId = 1 });
        AssertSources(stage, "Remote:8/1:0");
        var other = new GameObject("other").AddComponent<VoiceConnection>();
        feed.Connection = other;
        connection.Add(new RemoteVoiceLink { VoiceInfo = info, PlayerId = 9, VoiceId = 1 });
        AssertSources(stage); // nobody speaks there any more
        other.Add(link);
        AssertSources(stage, "Remote:7/1:0");
        feed.Connection = null;
        other.Add(new RemoteVoiceLink { VoiceInfo = info, PlayerId = 9, VoiceId = 1 });
        AssertSources(stage);
        Object.DestroyImmediate(thing);
        AssertSources(stage);
    }

    /// <summary>Another recorder of the same component; frames come all the time.</summary>
    private static void SwitchOffAndOn(Stage stage, System.Action tick, System.Action frames)
    {
        stage.Recorder.enabled = false;
        frames();
        stage.Game.Frame();
        tick();
        frames();
        stage.Recorder.enabled = true;
        stage.Game.Frame();
        tick();
        frames();
    }

    private static void AssertSources(Stage stage, params string[] expected)
    {
        stage.Core.Advance(100);
        stage.Game.Frame();
        Assert.Equal(
            expected,
            stage.Core.Stats.Sources.Select(each => $"{each.Kind}:{each.UserId}:{each.BlocksTaken}").Order());
        Assert.Empty(stage.Lines(LogType.Exception));
    }

    private sealed class NertcEngine : nertc.IRtcEngine
    {
        public nertc.IAudioFrameObserver Observer { get; private set; }

        public int SetAudioFrameObserver(nertc.IAudioFrameObserver observer)
        {
            Observer = observer;
            return 0;
        }
    }

    private sealed class AgoraEngine : Agora.Rtc.IRtcEngine
    {
        public Agora.Rtc.IAudioFrameObserver Observer { get; private set; }

        public int RegisterAudioFrameObserver(
            Agora.Rtc.IAudioFrameObserver observer, AUDIO_FRAME_POSITION position, OBSERVER_MODE mode)
        {
            Observer = observer;
            return 0;
        }
    }

    private sealed class Vivox : IVivoxService
    {
        public event System.Action<VivoxParticipant> ParticipantAddedToChannel;

        public event System.Action<VivoxParticipant> ParticipantRemovedFromChannel;

        public int Listeners =>
            (ParticipantAddedToChannel == null ? 0 : 1) + (ParticipantRemovedFromChannel == null ? 0 : 1);

        public void Add(VivoxParticipant who) => ParticipantAddedToChannel?.Invoke(who);

        public void Remove(VivoxParticipant who) => ParticipantRemovedFromChannel?.Invoke(who);
    }
}
