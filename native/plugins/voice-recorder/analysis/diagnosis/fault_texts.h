// The tables that the words of a diagnosis stand in, one for each family of detectors.
#pragma once

#include <vector>

namespace vr {

struct TextEntry {
  const char* id;  // of a fault: "dropout"; of a sentence also "dropout/zeros", for one of its forms
  const char* en;
  const char* zh;
};

struct FaultTexts {
  std::vector<TextEntry> names;
  std::vector<TextEntry> sentences;
  std::vector<TextEntry> causes;  // several of one fault, the likeliest first
};

extern const FaultTexts kLevelTexts;
extern const FaultTexts kSoundTexts;

}  // namespace vr
