// What an undisturbed recording of the counting signal is as AAC: the encoder alone, written to standard output.
//   rate=HZ quality=N voices=lone|both|local|remote frames=N  of input, of which
//   lead=N       are silent before the signal begins (below 0: it begins with frame -N of the signal)
//   pushed=N     of the signal there are; silence follows
//   [gap=VOICE,FIRST,FRAMES]...  of the input, in which a voice is silent
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "encode/encoder.h"
#include "support/arguments.h"
#include "support/counting_signal.h"

namespace vr_torture {
namespace {

class Output final : public vr::EncodedBlockSink {
 public:
  void OnEncodedBlock(const vr::EncodedBlock& block) override { std::fwrite(block.data, 1, block.size_bytes, stdout); }
};

struct Voice {
  std::string name;
  CountingSignal signal;
};

std::vector<Voice> VoicesOf(const std::string& name) {
  const Voice local{"local", CountingSignal(kLocalTop)};
  const Voice remote{"remote", CountingSignal(kRemoteTop)};
  if (name == "both") return {local, remote};
  if (name == "local") return {local};
  if (name == "remote") return {remote};
  return {{"lone", CountingSignal(kFullTop)}};
}

std::vector<int16_t> InputOf(const Arguments& arguments) {
  std::vector<int16_t> input(static_cast<size_t>(arguments.Number("frames")));
  const int64_t lead = arguments.Number("lead");
  for (const Voice& voice : VoicesOf(arguments.Text("voices"))) {
    std::vector<bool> silent(input.size());
    for (const std::string& text : arguments.All("gap")) {
      const std::vector<std::string> parts = Split(text, 3);
      if (parts[0] != voice.name) continue;
      const auto first = static_cast<size_t>(std::stoll(parts[1]));
      const size_t end = std::min(input.size(), first + static_cast<size_t>(std::stoll(parts[2])));
      for (size_t i = first; i < end; ++i) silent[i] = true;
    }
    for (size_t i = 0; i < input.size(); ++i) {
      const int64_t frame = static_cast<int64_t>(i) - lead;
      if (frame < 0 || frame >= arguments.Number("pushed") || silent[i]) continue;
      input[i] = static_cast<int16_t>(input[i] + voice.signal.At(frame));
    }
  }
  return input;
}

int Main(const Arguments& arguments) {
  vr::EncoderConfig config;
  config.codec = vr::Codec::kAacLc;
  config.sample_rate_hz = static_cast<int>(arguments.Number("rate"));
  config.quality = static_cast<vr::Quality>(arguments.Number("quality", 1));
  auto made = vr::MakeEncoder(config);
  if (!made.ok()) return 1;
  const std::vector<int16_t> input = InputOf(arguments);
  Output output;
  if (!made.value()->Encode(input.data(), static_cast<int>(input.size()), output).ok()) return 1;
  return made.value()->Flush(output).ok() ? 0 : 1;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
