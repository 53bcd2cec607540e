#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bindings/jswrapper/ScriptEngine.h"
#include "platform/FileUtils.h"
#include "plugins/bus/EventBus.h"

namespace {

[[noreturn]] void End(const char* why) {
  std::fprintf(stderr, "the engine ends the process: %s\n", why);
  std::abort();
}

se::ScriptEngine* g_instance = nullptr;

std::vector<cc::plugin::Listener*>& Listeners() {
  static auto* listeners = new std::vector<cc::plugin::Listener*>();
  return *listeners;
}

}  // namespace

namespace se {

void Value::Demand(Type type) const {
  ScriptEngine::DemandScriptThread();
  if (type_ != type) End("a value was taken for another type");
}

double Value::toDouble() const {
  Demand(Type::kNumber);
  return number_;
}

bool Value::toBoolean() const {
  Demand(Type::kBoolean);
  return boolean_;
}

const std::string& Value::toString() const {
  Demand(Type::kString);
  return text_;
}

Object* Value::toObject() const {
  Demand(Type::kObject);
  return object_;
}

bool Object::getTypedArrayData(uint8_t** bytes, size_t* size_bytes) const {
  ScriptEngine::DemandScriptThread();
  if (!is_typed_array_) End("an object was taken for a typed array");
  *bytes = bytes_;
  *size_bytes = size_bytes_;
  return true;
}

ScriptEngine* ScriptEngine::getInstance() {
  return g_instance;
}

ScriptEngine::ScriptEngine() : thread_(std::this_thread::get_id()) {
  g_instance = this;
}

ScriptEngine::~ScriptEngine() {
  cleanup();
  g_instance = nullptr;
}

bool ScriptEngine::start() {
  cleanup();
  global_ = std::make_unique<Object>();
  is_valid_ = true;
  cc::plugin::send(cc::plugin::BusType::SCRIPT_ENGINE, cc::plugin::ScriptEngineEvent::POST_INIT);
  const std::vector<RegisterCallback> callbacks = std::move(register_callbacks_);
  register_callbacks_.clear();
  return std::all_of(callbacks.begin(), callbacks.end(),
                     [this](RegisterCallback callback) { return callback(global_.get()); });
}

void ScriptEngine::cleanup() {
  if (!is_valid_) return;
  DemandScriptThread();
  for (const auto& hook : before_cleanup_) hook();
  before_cleanup_.clear();
  register_callbacks_.clear();
  global_.reset();
  kept_.clear();
  is_valid_ = false;
}

void ScriptEngine::addRegisterCallback(RegisterCallback callback) {
  const auto& all = register_callbacks_;
  if (std::find(all.begin(), all.end(), callback) != all.end()) End("a class is registered twice");
  register_callbacks_.push_back(callback);
}

void ScriptEngine::addBeforeCleanupHook(const std::function<void()>& hook) {
  before_cleanup_.push_back(hook);
}

Object* ScriptEngine::Keep(std::unique_ptr<Object> object) {
  kept_.push_back(std::move(object));
  return kept_.back().get();
}

ScriptEngine::Outcome ScriptEngine::Call(const std::string& name, const std::string& function, const ValueArray& args) {
  if (!global_ || global_->properties.count(name) == 0) return {};
  const auto& functions = global_->properties[name]->functions;
  const auto found = functions.find(function);
  return found == functions.end() ? Outcome{} : Invoke(found->second, args);
}

ScriptEngine::Outcome ScriptEngine::New(const std::string& name, const ValueArray& args) {
  if (!global_ || global_->properties.count(name) == 0) return {};
  const Outcome outcome = Invoke(global_->properties[name]->constructor, args);
  if (!outcome.is_fine) End("construction failure is not allowed");
  return outcome;
}

ScriptEngine::Outcome ScriptEngine::Invoke(Object::Function function, const ValueArray& args) {
  DemandScriptThread();
  reported_.clear();
  State state(args);
  Outcome outcome;
  outcome.was_invoked = true;
  outcome.is_fine = function(state);
  outcome.value = state.rval();
  outcome.reported = reported_;
  return outcome;
}

void ScriptEngine::DemandScriptThread() {
  if (g_instance != nullptr && std::this_thread::get_id() != g_instance->thread_)
    End("script was touched off its thread");
}

void ScriptEngine::Report(const std::string& message) {
  DemandScriptThread();
  if (g_instance != nullptr) g_instance->reported_.push_back(message);
}

void ScriptEngine::ReportFormat(const char* format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  Report(text);
}

}  // namespace se

namespace cc::plugin {

Listener::Listener(BusType type) : type_(type) {
  Listeners().push_back(this);
}

Listener::~Listener() {
  auto& all = Listeners();
  all.erase(std::remove(all.begin(), all.end(), this), all.end());
}

void send(BusType type, ScriptEngineEvent event) {
  for (const Listener* each : Listeners()) each->Hear(type, event);
}

}  // namespace cc::plugin

namespace cc {

FileUtils* FileUtils::getInstance() {
  static FileUtils files;
  return &files;
}

bool FileUtils::createDirectory(const std::string& path) {
  if (path.empty()) End("a folder without a name");
  std::error_code error;
  return std::filesystem::create_directories(std::filesystem::u8path(path), error);
}

}  // namespace cc
