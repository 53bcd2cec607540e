#include "cycle/feature_ring.h"

#include <gtest/gtest.h>

namespace vr::test {
namespace {

std::vector<FeatureWord> Words(std::initializer_list<int64_t> values) {
  std::vector<FeatureWord> words;
  for (const int64_t value : values) words.push_back(value < 0 ? GapFeature() : static_cast<FeatureWord>(value));
  return words;
}

TEST(FeatureRing, GivesBackWhatWasSet) {
  auto ring = FeatureRing::Make(4);
  for (int64_t cell = 0; cell < 3; ++cell) ring->Set(cell, 100 + cell);
  EXPECT_EQ(ring->Copy(0, 3), Words({100, 101, 102}));
  EXPECT_EQ(ring->Copy(1, 2), Words({101}));
  EXPECT_EQ(ring->last_cell(), 2);
}

TEST(FeatureRing, KeepsTheLastCellsOnly) {
  auto ring = FeatureRing::Make(4);
  for (int64_t cell = 0; cell < 10; ++cell) ring->Set(cell, 100 + cell);
  EXPECT_EQ(ring->Copy(4, 10), Words({-1, -1, 106, 107, 108, 109}));
}

TEST(FeatureRing, CellsThatWereNeverSetAreGaps) {
  auto ring = FeatureRing::Make(8);
  EXPECT_EQ(ring->last_cell(), -1);
  EXPECT_EQ(ring->Copy(0, 3), Words({-1, -1, -1}));
  ring->Set(2, 102);
  ring->Set(5, 105);
  EXPECT_EQ(ring->Copy(0, 8), Words({-1, -1, 102, -1, -1, 105, -1, -1}));
}

TEST(FeatureRing, ASkipLongerThanTheWindowLeavesOnlyGaps) {
  auto ring = FeatureRing::Make(4);
  for (int64_t cell = 0; cell < 4; ++cell) ring->Set(cell, 100 + cell);
  ring->Set(1'000'000'000'000, 7);
  EXPECT_EQ(ring->Copy(999'999'999'997, 1'000'000'000'001), Words({-1, -1, -1, 7}));
  EXPECT_EQ(ring->Copy(0, 4), Words({-1, -1, -1, -1}));
}

// "A cell older than the window is ignored, a late one within it is set."
TEST(FeatureRing, LateCellsAreSetWithinTheWindowOnly) {
  auto ring = FeatureRing::Make(4);
  ring->Set(9, 109);
  ring->Set(7, 107);
  ring->Set(5, 105);
  ring->Set(-1, 1);
  EXPECT_EQ(ring->Copy(5, 10), Words({-1, -1, 107, -1, 109}));
  ring->Set(8, 108);
  EXPECT_EQ(ring->Copy(6, 10), Words({-1, 107, 108, 109}));
  EXPECT_EQ(ring->last_cell(), 9);
}

TEST(FeatureRing, AnEmptySpanIsEmpty) {
  auto ring = FeatureRing::Make(4);
  EXPECT_TRUE(ring->Copy(3, 3).empty());
  EXPECT_TRUE(ring->Copy(3, 1).empty());
}

TEST(FeatureRing, MemoryThatIsNotThereGivesNull) {
  EXPECT_EQ(FeatureRing::Make(int64_t{1} << 50), nullptr);
  EXPECT_EQ(FeatureRing::Make(INT64_MAX), nullptr);
  EXPECT_EQ(FeatureRing::Make(0), nullptr);
  EXPECT_EQ(FeatureRing::Make(-1), nullptr);
}

}  // namespace
}  // namespace vr::test
