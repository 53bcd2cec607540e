#include "diagnosis/keeper.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace vr::bench {
namespace {

using Json = nlohmann::ordered_json;

const char* NameOf(Whose whose) {
  return whose == Whose::kAny ? "any" : whose == Whose::kLocal ? "local" : "remote";
}

std::string AsFileName(std::string title) {
  std::replace_if(title.begin(), title.end(), [](char letter) { return letter == '/' || letter == ' '; }, '-');
  return title;
}

Json Truth(const Scene& scene, const CaptureScore& score) {
  Json labels = Json::array();
  for (size_t i = 0; i < scene.labels.size(); ++i) {
    const Label& label = scene.labels[i];
    Json one = {{"id", label.id},
                {"side", NameOf(label.whose)},
                {"startSeconds", label.start_s},
                {"endSeconds", label.end_s},
                {"found", score.labels[i].found}};
    if (label.echo_delay_ms) one["delayMs"] = *label.echo_delay_ms;
    labels.push_back(one);
  }
  return labels;
}

Json Findings(const std::vector<Said>& said, const CaptureScore& score) {
  Json findings = Json::array();
  for (size_t i = 0; i < said.size(); ++i) {
    const bool wrong = std::find(score.wrong.begin(), score.wrong.end(), i) != score.wrong.end();
    findings.push_back({{"id", said[i].id},
                        {"form", said[i].form},
                        {"lane", said[i].kind},
                        {"startSeconds", said[i].start_s},
                        {"endSeconds", said[i].end_s},
                        {"false", wrong},
                        {"sentence", said[i].sentence}});
  }
  return findings;
}

}  // namespace

Status Keeper::Keep(const std::string& title, const std::string& from, const Scene& scene,
                    const std::vector<Said>& said, const CaptureScore& score) const {
  if (folder_.empty()) return Status::Ok();
  const std::filesystem::path to = std::filesystem::path(folder_) / AsFileName(title);
  std::error_code error;
  std::filesystem::create_directories(to, error);
  if (!error)
    std::filesystem::copy(
        from, to, std::filesystem::copy_options::overwrite_existing | std::filesystem::copy_options::recursive, error);
  const Json told = {
      {"form", vr::bench::NameOf(scene.form)}, {"labels", Truth(scene, score)}, {"findings", Findings(said, score)}};
  std::ofstream file(to / "labels.json");
  file << told.dump(2) << '\n';
  file.close();
  if (error || !file) return Status(ErrorCode::kIoError, "cannot keep a capture in " + to.string());
  return Status::Ok();
}

}  // namespace vr::bench
