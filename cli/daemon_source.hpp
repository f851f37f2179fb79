/// A log that a daemon keeps, asked over HTTP.
#pragma once

#include <string>

#include <entente/cli/http_client.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/events/codec.hpp>

namespace entente::cli {

class DaemonSource final : public LogSource {
public:
    /// ENTENTE_TOKEN is sent along. Nothing is asked yet. Errors: as `HttpClient::open`.
    [[nodiscard]] static Result<std::unique_ptr<DaemonSource>> open(ServerAddress address, Console& console);

    /// Entries to imagine on top of every question; what the rules refuse of them, the first question tells.
    void suppose(Batch batch) { supposed_ = std::move(batch); }

    Result<Answer> ask(const Query& query, const Parameters& parameters) override;
    Result<Histories> histories(const std::set<std::string>& alliances) override;
    std::span<const Draft> imagined() const override { return imagined_; }
    Result<Json> entry(std::string_view named) override;
    Result<Json> as_of(const Parameters& viewpoint) override;
    Result<Json> list(const EntriesAsked& asked, const EntriesTold& told) override;
    Result<void> export_to(std::string_view format, const EntriesAsked& asked, Terminal& out) override;
    Result<Exit> follow(const Following& following) override;
    Result<Json> verify(const Parameters& cited) override;
    Result<Json> rehearse(std::span<const Draft> drafts, std::optional<Seq> expected, Changes changes) override;
    bool warns_when_appending() const override { return true; }
    std::size_t group_of(std::span<const Draft> drafts) const override;
    Result<Appended> append(std::span<const Draft> drafts, std::optional<Seq> expected) override;
    Result<Json> terms_with(
        std::span<const Draft> drafts, const std::string& alliance, const std::string& day) override;
    std::string signs_as() const override { return signs_as_; }
    void give_up_when(std::function<bool()> asked) override { client_.give_up_when(std::move(asked)); }

private:
    DaemonSource(HttpClient client, std::string signs_as)
        : client_(std::move(client)), signs_as_(std::move(signs_as)) {}

    struct Entries;
    [[nodiscard]] Result<HttpReply> send(const HttpRequest& request);
    [[nodiscard]] Result<Json> document(const HttpRequest& request);
    [[nodiscard]] Result<void> find_imagined();
    [[nodiscard]] Result<Uuid> log_id();

    HttpClient client_;
    std::string signs_as_;
    Batch supposed_;
    std::vector<Draft> imagined_;
};

}  // namespace entente::cli
