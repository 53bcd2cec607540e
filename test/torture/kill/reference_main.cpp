// What an undisturbed recording of the counting signal is as AAC: the encoder alone, written to standard output.
//   rate=HZ quality=N voices=lone|both|local|remote frames=N  of input, of which
//   lead=N       are silent before the signal begins (below 0: it begins with frame -N of the signal)
//   pushed=N     of the signal there are; silence follows
//   [silence=FIRST,FRAMES]...  of the input
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
  void OnEncodedBlock(const vr::EncodedBlock& block) override {
    std::fwrite(block.data, 1, block.size_bytes, stdout);
  }
};

std::vector<CountingSignal> VoicesOf(const std::string& name) {
  if (name == "both") return {CountingSignal(kLocalTop), CountingSignal(kRemoteTop)};
  if (name == "local") return {CountingSignal(kLocalTop)};
  if (name == "remote") return {CountingSignal(kRemoteTop)};
  return {CountingSignal(kFullTop)};
}

std::vector<int16_t> InputOf(const Arguments& arguments) {
  std::vector<int16_t> input(static_cast<size_t>(arguments.Number("frames")));
  const std::vector<CountingSignal> voices = VoicesOf(arguments.Text("voices"));
  const int64_t lead = arguments.Number("lead");
  for (size_t i = 0; i < input.size(); ++i) {
    const int64_t frame = static_cast<int64_t>(i) - lead;
    if (frame < 0 || frame >= arguments.Number("pushed")) continue;
    int sum = 0;
    for (const CountingSignal& voice : voices) sum += voice.At(frame);
    input[i] = static_cast<int16_t>(sum);
  }
  for (const std::string& text : arguments.All("silence")) {
    const std::vector<std::string> parts = Split(text, 2);
    const auto first = static_cast<size_t>(std::stoll(parts[0]));
    for (size_t i = first; i < first + static_cast<size_t>(std::stoll(parts[1])) && i < input.size(); ++i) input[i] = 0;
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
