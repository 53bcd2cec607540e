#include "diagnosis/voices.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <thread>

#include "base/little_endian.h"
#include "child_process.h"
#include "diagnosis/phrases.h"
#include "virtual_room.h"

namespace vr::bench {
namespace {

constexpr int kSpeakers = 40;
constexpr int kLinesOfEach = 6;

// Those of espeak-ng's variants that sound like people. Even ones are for tuning, odd ones held out.
constexpr const char* kVariants[] = {
    "m1",    "m2",       "f1",     "f2",      "m3",     "m4",     "f3",     "f4",      "m5",     "m6",
    "f5",    "Alicia",   "m7",     "m8",      "Alex",   "Andy",   "Andrea", "Annie",   "Denis",  "Diogo",
    "Gene",  "Henrique", "Hugo",   "Jacky",   "Lee",    "Marco",  "Mario",  "Michael", "Mike",   "adam",
    "anika", "antonio",  "aunty",  "belinda", "boris",  "caleb",  "david",  "ed",      "edward", "grandma",
    "iven",  "john",     "linda",  "max",     "michel", "miguel", "pablo",  "paul",    "pedro",  "quincy",
    "rob",   "robert",   "sandro", "shelby",  "steph",  "steph2", "travis", "victor"};

// Data of a WAV file of one channel and 16 bits as espeak-ng writes it; empty where it is none.
Signal ReadSpeech(const std::string& path, uint32_t* rate_hz) {
  std::ifstream file(path, std::ios::binary);
  std::vector<uint8_t> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  constexpr size_t kHeaderBytes = 44;
  if (bytes.size() <= kHeaderBytes) return {};
  *rate_hz = static_cast<uint32_t>(GetLe(&bytes[24], 4));
  Signal signal;
  for (size_t at = kHeaderBytes; at + 2 <= bytes.size(); at += 2) {
    signal.push_back(static_cast<float>(static_cast<int16_t>(GetLe(&bytes[at], 2))) / 32768);
  }
  return signal;
}

// espeak-ng ends at 11 kHz; people do not. The upper octave is copied up, quieter, as hissing sounds go on.
void AddTreble(Signal* signal) {
  Signal upper = *signal;
  HighPass(&upper, 5200);
  Signal first = upper;
  for (size_t i = 0; i < upper.size(); ++i) {
    const double time_s = static_cast<double>(i) / kRateHz;
    first[i] *= static_cast<float>(std::cos(2 * kPi * 5200 * time_s));
    upper[i] *= static_cast<float>(std::cos(2 * kPi * 10400 * time_s));
  }
  HighPass(&first, 10400);
  HighPass(&upper, 15600);
  AddAt(signal, first, 0, 1.2);
  AddAt(signal, upper, 0, 0.6);
}

void TrimSilence(Signal* signal) {
  const auto sounds = [](float sample) { return std::abs(sample) > 1e-3F; };
  const auto begin = std::find_if(signal->begin(), signal->end(), sounds);
  const auto end = std::find_if(signal->rbegin(), signal->rend(), sounds).base();
  *signal = begin < end ? Signal(begin, end) : Signal();
}

Signal SpeakLine(const Speaker& speaker, const std::string& text, const std::string& path) {
  const std::vector<std::string> args = {"espeak-ng",
                                         "-v",
                                         speaker.voice,
                                         "-s",
                                         std::to_string(speaker.words_per_minute),
                                         "-p",
                                         std::to_string(speaker.pitch),
                                         "-w",
                                         path,
                                         text};
  uint32_t rate_hz = 0;
  if (!RunChild(args)) return {};
  const Signal spoken = ReadSpeech(path, &rate_hz);
  if (spoken.empty() || rate_hz < 8000) return {};
  Signal signal = Resampled(spoken, static_cast<double>(kRateHz) / rate_hz);
  AddTreble(&signal);
  TrimSilence(&signal);
  Scale(&signal, Gain(kLineDbfs - ActiveDbfs(signal)));
  return signal;
}

std::vector<int16_t> Packed(const Signal& signal) {
  std::vector<int16_t> samples;
  samples.reserve(signal.size());
  for (const float sample : signal) {
    samples.push_back(static_cast<int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767)));
  }
  return samples;
}

}  // namespace

std::vector<Speaker> SpeakersOf(SeedSet set) {
  Dice dice = Dice::Of(SeedOf(set), 0);
  constexpr size_t kOfSet = std::size(kVariants) / 2;
  std::vector<Speaker> speakers;
  for (size_t i = 0; i < kSpeakers; ++i) {
    const Language& language = Languages()[i % Languages().size()];
    Speaker speaker;
    const size_t variant = dice.Index(kOfSet) * 2 + (set == SeedSet::kTune ? 0 : 1);
    speaker.voice = std::string(language.voice) + "+" + kVariants[variant];
    speaker.words_per_minute = static_cast<int>(dice.Between(135, 205));
    speaker.pitch = static_cast<int>(dice.Between(25, 75));
    for (size_t line = 0; line < kLinesOfEach; ++line) {
      std::string text = language.sentences[dice.Index(language.sentences.size())];
      if (dice.Chance(0.4)) text += std::string(" ") + language.sentences[dice.Index(language.sentences.size())];
      speaker.texts.push_back(text);
    }
    speakers.push_back(std::move(speaker));
  }
  return speakers;
}

Result<Voices> Voices::Speak(const std::vector<Speaker>& speakers, int threads) {
  const BenchFolder folder;
  Voices voices;
  voices.lines_.resize(speakers.size());
  std::atomic<size_t> next{0};
  std::atomic<size_t> silent{speakers.size()};
  const auto work = [&](int worker) {
    const std::string path = folder.path() + "/" + std::to_string(worker) + ".wav";
    for (size_t i = next++; i < speakers.size(); i = next++) {
      for (const std::string& text : speakers[i].texts) {
        const Signal line = SpeakLine(speakers[i], text, path);
        if (line.empty()) silent = i;
        voices.lines_[i].push_back(Packed(line));
      }
    }
  };
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) workers.emplace_back(work, i);
  for (std::thread& worker : workers) worker.join();
  if (silent < speakers.size()) {
    return Status(ErrorCode::kIoError, "espeak-ng did not speak as " + speakers[silent].voice + "; is it installed?");
  }
  return voices;
}

Signal Voices::Line(size_t speaker, size_t line) const {
  Signal signal;
  for (const int16_t sample : lines_[speaker][line]) signal.push_back(static_cast<float>(sample) / 32767);
  return signal;
}

double Voices::seconds() const {
  size_t frames = 0;
  for (const auto& speaker : lines_) {
    for (const auto& line : speaker) frames += line.size();
  }
  return static_cast<double>(frames) / kRateHz;
}

}  // namespace vr::bench
