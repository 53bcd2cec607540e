// Arguments of the form name=value; a name may come several times.
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace vr_torture {

class Arguments {
 public:
  Arguments(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
      const std::string word = argv[i];
      const size_t equals = word.find('=');
      if (equals == std::string::npos) {
        values_.emplace_back(word, "");
      } else {
        values_.emplace_back(word.substr(0, equals), word.substr(equals + 1));
      }
    }
  }

  std::vector<std::string> All(const std::string& name) const {
    std::vector<std::string> all;
    for (const auto& value : values_) {
      if (value.first == name) all.push_back(value.second);
    }
    return all;
  }
  bool Has(const std::string& name) const { return !All(name).empty(); }
  std::string Text(const std::string& name, const std::string& otherwise = "") const {
    const std::vector<std::string> all = All(name);
    return all.empty() ? otherwise : all.back();
  }
  int64_t Number(const std::string& name, int64_t otherwise = 0) const {
    const std::string text = Text(name);
    return text.empty() ? otherwise : std::strtoll(text.c_str(), nullptr, 10);
  }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// "a,b,c" at its commas; the last of `parts` keeps the rest.
inline std::vector<std::string> Split(std::string text, size_t parts) {
  std::vector<std::string> all;
  while (all.size() + 1 < parts && text.find(',') != std::string::npos) {
    all.push_back(text.substr(0, text.find(',')));
    text = text.substr(text.find(',') + 1);
  }
  all.push_back(text);
  return all;
}

}  // namespace vr_torture
