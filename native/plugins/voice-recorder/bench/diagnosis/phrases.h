// What is said: sentences of games, in many languages.
#pragma once

#include <string>
#include <vector>

namespace vr::bench {

struct Language {
  const char* voice;  // as espeak-ng calls it
  std::vector<const char*> sentences;
};

const std::vector<Language>& Languages();

}  // namespace vr::bench
