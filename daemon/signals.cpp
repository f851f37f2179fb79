#include <entente/daemon/signals.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <entente/core/assert.hpp>

namespace entente::daemon {
namespace {

sigset_t those_we_take() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&set, number);
    }
    return set;
}

/// As the signal itself would have done, had nobody taken it.
[[noreturn]] void end_by(int number) {
    std::signal(number, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    ::kill(::getpid(), number);
    ::_exit(128 + number);
}

}  // namespace

struct Signals::State {
    sigset_t before{};
    int signals = -1;
    int leave = -1;
    std::mutex mutex;  ///< held while a handler is called, and to replace them
    Handlers handlers;
    std::jthread thread;

    void watch() {
        bool stopping = false;
        std::array<struct pollfd, 2> wanted{
            {{.fd = signals, .events = POLLIN, .revents = 0}, {.fd = leave, .events = POLLIN, .revents = 0}}};
        while (true) {
            if (::poll(wanted.data(), wanted.size(), -1) < 0) {
                ENTENTE_ASSERT(errno == EINTR);
                continue;
            }
            if (wanted[1].revents != 0) {
                return;
            }
            struct signalfd_siginfo taken{};
            if (::read(signals, &taken, sizeof taken) != static_cast<ssize_t>(sizeof taken)) {
                continue;
            }
            const auto number = static_cast<int>(taken.ssi_signo);
            if (number != SIGHUP && std::exchange(stopping, true)) {
                end_by(number);
            }
            const std::lock_guard lock(mutex);
            (number == SIGHUP ? handlers.reload : handlers.stop)();
        }
    }
};

Signals::Signals() : state_(std::make_unique<State>()) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const auto set = those_we_take();
    ENTENTE_ASSERT(::pthread_sigmask(SIG_BLOCK, &set, &state_->before) == 0);
    state_->signals = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    state_->leave = ::eventfd(0, EFD_CLOEXEC);
    ENTENTE_ASSERT(state_->signals >= 0 && state_->leave >= 0);
}

Signals::~Signals() {
    const std::uint64_t one = 1;
    static_cast<void>(::write(state_->leave, &one, sizeof one));
    if (state_->thread.joinable()) {
        state_->thread.join();
    }
    ::close(state_->signals);
    ::close(state_->leave);
    ::pthread_sigmask(SIG_SETMASK, &state_->before, nullptr);
}

void Signals::handle(Handlers handlers) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->handlers = std::move(handlers);
    }
    if (!state_->thread.joinable()) {
        state_->thread = std::jthread([state = state_.get()] { state->watch(); });
    }
}

}  // namespace entente::daemon
