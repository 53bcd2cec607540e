// A process of its own for something that may die.
#pragma once

#include <functional>
#include <string>

namespace vr_torture {

// Runs it in a fork; "" when it came to its end, otherwise how it ended. What hangs is killed.
std::string RunInChild(const std::function<void()>& life, int hang_s);

// Runs job(0) .. job(count - 1), each in a fork, so many at once. done(index, how it ended) is called here, in any
// order.
void RunInChildren(uint64_t count, int at_once, const std::function<void(uint64_t)>& job,
                   const std::function<void(uint64_t, const std::string&)>& done);

}  // namespace vr_torture
