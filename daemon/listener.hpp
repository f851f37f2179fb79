/// Where connections come in: an address of the network, a socket in the file system, or a descriptor handed over.
#pragma once

#include <string>
#include <variant>

#include <boost/asio/ip/tcp.hpp>

#include <entente/core/result.hpp>
#include <entente/daemon/descriptor.hpp>

namespace entente::daemon {

/// A socket in the file system; only its owner may connect.
struct UnixPath {
    std::string path;
    friend bool operator==(const UnixPath&, const UnixPath&) = default;
};

/// An open socket that listens already, as a service manager hands it over.
struct Inherited {
    int descriptor = -1;
    friend bool operator==(const Inherited&, const Inherited&) = default;
};

/// A TCP address may have port 0, for one that is free; `[::]` is every address, IPv4 and IPv6.
using Address = std::variant<boost::asio::ip::tcp::endpoint, UnixPath, Inherited>;

/// A socket that listens.
class Listener {
public:
    /// Errors: `io_failed` when the address is taken, not ours, or not to be had; a socket's file is only replaced when
    /// it is one of this user's and nobody answers there.
    [[nodiscard]] static Result<Listener> open(const Address& address);

    Listener(Listener&&) noexcept = default;
    Listener& operator=(Listener&&) = delete;
    ~Listener();

    [[nodiscard]] int descriptor() const { return descriptor_.number(); }
    [[nodiscard]] const std::string& name() const {
        return name_;
    }  ///< `127.0.0.1:7411`, with its port, or `unix:/run/entente.sock`
    [[nodiscard]] bool is_unix() const { return is_unix_; }

private:
    Listener() = default;
    static Result<Listener> open_tcp(const boost::asio::ip::tcp::endpoint& address);
    static Result<Listener> open_unix(const UnixPath& path);
    static Result<Listener> inherit(const Inherited& inherited);

    Descriptor descriptor_;
    std::string name_;
    std::string file_;  ///< to be removed at the end
    bool is_unix_ = false;
};

}  // namespace entente::daemon
