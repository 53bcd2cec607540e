// How much too fast speech is, in octaves, as a regression on its shape, with squares of what tells time: fitted to
// synthetic voices of many languages at speeds from half to double. speech_shape.h tells what the numbers are.
#pragma once

#include <array>

#include "analysis/diagnosis/detectors/speech_shape.h"

namespace vr {

constexpr double kSpeechRateOffset = -0.7073;
constexpr std::array<double, SpeechShape::kNumbers> kSpeechRateWeights = {
    -0.01380, 0.00869,  -0.01072, -0.00417, -0.00068, -0.00267, 0.00233,  0.01164,  0.01120,  0.01404,
    0.00454,  -0.00195, 0.00579,  0.00270,  -0.00296, 0.00124,  -0.02041, -0.01665, 0.00857,  0.00291,
    0.01392,  -0.00389, -0.02586, -0.00901, -0.00636, -0.01037, 0.01365,  0.00757,  -0.01632, 0.00412,
    0.00473,  -0.00317, -0.14460, 0.03936,  0.01778,  -0.10902, 0.09843,  0.08014,  0.06928,  -0.06892,
    0.04401,  0.01858,  0.08482,  0.05547,  -0.05049, -0.04012, 0.01226};

// From SpeechShape::kSteps on: what is usual, and the weight of the square of how far a number is from it.
constexpr size_t kSpeechRateSquares = SpeechShape::kNumbers - SpeechShape::kSteps;
constexpr std::array<double, kSpeechRateSquares> kSpeechRateUsual = {3.08888, 2.46713, 4.62684,  4.81808,  6.11830,
                                                                     7.86217, 9.38603, 10.05834, 10.20119, 5.59606,
                                                                     7.16891, 9.15149, 10.52398, 11.02940, 11.31089};
constexpr std::array<double, kSpeechRateSquares> kSpeechRateSquareWeights = {
    -0.03044, 0.02059, -0.00057, -0.00402, 0.04879, -0.01516, -0.01293, -0.00720,
    0.03632,  0.00572, -0.00852, -0.01063, 0.00601, 0.03143,  0.01690};

}  // namespace vr
