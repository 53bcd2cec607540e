// Writes the seeds anew: `fuzz_seeds FOLDER`. What the fuzzer found is not made here: it lies beside them.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "fuzz/byte_source.h"
#include "fuzz/image_edits.h"
#include "fuzz/sealed_bytes.h"
#include "recorder/capture_log.h"
#include "recorder/log_json.h"
#include "recorder/task_json.h"
#include "writer/feature_file.h"
#include "writer/sidecar.h"

namespace vr_fuzz {
namespace {

class Seeds {
 public:
  explicit Seeds(std::string folder) : folder_(std::move(folder)) {}
  void Put(const std::string& target, const std::string& name, const std::string& bytes) const {
    const std::filesystem::path folder = std::filesystem::path(folder_) / target;
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }

 private:
  std::string folder_;
};

ByteSink& Begin(ByteSink& sink, Edit edit) {
  return sink.Number(static_cast<uint64_t>(edit), 1);
}

std::string Record(uint64_t type, uint64_t number, const std::string& body) {
  ByteSink sink;
  Begin(sink, Edit::kLogRecord).Number(2, 1).Number(1, 1).Number(type, 1).Number(number, 2);
  return sink.Number(body.size(), 2).Text(body).text();
}

std::string Pin(const std::string& text) {
  ByteSink sink;
  return Begin(sink, Edit::kPin).Number(2, 1).Number(text.size(), 2).Text(text).text();
}

std::string Slot(uint64_t stream, uint64_t sequence, uint64_t first_frame, uint64_t frames,
                 const std::string& payload) {
  ByteSink sink;
  Begin(sink, Edit::kSlot).Number(0, 1).Number(stream, 1).Number(6, 1).Number(sequence, 2).Number(first_frame, 8);
  return sink.Number(frames, 4).Number(0, 2).Number(0, 1).Number(payload.size(), 2).Text(payload).text();
}

std::string Shape(uint64_t field, uint64_t value) {
  ByteSink sink;
  return Begin(sink, Edit::kShape).Number(field, 1).Number(value, 8).text();
}

// One edit of every sort, by name.
std::vector<std::pair<std::string, std::string>> Edits() {
  ByteSink bytes, unit, truncate, remove, copy_unit, copy_segment;
  Begin(bytes, Edit::kBytes).Number(1, 1).Number(4200, 3).Number(3, 1).Text("abc");
  Begin(unit, Edit::kUnit).Number(2, 1).Number(3, 1).Number(24, 2).Number(1, 1).Text("z");
  Begin(truncate, Edit::kTruncate).Number(1, 1).Number(9000, 3);
  Begin(remove, Edit::kRemove).Number(0, 1);
  Begin(copy_unit, Edit::kCopyUnit).Number(1, 1).Number(4, 1).Number(2, 1).Number(5, 1).Number(1, 1);
  Begin(copy_segment, Edit::kCopySegment).Number(1, 1).Number(3, 1);
  const std::string sources =
      Record(2, 50, "{\"id\": 4, \"kind\": 1, \"user\": \"you\", \"opened\": 5, \"closed\": 900}") +
      Record(8, 51, "{\"id\": 3, \"frame\": 10, \"sampleRate\": 48000, \"channels\": 2}") +
      Record(9, 52, "{\"id\": 3, \"taken\": 9, \"dropped\": 1, \"late\": 2, \"driftPpm\": 1.5}");
  const std::string floors = Record(11, 60, "{\"frame\": 900}") + Record(12, 61, "{\"frame\": 500}") +
                             Record(15, 62, "{\"id\": 3, \"frame\": 700, \"past\": true}") +
                             Record(10, 63, "{\"stream\": 1, \"gone\": true}");
  return {
      {"bytes", bytes.text()},
      {"unit", unit.text()},
      {"truncate", truncate.text()},
      {"remove", remove.text()},
      {"copy-unit", copy_unit.text()},
      {"copy-segment", copy_segment.text()},
      {"sources", sources},
      {"floors", floors},
      {"statistics", Record(7, 70, "{\"frame\": 100, \"data\": \"{\\\"loss\\\": 1}\"}")},
      {"pin", Pin("{\"capture\": 11, \"path\": \"/captures/two.wav\", \"existing\": 2, \"reason\": \"x\", "
                  "\"origin\": 1, \"from\": 100, \"to\": 3000}")},
      {"over", Pin("{\"over\": true}")},
      {"slot", Slot(0, 17, 3200, 100, std::string(200, '\x05'))},
      {"slot-far", Slot(0, 200, uint64_t{1} << 62, 100, std::string(200, '\x05'))},
      {"slot-frames", Slot(0, 201, 6000, 0xffffffff, std::string(200, '\x05'))},
      {"slot-adts",
       Slot(0, 202, 50 * 1024, 4096, std::string("\xff\xf1\x60\x40\x02\x1f\xff", 7) + std::string(9, 'a'))},
      {"pin-long", Slot(0, 203, uint64_t{1} << 44, 100, std::string(200, '\x05')) +
                       Pin("{\"path\": \"/captures/two.wav\", \"origin\": 0, \"from\": 0, \"to\": 17592186044416}")},
      {"floor-far", Record(11, 60, "{\"frame\": 9223372036854775807}")},
      {"cells-far", Record(4, 60, std::string("\xf8\xff\xff\xff\xff\xff\xff\x7f\0\0\0\0\0\0\0\0", 16))},
      {"codec", Record(1, 0, "{\"task\": 7, \"session\": \"a\", \"codec\": 1, \"cycleTime\": 1}")},
      {"rate", Shape(0, 48000)},
      {"delay", Shape(6, 1600)},
      {"start", Shape(8, UINT64_MAX / 2)}};
}

void PutRings(const Seeds& seeds) {
  for (int kind = 0; kind < kImageKinds; ++kind) {
    ByteSink ring, recovery, full;
    ring.Number(static_cast<uint64_t>(kind), 1);
    recovery.Number(static_cast<uint64_t>(kind), 1).Number(0, 1).Number(0, 2);
    full.Number(static_cast<uint64_t>(kind), 1).Number(8, 1).Number(3000, 2);
    const std::string name = "image-" + std::to_string(kind);
    seeds.Put("ring", name, ring.text());
    seeds.Put("opened_ring", name, ring.text());
    seeds.Put("recovery", name, recovery.text());
    seeds.Put("recovery", name + "-full", full.text());
    // Every edit of the rings whose audio differs and of a recording in real time; the first ones of the others.
    const bool all = kind <= static_cast<int>(ImageKind::kAac) || kind == static_cast<int>(ImageKind::kRealTimeWav);
    const auto edits = Edits();
    for (size_t i = 0; i < (all ? edits.size() : 3); ++i) {
      const auto& [what, edit] = edits[i];
      seeds.Put("ring", name + "-" + what, ring.text() + edit);
      seeds.Put("opened_ring", name + "-" + what, ring.text() + edit);
      seeds.Put("recovery", name + "-" + what, recovery.text() + edit);
    }
  }
}

void PutFiles(const Seeds& seeds) {
  const std::string samples(64, '\x11');
  seeds.Put("wav", "ours", std::string("\x00\x01", 2) + samples + "\x01");
  seeds.Put("wav", "ours-rf64", std::string("\x0c\x01", 2) + samples);
  const std::string other =
      std::string("RIFF\x40\x00\x00\x00WAVE", 12) +
      std::string("fmt \x10\x00\x00\x00\x01\x00\x02\x00\x80\xbb\x00\x00\x00\xee\x02\x00\x04\x00\x10\x00", 24) +
      std::string(
          "LIST\x03\x00\x00\x00"
          "abc\x00",
          12) +
      std::string("data\x10\x00\x00\x00", 8) + std::string(16, '\x22');
  seeds.Put("wav", "other", std::string("\x03\x00", 2) + other);
  const std::string adts = std::string("\xff\xf1\x60\x40\x02\x1f\xfc", 7) + std::string(9, '\x21');
  seeds.Put("adts", "two", std::string("\x00\x03", 2) + adts + adts);
  seeds.Put("adts", "torn", std::string("\x00\x00", 2) + adts + adts.substr(0, 5));
  seeds.Put("adts", "broken", std::string("\x00\x09", 2) + adts + "nothing");
  seeds.Put("sealed", "open", std::string(1, '\x00'));
  seeds.Put("sealed", "ended", std::string(1, '\x02'));
  seeds.Put("sealed", "torn", ByteSink().Number(0, 1).Number(0xffff, 2).Number(700, 2).text());
  seeds.Put("sealed", "changed", ByteSink().Number(2, 1).Number(660, 2).Number(1, 1).Text("x").text());
  seeds.Put("sealed", "header", ByteSink().Number(6, 1).Number(9, 2).Number(1, 1).Number(2, 1).text());
  seeds.Put("sealed", "any", std::string("\x01VRSE\x01\x00\x80\x00\x01\x01", 11));
}

// A WAV of `samples` in this format.
std::string WavOf(int tag, int channels, int bits, const std::string& before, const std::string& samples) {
  ByteSink sink;
  const auto frame = static_cast<uint64_t>(channels * bits / 8);
  sink.Text("RIFF").Number(36 + before.size() + samples.size(), 4).Text("WAVEfmt ").Number(16, 4);
  sink.Number(static_cast<uint64_t>(tag), 2).Number(static_cast<uint64_t>(channels), 2).Number(16000, 4);
  sink.Number(16000 * frame, 4).Number(frame, 2).Number(static_cast<uint64_t>(bits), 2);
  return sink.Text(before).Text("data").Number(samples.size(), 4).Text(samples).text();
}

void PutOpened(const Seeds& seeds) {
  const std::string plain(1, '\0');
  const std::string samples(96, '\x3f');
  seeds.Put("opened_wav", "pcm8", plain + WavOf(1, 1, 8, "", samples));
  seeds.Put("opened_wav", "pcm16", plain + WavOf(1, 2, 16, "", samples));
  seeds.Put("opened_wav", "pcm24", plain + WavOf(1, 1, 24, "", samples));
  seeds.Put("opened_wav", "pcm32", plain + WavOf(1, 8, 32, "", samples));
  seeds.Put("opened_wav", "float32", plain + WavOf(3, 1, 32, "", samples + std::string(8, '\xff')));
  seeds.Put("opened_wav", "float64", plain + WavOf(3, 2, 64, "", samples + std::string(16, '\x7f')));
  seeds.Put("opened_wav", "chunks", plain + WavOf(1, 1, 16, std::string("JUNK\x02\0\0\0ab", 10), samples) + "LIST");
  const std::string ds64 =
      "ds64" + ByteSink().Number(28, 4).Number(0, 8).Number(96, 8).Number(48, 8).Number(0, 4).text();
  const std::string riff = WavOf(1, 1, 16, ds64, samples);
  seeds.Put("opened_wav", "rf64", plain + "RF64" + riff.substr(4));
  const std::string sealed = ByteSink().Number(1, 1).Number(1, 1).Number(0, 2).Number(0, 1).Number(0, 2).text();
  seeds.Put("opened_wav", "sealed", sealed + std::string(700, '\x21'));
  const std::string changed =
      ByteSink().Number(1, 1).Number(0, 1).Number(460, 2).Number(1, 1).Text("x").Number(900, 2).text();
  seeds.Put("opened_wav", "sealed-changed", changed + std::string(700, '\x21'));

  const std::string frames = ByteSink().Number(40, 1).Number(50, 2).Number(0x21, 1).text();
  const std::string garbage =
      ByteSink().Number(21, 1).Text(std::string("\xff\xf1\x54\x40\x06\x5f\xfc\xff\xff\0", 10)).text();
  seeds.Put("opened_adts", "frames", frames);
  seeds.Put("opened_adts", "one", ByteSink().Number(2, 1).Number(50, 2).Number(0x21, 1).text());
  seeds.Put("opened_adts", "between", frames + garbage + frames);
  seeds.Put("opened_adts", "before", garbage + frames);
  seeds.Put("opened_adts", "tags",
            ByteSink().Number(25, 1).Text(std::string("ID3\x04\0\0\0\0\0\x02xx", 12)).text() + frames +
                ByteSink().Number(7, 1).Text("TAG").text());
  seeds.Put("opened_adts", "sync", ByteSink().Number(254, 1).Number(3000, 2).Number(0xff, 1).text());

  vr::CaptureInfo info;
  info.id = kSealedId;
  info.format = {vr::Codec::kPcm16, kRateHz, 1};
  info.valid_frames = info.file_frames = 1000;
  info.tracks = {{vr::SourceKind::kLocal, "me", 1}, {vr::SourceKind::kRemote, "you", 2}};
  vr::CaptureSource source;
  source.id = 1;
  source.user_id = "me";
  source.gaps = {{100, 200}};
  source.formats = {{0, 16000, 1}};
  info.sources.push_back(source);
  info.markers = {{10, "muted", "me", "", false}, {400, "boss fight", "", "{\"wave\": [1, 2]}", true}};
  info.statistics = {{500, "{\"loss\": 1}"}};
  info.missing = {{300, 100, "disk"}};
  info.features = {{0, {1, 2, 3, 4}}, {1, {5, 6, 7, 8}}};
  vr::HeldFeatures features(info.features);
  std::string words;
  vr::WriteFeatures(features, info, [&words](vr::ByteView bytes) {
    words.append(bytes.data, bytes.data + bytes.size_bytes);
    return vr::Status::Ok();
  });
  const vr::WrittenAudio audio{{"/captures/a.wav", 2080},
                               {{"/captures/a.local.wav", 2080}, {"/captures/a.remote-you.wav", 4080}}};
  const auto put = [&](const std::string& name, int channels, const std::string& text, const std::string& rest) {
    const auto first = static_cast<uint64_t>(channels - 1);
    seeds.Put("opened_companions", name,
              ByteSink().Number(first, 1).Number(text.size(), 2).Text(text).Text(rest).text());
  };
  const std::string text = vr::SidecarText(info, {audio, "a.wav.features", &features});
  put("plain", 1, text, words);
  put("features", 1, "", words);
  put("sealed", 1, vr::SealedSidecarText(info, {audio, "a.wav.features", &features}, MasterKey()), words);
  put("short", 1, text, words.substr(0, 50));
  info.format.channels = 2;
  info.layout = vr::Layout::kSplit;
  info.tracks.clear();
  put("split", 2, vr::SidecarText(info, {{{"/captures/a.wav", 4080}, {}}, "", nullptr}), "");
  put("nothing", 2, "", "");
}

void PutTexts(const Seeds& seeds) {
  vr::CaptureInfo info;
  info.id = kSealedId;
  info.valid_frames = info.file_frames = 1000;
  info.tracks.push_back({vr::SourceKind::kRemote, "you", 1});
  vr::CaptureMarker marker;
  marker.label = "boss fight";
  marker.data_json = "{\"wave\": [1, 2]}";
  info.markers.push_back(marker);
  const vr::WrittenAudio audio{{"/captures/a.wav", 2080}, {{"/captures/a.local.wav", 2080}}};
  seeds.Put("sidecar", "plain", vr::SidecarText(info, {audio, "", nullptr}));
  seeds.Put("sidecar", "sealed", vr::SealedSidecarText(info, {audio, "", nullptr}, MasterKey()));
  seeds.Put("sidecar", "old",
            "{\"version\": 1, \"origin\": \"dump\", \"startedAtUnixMs\": 1000, \"durationSeconds\": 2}");
  seeds.Put("sidecar", "noted",
            "{\"version\": 2, \"origin\": \"task\", \"pinned\": true, \"note\": {\"a\": [[[[1]]]]}}");
  const std::pair<int, const char*> records[] = {
      {1,
       "{\"task\": 7, \"session\": \"a\", \"codec\": 1, \"files\": [{\"stream\": 0, \"path\": \"/a\", \"identity\": "
       "\"1\"}]}"},
      {2,
       "{\"id\": 3, \"kind\": 1, \"user\": \"you\", \"label\": \"l\", \"opened\": 0, \"closed\": -1, \"excluded\": "
       "false}"},
      {3, "{\"id\": 3, \"frame\": 900}"},
      {5, "{\"id\": 3, \"first\": 10, \"frames\": 50}"},
      {6, "{\"frame\": 20, \"label\": \"m\", \"source\": \"you\", \"data\": \"{}\", \"game\": true}"},
      {7, "{\"frame\": 20, \"data\": \"{\\\"loss\\\": 1}\"}"},
      {8, "{\"id\": 3, \"frame\": 0, \"sampleRate\": 16000, \"channels\": 1}"},
      {9, "{\"id\": 3, \"taken\": 5, \"dropped\": 0, \"late\": 0, \"driftPpm\": -2.5}"},
      {14, "{\"build\": \"1.2.3\"}"}};
  std::string all;
  for (const auto& [type, body] : records) {
    const std::string text = body;
    const std::string record =
        ByteSink().Number(static_cast<uint64_t>(type), 1).Number(text.size(), 2).Text(text).text();
    all += record;
    seeds.Put("log", "type-" + std::to_string(type), record);
  }
  vr::FeatureBatch batch;
  batch.AddCell(0, 100, 0x0123456789abcdef);
  batch.AddLoudness(0, 10, -20);
  const std::string cells = batch.Take();
  all += ByteSink().Number(4, 1).Number(cells.size(), 2).Text(cells).text();
  seeds.Put("log", "all", all);
}

}  // namespace
}  // namespace vr_fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "fuzz_seeds FOLDER\n");
    return 2;
  }
  const vr_fuzz::Seeds seeds(argv[1]);
  vr_fuzz::PutRings(seeds);
  vr_fuzz::PutFiles(seeds);
  vr_fuzz::PutOpened(seeds);
  vr_fuzz::PutTexts(seeds);
  return 0;
}
