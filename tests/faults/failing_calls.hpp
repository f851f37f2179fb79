/// Every system call that a log makes, failing in turn.
#pragma once

#include <string>

namespace entente::test {

/// Runs one script as many times as it makes calls, and fails another call each time, in every way it can fail, once
/// or from there on. Answers the first broken word, empty when there is none, and how many runs there were.
struct FailingCalls {
    std::string complaint;
    unsigned runs = 0;
};
[[nodiscard]] FailingCalls fail_every_call();

}  // namespace entente::test
