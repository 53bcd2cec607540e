// Stands in for the engine's binder: a class of static functions, put on an object of script.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "bindings/jswrapper/ScriptEngine.h"

namespace sebind {

template <typename T>
class class_ {
 public:
  explicit class_(const char* name) : name_(name), made_(new se::Object()) {}
  ~class_() {
    if (is_installed_) return;
    std::fputs("a class was not installed\n", stderr);
    std::abort();
  }
  class_& constructor(bool (*callback)(se::State&)) {
    made_->constructor = callback;
    return *this;
  }
  class_& staticFunction(const char* name, bool (*callback)(se::State&)) {
    made_->functions[name] = callback;
    return *this;
  }
  bool install(se::Object* target) {
    is_installed_ = true;
    target->properties[name_] = se::ScriptEngine::getInstance()->Keep(std::move(made_));
    return true;
  }

 private:
  std::string name_;
  std::unique_ptr<se::Object> made_;
  bool is_installed_ = false;
};

}  // namespace sebind
