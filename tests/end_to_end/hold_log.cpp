/// Holds a log's lock as another writer would: `hold_log FILE` says `held` and lets go when its standard input ends.
#include <cstdio>

#include <entente/core/clock.hpp>
#include <entente/events/file_log.hpp>

int main(int count, char** values) {
    if (count != 2) {
        return 2;
    }
    entente::SystemFiles files;
    entente::SystemClock clock;
    const auto log = entente::FileLog::open(files, clock, {.path = values[1], .mode = entente::LogMode::write});
    if (!log) {
        std::fprintf(stderr, "%s\n", log.error().message.c_str());
        return 1;
    }
    std::puts("held");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
