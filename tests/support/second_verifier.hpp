/// verify_log.py, kept running: the second opinion on a log's bytes.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "temporary_folder.hpp"
#include <sys/types.h>

namespace entente::test {

class SecondVerifier {
public:
    SecondVerifier();
    SecondVerifier(const SecondVerifier&) = delete;
    SecondVerifier& operator=(const SecondVerifier&) = delete;
    ~SecondVerifier();

    /// `ok 7`, `ok 7, 31 set aside`, `damaged line 8` or `newer`.
    [[nodiscard]] std::string verdict(const std::string& log);

private:
    TemporaryFolder folder_;
    pid_t process_ = -1;
    std::FILE* questions_ = nullptr;
    std::FILE* answers_ = nullptr;
};

/// The same words, from entente's own reading of those bytes; and whether what it served is the beginning of `entries`.
struct Judgement {
    std::string verdict;
    std::string where;
    std::size_t served = 0;
    bool altered = false;  ///< it served something else
};
[[nodiscard]] Judgement judge(const std::string& log, const std::vector<std::string>& entries);

}  // namespace entente::test
