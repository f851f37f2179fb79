/// Work that would hold up a connection's thread, done on others and awaited.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace entente::daemon {

/// Runs `work` on the pool; goes on where it was awaited. What `work` throws is thrown there.
template <typename Work>
boost::asio::awaitable<std::invoke_result_t<Work>> run_on(boost::asio::thread_pool& pool, Work work) {
    using Answer = std::invoke_result_t<Work>;
    std::optional<Answer> answer;
    std::exception_ptr thrown;
    const auto initiate = [&](auto handler) {
        // Until the work is handed back its context has something to wait for, and stays.
        auto executor = boost::asio::prefer(
            boost::asio::get_associated_executor(handler), boost::asio::execution::outstanding_work.tracked);
        auto task = [&answer, &thrown, &work, handler = std::move(handler), executor]() mutable {
            try {
                answer.emplace(work());
            } catch (...) {
                thrown = std::current_exception();
            }
            boost::asio::post(executor, std::move(handler));
        };
        boost::asio::post(pool, std::move(task));
    };
    co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void()>(
        initiate, boost::asio::use_awaitable);
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    co_return *std::move(answer);
}

}  // namespace entente::daemon
