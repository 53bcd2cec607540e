#include "writer/track_names.h"

#include <gtest/gtest.h>

#include <set>

#include "writer/capture_paths.h"

namespace vr {
namespace {

using Names = std::vector<std::string>;

CaptureTrack Local(const std::string& user) {
  return {SourceKind::kLocal, user, 1};
}
CaptureTrack Remote(const std::string& user) {
  return {SourceKind::kRemote, user, 1};
}
const CaptureTrack kMixOfOthers = {SourceKind::kRemoteMix, "", 1};

Names Users(const std::string& path, const std::vector<CaptureTrack>& tracks, int number = 1) {
  return TrackPaths(path, number, tracks, TrackNaming::kUsers);
}

TEST(TrackNames, StandBesideTheirMix) {
  EXPECT_EQ(Users("a/b.wav", {Local("me"), Remote("42"), kMixOfOthers}),
            (Names{"a/b.local.wav", "a/b.remote-42.wav", "a/b.remoteMix.wav"}));
  EXPECT_EQ(Users("/x.y/b.c.aac", {Remote("玩家")}), Names{"/x.y/b.c.remote-玩家.aac"});
  EXPECT_EQ(Users("a/b.wav", {Remote("")}), Names{"a/b.remote.wav"});
}

TEST(TrackNames, AreSafeOnEveryPlatform) {
  EXPECT_EQ(Users("a/b.wav", {Remote("../x:y\n"), Remote(" .dots. ")}),
            (Names{"a/b.remote-_x_y_.wav", "a/b.remote-dots.wav"}));
  EXPECT_EQ(Users("a/b.wav", {Remote("a.b"), Remote("a.part"), Remote("a.part-2")}),
            (Names{"a/b.remote-a.b.wav", "a/b.remote-a_part.wav", "a/b.remote-a_part-2.wav"}))
      << "no track looks like a file in the making";
}

TEST(TrackNames, CountUpWhereTwoWouldBeAlike) {
  EXPECT_EQ(Users("a/b.wav", {Local("me"), Local("you"), Local("me too")}),
            (Names{"a/b.local.wav", "a/b.local-2.wav", "a/b.local-3.wav"}));
  EXPECT_EQ(Users("a/b.wav", {Remote("a:b"), Remote("a?b"), Remote("a_b-2"), Remote("A_B")}),
            (Names{"a/b.remote-a_b.wav", "a/b.remote-a_b-2.wav", "a/b.remote-a_b-2-2.wav", "a/b.remote-A_B-3.wav"}));
}

TEST(TrackNames, OfAnEncryptedCaptureAreNumbers) {
  EXPECT_EQ(TrackPaths("a/b.wav", 1, {Remote("secret"), Local("me"), Remote(""), kMixOfOthers}, TrackNaming::kNumbers),
            (Names{"a/b.remote-1.wav", "a/b.local.wav", "a/b.remote-2.wav", "a/b.remoteMix.wav"}));
}

TEST(TrackNames, CarryTheNumberOfTheirCapture) {
  EXPECT_EQ(Users("a/b.wav", {Local("me"), Remote("42")}, 3), (Names{"a/b-3.local.wav", "a/b-3.remote-42.wav"}));
  EXPECT_EQ(AudioPaths("a/b.wav", 2, {Local("me")}, TrackNaming::kUsers), (Names{"a/b-2.wav", "a/b-2.local.wav"}));
}

TEST(TrackNames, OfLaterTracksLeaveTheEarlierOnesAsTheyAre) {
  const std::vector<CaptureTrack> all = {Remote("x"), Local("me"), Remote("X"), Local("me"), Remote("x")};
  const Names names = Users("a/b.wav", all);
  for (size_t count = 0; count < all.size(); ++count) {
    const Names some = Users("a/b.wav", {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)});
    EXPECT_TRUE(std::equal(some.begin(), some.end(), names.begin()));
  }
}

TEST(TrackNames, FitIntoANameAndStayDifferent) {
  const std::string user(500, 'u');
  for (const size_t stem : {1, 100, 200, 240, 251}) {
    std::set<std::string> seen;
    for (const int number : {1, 2, 9999}) {
      const std::vector<CaptureTrack> tracks = {Local("me"), Remote(user), Remote(user + "2"), Local(user)};
      for (const std::string& path :
           AudioPaths("/f/" + std::string(stem, 's') + ".wav", number, tracks, TrackNaming::kUsers)) {
        EXPECT_LE(NameOf(path).size(), 255u) << path;
        EXPECT_TRUE(seen.insert(path).second) << path;
      }
    }
  }
}

}  // namespace
}  // namespace vr
