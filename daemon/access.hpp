/// Who asks, and what they may.
///
/// Without tokens (no file of them) the daemon listens on this machine only, and whoever reaches it may read and
/// append, as the command line may. With a file of tokens, even an empty one, nothing is answered without a token but
/// /healthz and /readyz; with `public_read`, questions are.
///
/// An entry's `actor` is the caller's name when the entry names none. Who has scope `append` by a token appends in no
/// other name than its own; `admin` and callers without tokens may name anybody.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <sys/types.h>

#include <entente/core/result.hpp>
#include <entente/daemon/listen_address.hpp>
#include <entente/daemon/request.hpp>
#include <entente/daemon/token_book.hpp>

namespace entente::daemon {

/// For the header `WWW-Authenticate` of every 401. Source: RFC 6750, 3.
inline constexpr std::string_view bearer_challenge = "Bearer realm=\"entente\"";

/// The login of a user of this machine, or `uid-1000` for one without.
[[nodiscard]] std::string login_of(uid_t user);

class Access {
public:
    /// Reads the tokens that the settings name. Errors: as `read_token_file`; `io_failed` also when the settings name a
    /// file and there is none: it may have been deleted, and nothing shall be open because of that.
    [[nodiscard]] static Result<std::unique_ptr<Access>> open(const Settings& settings);

    [[nodiscard]] Tokens tokens() const;

    /// Who asks. Without a token: the user at the other end of the Unix socket, else the one this daemon runs as, with
    /// what anybody may. A token is sent as `Bearer TOKEN`, or by a browser as the password of `Basic`. Errors:
    /// `unauthorized`, for one that is not known.
    [[nodiscard]] Result<Caller> identify(const Request& request) const;

    /// Whether the caller may. Errors: `unauthorized` (401) for who brought no token, `forbidden` (403) for who brought
    /// one that is not enough, and for a page of another site that makes a browser append without a token or with the
    /// one it was signed in with.
    [[nodiscard]] Result<void> permit(const Request& request, const Caller& caller, Scope needed) const;

    /// Whether an entry of the caller's may say that it is from `actor`. Errors: `forbidden`.
    [[nodiscard]] Result<void> permit_actor(const Caller& caller, std::string_view actor) const;

    /// Reads the tokens again; the old ones hold when that fails. Tokens that were not there at the start are taken up,
    /// too; a file that is gone is an error. Safe beside everything else.
    [[nodiscard]] Result<void> reload();

private:
    explicit Access(const Settings& settings);
    [[nodiscard]] Result<std::shared_ptr<const TokenBook>> read() const;
    [[nodiscard]] std::shared_ptr<const TokenBook> book() const;

    std::string path_;
    bool named_ = false;  ///< by the settings: it must be there
    bool public_read_ = false;
    std::string login_;
    mutable std::mutex mutex_;  ///< held to copy or replace the pointer
    std::shared_ptr<const TokenBook> book_;
};

}  // namespace entente::daemon
