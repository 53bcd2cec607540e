// The words of a diagnosis, in both languages. Pure.
#pragma once

#include <string>
#include <vector>

namespace vr {

struct Wording {
  std::string en;
  std::string zh;
};

// What a fault is called: "DC offset". Of an id that has none: the id.
Wording FaultName(const std::string& id);

// The sentence of a finding with its places to fill: {who}, {value} (the quantity with its unit), {at} (when), and
// {NAME} for each other quantity of that name. That of the fault is taken where its form has none.
Wording SentencePattern(const std::string& id, const std::string& form);

// What may be behind it in a game with voice chat, and what to check next; the likeliest first.
std::vector<Wording> CausesOf(const std::string& id);

// Why a check could not be made: the words of a short name such as "no-audio".
Wording WhyNotCheckable(const std::string& why);

}  // namespace vr
