// How much too fast speech is, in octaves, as a linear regression on its shape: fitted to synthetic voices of many
// languages at speeds from half to double. speech_shape.h tells what the numbers are.
#pragma once

#include <array>

#include "analysis/diagnosis/detectors/speech_shape.h"

namespace vr {

constexpr double kSpeechRateOffset = -0.3515;
constexpr std::array<double, SpeechShape::kNumbers> kSpeechRateWeights = {
    -0.00998, 0.00304,  -0.01207, -0.00269, 0.00196,  0.01185,  0.00853,  0.00045,  -0.00044,
    0.00159,  0.00335,  -0.00653, 0.00322,  -0.00914, 0.00744,  0.00829,  -0.00396, -0.00968,
    -0.01109, -0.02228, -0.01067, -0.02192, 0.00249,  -0.01166, -0.01957, 0.00651,  0.01844,
    0.01589,  -0.00177, -0.00620, 0.02135,  0.01511,  0.10532,  0.22203,  -0.06545};

}  // namespace vr
