#include <gtest/gtest.h>

#include "diagnosis/scoring.h"

namespace vr::bench {
namespace {

constexpr double kTolerance = 0.02;

Label Dropout(double start_s, double end_s) {
  Label label;
  label.id = "dropout";
  label.whose = Whose::kRemote;
  label.start_s = start_s;
  label.end_s = end_s;
  return label;
}

Said Finding(const std::string& id, const std::string& kind, double start_s, double end_s) {
  Said said;
  said.id = id;
  said.kind = kind;
  said.start_s = start_s;
  said.end_s = end_s;
  return said;
}

TEST(DiagnosisScoring, AFindingMatchesWhereIdLaneAndPlaceAgree) {
  const Label label = Dropout(4, 4.06);
  EXPECT_TRUE(Matches(label, Finding("dropout", "remote", 4.01, 4.06), kTolerance));
  EXPECT_FALSE(Matches(label, Finding("click", "remote", 4.01, 4.06), kTolerance));
  EXPECT_FALSE(Matches(label, Finding("dropout", "local", 4.01, 4.06), kTolerance));
  EXPECT_FALSE(Matches(label, Finding("dropout", "remote", 5, 5.06), kTolerance));
}

TEST(DiagnosisScoring, APlaceMayBeOffByTheToleranceOnEitherSide) {
  const Label label = Dropout(4, 4.06);
  EXPECT_TRUE(Matches(label, Finding("dropout", "remote", 3.9, 3.981), kTolerance));
  EXPECT_FALSE(Matches(label, Finding("dropout", "remote", 3.9, 3.979), kTolerance));
  EXPECT_TRUE(Matches(label, Finding("dropout", "remote", 4.079, 4.2), kTolerance));
  EXPECT_FALSE(Matches(label, Finding("dropout", "remote", 4.081, 4.2), kTolerance));
}

TEST(DiagnosisScoring, AMixHasBothSidesInIt) {
  EXPECT_TRUE(Matches(Dropout(4, 4.06), Finding("dropout", "mix", 4, 4.06), kTolerance));
}

TEST(DiagnosisScoring, ALabelWithAFormIsMatchedByThatFormAlone) {
  Label label = Dropout(0, 10);
  label.id = "wrong-rate/fast";
  label.place = Place::kWhole;
  Said said = Finding("wrong-rate", "remote", 0, 10);
  said.form = "slow";
  EXPECT_FALSE(Matches(label, said, kTolerance));
  said.form = "fast";
  EXPECT_TRUE(Matches(label, said, kTolerance));
}

TEST(DiagnosisScoring, TheNearestFindingTellsTheTimeError) {
  const CaptureScore score =
      Score({Dropout(4, 4.06)}, {Finding("dropout", "remote", 3, 4.5), Finding("dropout", "remote", 4.005, 4.06)},
            kTolerance);
  ASSERT_TRUE(score.labels[0].start_error_s.has_value());
  EXPECT_NEAR(*score.labels[0].start_error_s, 0.005, 1e-9);
  EXPECT_EQ(score.matching, 2U);
}

TEST(DiagnosisScoring, AMissedLabelHasNoTimeError) {
  const CaptureScore score = Score({Dropout(4, 4.06), Dropout(8, 8.06)}, {Finding("dropout", "remote", 8, 8.06)}, 0.02);
  EXPECT_FALSE(score.labels[0].found);
  EXPECT_FALSE(score.labels[0].start_error_s.has_value());
  EXPECT_TRUE(score.labels[1].found);
}

TEST(DiagnosisScoring, WhatMayFollowFromALabelIsNoFalseFinding) {
  const std::vector<Said> said = {Finding("click", "remote", 4.06, 4.061), Finding("click", "remote", 5.5, 5.501),
                                  Finding("click", "local", 4.06, 4.061), Finding("dropout", "remote", 9, 9.06)};
  const CaptureScore score = Score({Dropout(4, 4.06)}, said, kTolerance);
  EXPECT_EQ(score.wrong, (std::vector<size_t>{1, 2, 3}));
  EXPECT_EQ(score.matching, 0U);
  EXPECT_EQ(score.beside, 1U) << "precision counts findings of the label's own id";
}

TEST(DiagnosisScoring, WithoutALabelEveryFindingIsFalse) {
  EXPECT_EQ(Score({}, {Finding("hum", "local", 0, 60)}, 0).wrong.size(), 1U);
}

TEST(DiagnosisScoring, AnEchoIsJudgedByItsDelay) {
  Label label = Dropout(0, 20);
  label.id = "echo";
  label.place = Place::kWhole;
  label.echo_delay_ms = 120;
  Said said = Finding("echo", "remote", 2, 18);
  said.delay_ms = 117;
  const CaptureScore score = Score({label}, {said}, 0.1);
  ASSERT_TRUE(score.labels[0].delay_error_ms.has_value());
  EXPECT_NEAR(*score.labels[0].delay_error_ms, 3, 1e-9);
  EXPECT_FALSE(score.labels[0].start_error_s.has_value()) << "it is everywhere";
}

TEST(DiagnosisScoring, AQuantileIsTheSmallestValueThatSoManyDoNotExceed) {
  std::vector<double> values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  EXPECT_EQ(*Quantile(values, 0.95), 95);
  EXPECT_EQ(*Quantile(values, 0.5), 50);
  EXPECT_EQ(*Quantile({7}, 0.95), 7);
  EXPECT_FALSE(Quantile({}, 0.5).has_value());
}

}  // namespace
}  // namespace vr::bench
