using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameVoice.Unity.EditorUi;

namespace GameVoice.Tests.Editing;

/// <summary>The small pictures of captures, against files whose samples are known.</summary>
public sealed class ThumbnailTests : IDisposable
{
    private readonly CaptureFolder folder = new();

    [Fact]
    public void EachColumnHasTheSmallestAndLargestSampleOfItsShare()
    {
        string path = folder.Wav("a.wav", 0, 16384, -8192, 100, -32768, 32767, 5, 6);
        Waveform found = Thumbnail.Read(path, 4);
        Assert.Equal([0f, -8192f / 32768, -1f, 5f / 32768], found.Min);
        Assert.Equal([0.5f, 100f / 32768, 32767f / 32768, 6f / 32768], found.Max);
    }

    [Fact]
    public void AllChannelsAreInOnePicture()
    {
        File.WriteAllBytes(folder.File("a.wav"), CaptureFolder.Bytes([1000, -2000, 3000, -4000], 2, 8));
        Waveform found = Thumbnail.Read(folder.File("a.wav"), 2);
        Assert.Equal([-2000f / 32768, -4000f / 32768], found.Min);
        Assert.Equal([1000f / 32768, 3000f / 32768], found.Max);
    }

    [Fact]
    public void OneSampleFillsThePictureAndNoneMakesNone()
    {
        Assert.All(Thumbnail.Read(folder.Wav("a.wav", 16384), 8).Max, each => Assert.Equal(0.5f, each));
        Assert.Null(Thumbnail.Read(folder.Wav("b.wav"), 8));
    }

    [Theory]
    [InlineData(0u, "RIFF")]
    [InlineData(0xffffffffu, "RF64")]
    [InlineData(2000u, "RIFF")]
    public void AHeaderThatDoesNotTellTheLengthIsReadToTheEndOfTheFile(uint told, string kind)
    {
        File.WriteAllBytes(folder.File("a.wav"), CaptureFolder.Bytes([100, 200], 1, told, kind));
        Assert.Equal([100f / 32768, 200f / 32768], Thumbnail.Read(folder.File("a.wav"), 2).Max);
    }

    [Fact]
    public void WhatFollowsTheSamplesIsNoSound()
    {
        byte[] bytes = CaptureFolder.Bytes([100, 200, 32767], 1, 4);
        File.WriteAllBytes(folder.File("a.wav"), bytes);
        Assert.Equal([100f / 32768, 200f / 32768], Thumbnail.Read(folder.File("a.wav"), 2).Max);
    }

    [Fact]
    public void AFileOfAnyLengthIsReadInBoundedPieces()
    {
        const int Columns = 4;
        long samples = 1_000_000_000;
        using var file = new CountingStream(CaptureFolder.Bytes([], 1, (uint)(samples * 2)), samples * 2);
        Waveform found = WavFile.Read(file, Columns);
        Assert.Equal(Columns, found.Max.Length);
        const int Most = Columns * ColumnReader.MostBytesPerColumn;
        Assert.InRange(file.BytesRead, Most, Most + 200); // and the header
    }

    [Fact]
    public void AFeatureTrackIsTakenBeforeTheAudio()
    {
        using var room = new Room(folder.FullPath);
        var config = new AudioRecordingConfig { FilePath = folder.File("room.aac"), SampleRate = 48000 };
        Assert.Equal(0, room.Recorder.StartAudioRecordingWithConfig(config));
        room.Settle();
        room.Speak(2);
        Assert.Equal(0, room.Recorder.StopAudioRecording());
        room.Settle();
        Assert.True(File.Exists(folder.File("room.aac.features")));
        Waveform found = Thumbnail.Read(folder.File("room.aac"));
        Assert.Equal(Thumbnail.Columns, found.Max.Length);
        // A tone of a quarter of full scale in the last two thirds; one second of silence before it.
        Assert.All(found.Max.Take(40), each => Assert.Equal(0f, each));
        Assert.All(found.Max.Skip(70).Take(60), each => Assert.InRange(each, 0.24f, 0.26f));
        Assert.All(found.Min.Skip(70).Take(60), each => Assert.InRange(each, -0.26f, -0.24f));
    }

    [Fact]
    public void ADamagedFeatureTrackIsPassedOver()
    {
        folder.Wav("a.wav", 16384);
        var header = new byte[80];
        "VRFT"u8.CopyTo(header);
        header[4] = 1;
        header[6] = 40;
        header[10] = 1;
        Array.Fill(header, (byte)0xff, 16, 8); // more cells than any file has
        header[48] = 56;
        byte[][] damaged = [[], header[..30], header, "VRSE"u8.ToArray().Concat(new byte[200]).ToArray()];
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(folder.File("a.wav.features"), bytes);
            Assert.Equal(0.5f, Thumbnail.Read(folder.File("a.wav"), 2).Max[0]);
        }
    }

    [Fact]
    public void WhatIsNoWavHasNoPicture()
    {
        byte[] good = CaptureFolder.Bytes([1, 2, 3], 1, 6);
        for (int length = 0; length < 82; length++)
        {
            File.WriteAllBytes(folder.File("a.wav"), good[..length]);
            Assert.Null(Thumbnail.Read(folder.File("a.wav"), 2));
        }
        for (int at = 0; at < 80; at++)
        {
            byte[] changed = (byte[])good.Clone();
            changed[at] ^= 0xff;
            File.WriteAllBytes(folder.File("a.wav"), changed);
            Thumbnail.Read(folder.File("a.wav"), 2); // whatever it says, it ends and throws nothing
        }
        Assert.Null(Thumbnail.Read(folder.File("none.wav")));
    }

    [Fact]
    public void AWaveformIsReadOnceUntilItsFileChanges()
    {
        int reads = 0;
        using var cache = new ThumbnailCache(path =>
        {
            reads++;
            return Thumbnail.Read(path);
        });
        folder.Wav("a.wav", 16384);
        Waveform first = Wait(cache, "a.wav");
        Assert.Same(first, Wait(cache, "a.wav"));
        Assert.Equal(1, reads);
        folder.Wav("a.wav", 16384, 1);
        Assert.NotSame(first, Wait(cache, "a.wav"));
        Assert.Equal(2, reads);
    }

    [Fact]
    public void TheCacheIsBounded()
    {
        using var cache = new ThumbnailCache(_ => new Waveform(1));
        for (int i = 0; i < 2000; i++)
        {
            cache.Of(new CaptureEntry(folder.File($"{i}.wav"), 1, default, CaptureState.Finished, null));
        }
        Assert.Equal(512, cache.Count);
        cache.Finish();
    }

    [Fact]
    public void APictureHasInkFromTheSmallestToTheLargestSample()
    {
        var waveform = new Waveform(2);
        waveform.Add(0, -32768, 32767);
        UnityEngine.Color32[] pixels = WaveformPainter.Paint(waveform, 5);
        Assert.Equal(10, pixels.Length);
        byte ink = pixels[0].b;
        IEnumerable<bool> Inked(int column) => Enumerable.Range(0, 5).Select(row => pixels[row * 2 + column].b == ink);
        Assert.Equal([true, true, true, true, true], Inked(0));
        Assert.Equal([false, false, true, false, false], Inked(1));
    }

    public void Dispose() => folder.Dispose();

    private Waveform Wait(ThumbnailCache cache, string name)
    {
        CaptureList list = CaptureList.Read(folder.FullPath, DateTime.UtcNow);
        CaptureEntry entry = list.Entries.Single(each => each.Name == name);
        cache.Of(entry);
        cache.Finish();
        return cache.Of(entry);
    }

    /// <summary>A head, then as many zeros as are said to follow; counts what is read.</summary>
    private sealed class CountingStream(byte[] head, long zeros) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => head.Length + zeros;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int got = (int)Math.Min(count, Length - Position);
            for (int i = 0; i < got; i++)
            {
                buffer[offset + i] = Position + i < head.Length ? head[Position + i] : (byte)0;
            }
            Position += got;
            BytesRead += got;
            return got;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
