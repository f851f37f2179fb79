#include <entente/daemon/signals.hpp>

#include <array>
#include <csignal>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

/// A process that writes a letter for what it is asked, and otherwise is busy with nothing for ever.
class Child {
public:
    Child() {
        if (::pipe(ends_.data()) != 0) {
            throw std::runtime_error("no pipe");
        }
        pid_ = ::fork();
        if (pid_ == 0) {
            const int out = ends_[1];
            const auto say = [out](char letter) {
                if (::write(out, &letter, 1) != 1) {
                    ::_exit(1);
                }
            };
            Signals signals;
            signals.handle({.stop = [say] { say('S'); }, .reload = [say] { say('R'); }});
            say('!');
            while (true) {
                ::pause();
            }
        }
        EXPECT_EQ(heard(), '!');
    }
    ~Child() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void send(int number) const { ::kill(pid_, number); }
    [[nodiscard]] char heard() const {
        char letter = '?';
        return ::read(ends_[0], &letter, 1) == 1 ? letter : '?';
    }
    /// The signal that ended it.
    [[nodiscard]] int ended_by() {
        int status = 0;
        ::waitpid(pid_, &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }

private:
    std::array<int, 2> ends_{};
    pid_t pid_ = 0;
};

TEST(Signals, HupReloadsAsOftenAsItComes) {
    const Child child;
    child.send(SIGHUP);
    EXPECT_EQ(child.heard(), 'R');
    child.send(SIGHUP);
    EXPECT_EQ(child.heard(), 'R');
}

TEST(Signals, TheFirstTermStopsTheSecondEndsAtOnce) {
    for (const int number : {SIGTERM, SIGINT}) {
        Child child;
        child.send(number);
        EXPECT_EQ(child.heard(), 'S');
        child.send(number);
        EXPECT_EQ(child.ended_by(), number);
    }
}

TEST(Signals, AReloadWhileStoppingEndsNothing) {
    const Child child;
    child.send(SIGTERM);
    EXPECT_EQ(child.heard(), 'S');
    child.send(SIGHUP);
    EXPECT_EQ(child.heard(), 'R');
}

TEST(Signals, ABrokenPipeEndsNothing) {
    const Child child;
    child.send(SIGPIPE);
    child.send(SIGXFSZ);
    child.send(SIGHUP);
    EXPECT_EQ(child.heard(), 'R');
}

TEST(Signals, HandlersMayBeReplaced) {
    const auto child = ::fork();
    if (child == 0) {
        Signals signals;
        signals.handle({.stop = [] { ::_exit(1); }, .reload = [] { ::_exit(2); }});
        signals.handle({.stop = [] { ::_exit(7); }, .reload = [] {}});
        ::kill(::getpid(), SIGHUP);
        ::kill(::getpid(), SIGTERM);
        while (true) {
            ::pause();
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

TEST(Signals, WhatCameBeforeItWasReadyIsNotLost) {
    const auto child = ::fork();
    if (child == 0) {
        Signals signals;
        ::kill(::getpid(), SIGTERM);
        signals.handle({.stop = [] { ::_exit(7); }, .reload = [] {}});
        while (true) {
            ::pause();
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

}  // namespace
}  // namespace entente::daemon
