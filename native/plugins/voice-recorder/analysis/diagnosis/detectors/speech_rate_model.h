// How much too fast speech is, in octaves, as a regression on its shape, with squares of what tells time: fitted to
// synthetic voices of many languages at speeds from half to double. speech_shape.h tells what the numbers are.
#pragma once

#include <array>

#include "analysis/diagnosis/detectors/speech_shape.h"

namespace vr {

constexpr double kSpeechRateOffset = -1.0673;
constexpr std::array<double, SpeechShape::kNumbers> kSpeechRateWeights = {
    -0.00782, -0.00301, -0.00529, 0.00016,  0.00259,  0.00490,  0.00321,  0.00472,  0.00356, 0.00501,
    0.00460,  -0.00172, 0.00100,  -0.00036, 0.00053,  0.00412,  -0.02521, -0.01153, 0.00544, 0.00219,
    -0.00295, -0.01866, -0.01084, -0.01015, -0.00135, -0.00008, 0.00868,  0.01183,  0.00181, 0.00404,
    0.00676,  -0.00222, -0.04946, 0.05986,  0.00259,  -0.03689, 0.07312,  0.08122,  0.03652, -0.04331,
    -0.00725, -0.00647, 0.04176,  0.04131,  -0.00941, -0.02279, 0.02476};

// From SpeechShape::kSteps on: what is usual, and the weight of the square of how far a number is from it.
constexpr size_t kSpeechRateSquares = SpeechShape::kNumbers - SpeechShape::kSteps;
constexpr std::array<double, kSpeechRateSquares> kSpeechRateUsual = {3.08888, 2.46713, 4.62684,  4.81808,  6.11830,
                                                                     7.86217, 9.38603, 10.05834, 10.20119, 5.59606,
                                                                     7.16891, 9.15149, 10.52398, 11.02940, 11.31089};
constexpr std::array<double, kSpeechRateSquares> kSpeechRateSquareWeights = {
    -0.05146, 0.00761, -0.00795, -0.00168, 0.05760,  -0.02121, -0.01850, 0.02695,
    -0.00940, 0.00421, -0.00749, -0.01185, -0.00821, 0.02286,  0.02895};

}  // namespace vr
