/// Runs one coroutine to its end, in the thread of the test.
#pragma once

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace entente::daemon::test {

inline void rethrow(const std::exception_ptr& thrown) {
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

template <typename Answer>
boost::asio::awaitable<void> keep(boost::asio::awaitable<Answer> work, std::optional<Answer>& answer) {
    answer.emplace(co_await std::move(work));
}

template <typename Answer>
Answer awaited(boost::asio::io_context& context, boost::asio::awaitable<Answer> work) {
    std::optional<Answer> answer;
    boost::asio::co_spawn(context, keep(std::move(work), answer), rethrow);
    context.restart();
    context.run();
    return std::move(answer).value();
}

template <typename Answer>
Answer awaited(boost::asio::awaitable<Answer> work) {
    boost::asio::io_context context(1);
    return awaited(context, std::move(work));
}

}  // namespace entente::daemon::test
