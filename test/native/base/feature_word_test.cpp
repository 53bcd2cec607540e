#include "base/feature_word.h"

#include <gtest/gtest.h>

#include <limits>

namespace vr {
namespace {

Feature Loud() {
  Feature feature;
  feature.min = -32768;
  feature.max = 32767;
  feature.rms_dbfs = -3.0;
  feature.full_scale_count = 480;
  feature.zero_run = 17;
  return feature;
}

TEST(FeatureWord, UnpackingGivesWhatWasPacked) {
  const Feature read = UnpackFeature(PackFeature(Loud()));
  EXPECT_EQ(read.min, -32768);
  EXPECT_EQ(read.max, 32767);
  EXPECT_NEAR(read.rms_dbfs, -3.0, 1e-9);
  EXPECT_EQ(read.full_scale_count, 480);
  EXPECT_EQ(read.zero_run, 17);
  EXPECT_FALSE(read.gap);
}

// "bits 0-15 min, 16-31 max, 32-43 RMS code, 44-53 full-scale count, 54-62 zero run, 63 gap"
TEST(FeatureWord, EveryFieldLiesAtItsBits) {
  Feature feature;
  EXPECT_EQ(PackFeature(feature), 0u);
  feature.min = -1;
  EXPECT_EQ(PackFeature(feature), 0xffffull);
  feature = {};
  feature.max = 1;
  EXPECT_EQ(PackFeature(feature), 1ull << 16);
  feature = {};
  feature.rms_dbfs = 0.0;
  EXPECT_EQ(PackFeature(feature), 4095ull << 32);
  feature = {};
  feature.full_scale_count = 1;
  EXPECT_EQ(PackFeature(feature), 1ull << 44);
  feature = {};
  feature.zero_run = 1;
  EXPECT_EQ(PackFeature(feature), 1ull << 54);
  EXPECT_EQ(GapFeature(), 1ull << 63);
}

TEST(FeatureWord, LevelsAreKeptToAFortiethOfADecibel) {
  for (double dbfs = -102.3; dbfs <= 0.0; dbfs += 0.37) {
    Feature feature;
    feature.rms_dbfs = dbfs;
    EXPECT_NEAR(UnpackFeature(PackFeature(feature)).rms_dbfs, dbfs, 0.0126) << dbfs;
  }
}

TEST(FeatureWord, ValuesBeyondTheirBitsStopAtTheLargest) {
  Feature feature;
  feature.full_scale_count = 5000;
  feature.zero_run = 5000;
  feature.rms_dbfs = 6.0;
  const Feature read = UnpackFeature(PackFeature(feature));
  EXPECT_EQ(read.full_scale_count, 1023);
  EXPECT_EQ(read.zero_run, 511);
  EXPECT_DOUBLE_EQ(read.rms_dbfs, 0.0);
  EXPECT_FALSE(read.gap);
}

TEST(FeatureWord, SilenceIsTheFloor) {
  Feature feature;
  feature.rms_dbfs = -std::numeric_limits<double>::infinity();
  EXPECT_DOUBLE_EQ(UnpackFeature(PackFeature(feature)).rms_dbfs, -120.0);
}

}  // namespace
}  // namespace vr
