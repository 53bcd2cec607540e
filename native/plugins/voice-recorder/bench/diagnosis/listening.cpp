#include "diagnosis/listening.h"

#include <nlohmann/json.hpp>

#include "voice_recorder_analysis.h"

namespace vr::bench {
namespace {

using nlohmann::json;

std::optional<double> DelayOf(const json& finding) {
  json all = finding.value("more", json::array());
  all.push_back(finding.value("quantity", json::object()));
  for (const json& quantity : all) {
    if (quantity.value("name", "").find("delay") != std::string::npos && quantity.value("unit", "") == "ms") {
      return quantity.value("value", 0.0);
    }
  }
  return std::nullopt;
}

Said SaidBy(const json& finding) {
  Said said;
  said.id = finding.value("id", "");
  said.form = finding.value("form", "");
  said.kind = finding.value("kind", "");
  said.start_s = finding.value("startSeconds", 0.0);
  said.end_s = said.start_s + finding.value("seconds", 0.0);
  said.delay_ms = DelayOf(finding);
  said.sentence = finding.value("sentence", json::object()).value("en", "");
  return said;
}

}  // namespace

Result<Heard> Listen(const std::string& path) {
  vra_capture* capture = nullptr;
  if (vra_open(path.c_str(), nullptr, &capture) != VRA_OK) {
    return Status(ErrorCode::kIoError, "cannot open " + path + ": " + vra_last_error());
  }
  vra_buffer buffer{};
  const vra_result diagnosed = vra_diagnose(capture, nullptr, &buffer);
  vra_close(capture);
  if (diagnosed != VRA_OK) return Status(ErrorCode::kIoError, "cannot diagnose " + path + ": " + vra_last_error());
  const json report = json::parse(buffer.data, buffer.data + buffer.size_bytes, nullptr, false);
  vra_free(&buffer);
  if (!report.is_object()) return Status(ErrorCode::kDamaged, "the diagnosis of " + path + " is no JSON object");
  Heard heard;
  for (const json& finding : report.value("findings", json::array())) heard.said.push_back(SaidBy(finding));
  for (const json& check : report.value("checks", json::array())) {
    const bool made = check.value("state", "") != "not-checkable";
    (made ? heard.checked : heard.not_checkable).insert(check.value("id", ""));
  }
  return heard;
}

}  // namespace vr::bench
