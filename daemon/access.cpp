#include <entente/daemon/access.hpp>

#include <array>
#include <vector>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <entente/core/quoted.hpp>
#include <entente/daemon/basic_credentials.hpp>
#include <entente/daemon/token_file.hpp>

namespace entente::daemon {
namespace {

/// `localhost:7411` of `http://localhost:7411`.
std::string_view host_of(std::string_view origin) {
    const auto slashes = origin.find("://");
    return slashes == std::string_view::npos ? std::string_view() : origin.substr(slashes + 3);
}

/// Whether a name can only mean an address, whatever a name server says: `localhost`, or an IP address.
bool is_fixed(std::string_view host) {
    const auto name = host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
    return name == "localhost" || parse_listen_address(fmt::format("{}:0", name)).has_value();
}

/// A page of some other site may make a browser post here. What it cannot do is leave out or forge Origin; and a name
/// of its own that it lets point to this machine is no fixed one.
bool is_foreign_page(const Request& request) {
    const auto origin = request.header("Origin");
    const auto host = host_of(origin);
    return !origin.empty() && (host != request.header("Host") || !is_fixed(host));
}

}  // namespace

std::string login_of(uid_t user) {
    std::vector<char> texts(16'384);
    struct passwd account{};
    struct passwd* found = nullptr;
    if (::getpwuid_r(user, &account, texts.data(), texts.size(), &found) == 0 && found != nullptr) {
        return account.pw_name;
    }
    return fmt::format("uid-{}", user);
}

Access::Access(const Settings& settings)
    : path_(settings.tokens.empty() ? default_token_path(settings.log) : settings.tokens),
      named_(!settings.tokens.empty()),
      public_read_(settings.public_read),
      login_(login_of(::geteuid())) {}

Result<std::unique_ptr<Access>> Access::open(const Settings& settings) {
    std::unique_ptr<Access> access(new Access(settings));
    access->book_ = ENTENTE_TRY(access->read());
    return access;
}

Result<std::shared_ptr<const TokenBook>> Access::read() const {
    auto book = ENTENTE_TRY(read_token_file(path_));
    if (!book && (named_ || this->book() != nullptr)) {
        return fail(
            ErrorCode::io_failed,
            fmt::format(
                "there are no tokens at {}; `ententd token add NAME --scope append --tokens {}` makes one", path_,
                path_),
            path_);
    }
    return book ? std::make_shared<const TokenBook>(*std::move(book)) : nullptr;
}

std::shared_ptr<const TokenBook> Access::book() const {
    const std::lock_guard lock(mutex_);
    return book_;
}

Tokens Access::tokens() const {
    return book() == nullptr ? Tokens::not_asked_for : Tokens::asked_for;
}

Result<Caller> Access::identify(const Request& request) const {
    const auto book = this->book();
    if (book != nullptr && request.headers.count(boost::beast::http::field::authorization) > 0) {
        const auto authorization = request.header("Authorization");
        return book->check(
            is_basic(authorization) ? "Bearer " + ENTENTE_TRY(basic_password(authorization))
                                    : std::string(authorization));
    }
    if (book != nullptr) {
        return Caller{.name = "", .scope = public_read_ ? Scope::read : Scope::none};
    }
    return Caller{.name = request.peer.user.empty() ? login_ : request.peer.user, .scope = Scope::append};
}

Result<void> Access::permit(const Request& request, const Caller& caller, Scope needed) const {
    const bool has_token = book() != nullptr && !caller.name.empty();
    if (caller.scope >= needed) {
        // What a browser brings along by itself it brings for any page that makes it; a token in a script it does not.
        const bool is_browsers_own = has_token && is_basic(request.header("Authorization"));
        if (needed >= Scope::append &&
            ((!has_token && is_foreign_page(request)) || (is_browsers_own && comes_from_elsewhere(request)))) {
            return fail(
                ErrorCode::forbidden,
                fmt::format(
                    "a page of {} may not append here without a token of its own", quoted(request.header("Origin"))));
        }
        return {};
    }
    if (!has_token) {
        return fail(
            ErrorCode::unauthorized,
            fmt::format(
                "this takes a token of scope {}: Authorization: Bearer TOKEN; an operator makes one by `ententd token "
                "add`",
                word(needed)));
    }
    return fail(
        ErrorCode::forbidden,
        fmt::format("this takes scope {}; the token {} has scope {}", word(needed), caller.name, word(caller.scope)));
}

Result<void> Access::permit_actor(const Caller& caller, std::string_view actor) const {
    if (caller.scope >= Scope::admin || book() == nullptr || actor == caller.name) {
        return {};
    }
    return fail(
        ErrorCode::forbidden,
        fmt::format(
            "the token {} appends in its own name; leave out actor {}, or take a token of scope admin", caller.name,
            quoted(actor)));
}

Result<void> Access::reload() {
    auto fresh = ENTENTE_TRY(read());
    const std::lock_guard lock(mutex_);
    book_ = std::move(fresh);
    return {};
}

}  // namespace entente::daemon
