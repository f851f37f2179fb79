#include <entente/cli/interrupt.hpp>

#include <csignal>

namespace entente::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) {
    interrupted = 1;
}

}  // namespace

Interrupt::Interrupt() {
    interrupted = 0;
    struct sigaction action{};
    action.sa_handler = note_interrupt;
    // Interrupted system calls go on, and the handler serves once: a second signal does what it always did.
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

Interrupt::~Interrupt() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::requested() const {
    return interrupted != 0;
}

}  // namespace entente::cli
