// JSON to and from text. The library's parser and writer are made once, in the source beside this: each further place
// that makes them takes seconds to compile.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace vr {

// Discarded when the text is no JSON.
nlohmann::json ParseJson(const std::string& text);
// With `keep` only what it says true of; see nlohmann's parser_callback_t.
nlohmann::ordered_json ParseOrderedJson(const std::string& text,
                                        const nlohmann::ordered_json::parser_callback_t& keep = nullptr);

// In one line, or with `indent` spaces a level; bytes that are no UTF-8 become U+FFFD.
std::string JsonText(const nlohmann::json& json, int indent = -1);
std::string JsonText(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace vr
