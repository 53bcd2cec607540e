#include "writer/held_pieces.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::vector<std::string> PiecesOf(const std::vector<ByteView>& audio, const CaptureFormat& format) {
  HeldPieces held(audio, format);
  std::vector<std::string> pieces;
  uint64_t bytes = 0;
  for (auto piece = held.Next(); piece.ok() && !piece.value().empty(); piece = held.Next()) {
    pieces.emplace_back();
    for (const ByteView& view : piece.value()) {
      pieces.back().append(reinterpret_cast<const char*>(view.data), view.size_bytes);
    }
    bytes += pieces.back().size();
  }
  EXPECT_EQ(bytes, held.expected_bytes());
  EXPECT_TRUE(held.Next().value().empty()) << "after the last there is none";
  return pieces;
}

std::string Joined(const std::vector<std::string>& pieces) {
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  return all;
}

TEST(HeldPieces, PcmIsCutAtWholeFramesSoThatWritesEndAtWholeMebibytes) {
  const std::string audio = Pcm(700'001, 2);
  std::vector<ByteView> views;
  for (size_t at = 0; at < audio.size(); at += 4099) {
    views.push_back({View(audio).data + at, std::min<size_t>(4099, audio.size() - at)});
  }
  const std::vector<std::string> pieces = PiecesOf(views, kStereo);
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0].size() + 80, 1u << 20);
  EXPECT_EQ(pieces[1].size(), 1u << 20);
  EXPECT_EQ(Joined(pieces), audio);
}

TEST(HeldPieces, AdtsIsCutAtFramesWhereverTheViewsEnd) {
  const std::string audio = Adts(30'000, 101);
  const std::vector<ByteView> views = {{View(audio).data, 1'000'003},
                                       {View(audio).data + 1'000'003, audio.size() - 1'000'003}};
  const std::vector<std::string> pieces = PiecesOf(views, kAdts);
  EXPECT_EQ(pieces.size(), 3u);
  for (const std::string& piece : pieces) EXPECT_EQ(piece.size() % 101, 0u);
  EXPECT_EQ(Joined(pieces), audio);
}

TEST(HeldPieces, BytesThatAreNoFramesAreWrittenAllTheSame) {
  const std::string audio(3'000'000, 'j');
  EXPECT_EQ(Joined(PiecesOf({View(audio)}, kAdts)), audio);
}

TEST(HeldPieces, NoAudioIsNoPiece) {
  EXPECT_TRUE(PiecesOf({}, kStereo).empty());
  EXPECT_TRUE(PiecesOf({{}, {}}, kStereo).empty());
  const std::string audio = Pcm(3, 2);
  EXPECT_EQ(PiecesOf({{}, View(audio), {}}, kStereo), std::vector<std::string>{audio});
}

}  // namespace
}  // namespace vr
