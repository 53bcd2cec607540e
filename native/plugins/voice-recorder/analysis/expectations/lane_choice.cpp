#include "analysis/expectations/lane_choice.h"

#include <cctype>

#include "analysis/diagnosis/sentences.h"

namespace vr {
namespace {

bool IsOfFindings(Expected what) {
  return what == Expected::kNoDropouts || what == Expected::kNoClipping || what == Expected::kNoFindings;
}

bool IsMeant(const Expectation& expectation, const LaneFacts& lane) {
  if (expectation.what == Expected::kNoEcho) return lane.kind == "local";
  if (expectation.side.empty() && expectation.user.empty()) {
    return IsOfFindings(expectation.what) ? lane.is_heard : lane.kind == "mix";
  }
  if (!expectation.user.empty() && lane.user != expectation.user) return false;
  if (expectation.side.empty()) return lane.is_side;
  if (expectation.side == "remote") return lane.kind == "remote" || lane.kind == "remoteMix";
  return lane.kind == expectation.side;
}

}  // namespace

std::vector<const LaneFacts*> LanesFor(const Expectation& expectation, const CaptureFacts& facts) {
  std::vector<const LaneFacts*> lanes;
  for (const LaneFacts& lane : facts.lanes) {
    if (IsMeant(expectation, lane)) lanes.push_back(&lane);
  }
  return lanes;
}

std::string NameInSentence(const LaneFacts* lane) {
  std::string name = WhoText(lane).en;
  if (!name.empty()) name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
  return name;
}

std::string MeantName(const Expectation& expectation) {
  const std::string& user = expectation.user;
  if (expectation.what == Expected::kNoEcho || expectation.side == "local") {
    return user.empty() ? "the local user" : "the local user " + user;
  }
  if (expectation.side == "remote") return user.empty() ? "the remote users" : "remote user " + user;
  if (!user.empty()) return "user " + user;
  return IsOfFindings(expectation.what) ? "the capture" : "the mix";
}

std::string LaneNames(const CaptureFacts& facts) {
  std::string names;
  for (const LaneFacts& lane : facts.lanes) names += (names.empty() ? "" : ", ") + NameInSentence(&lane);
  return names.empty() ? "nothing" : names;
}

}  // namespace vr
