/// A log on disk, read into the ledger in one pass.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <entente/cli/log_source.hpp>
#include <entente/events/file_log.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::cli {

class FileSource final : public LogSource {
public:
    /// Opens, verifies and reads the log. What was set aside at its end is told on standard error. Errors: as
    /// `FileLog::open`, with what to try.
    [[nodiscard]] static Result<std::unique_ptr<FileSource>> open(const Asked& asked, Console& console, LogMode mode);

    /// Opens and verifies the log without reading it into a ledger: for `verify`.
    [[nodiscard]] static Result<std::unique_ptr<FileSource>> open_unread(const Asked& asked, Console& console);

    /// Imagines entries on top. Errors: what the rules refuse.
    [[nodiscard]] Result<void> suppose(const Batch& batch);

    Result<Answer> ask(const Query& query, const Parameters& parameters) override;
    Result<Histories> histories(const std::set<std::string>& alliances) override;
    std::string path() const override { return path_; }
    std::span<const Draft> imagined() const override { return imagined_; }
    Result<Json> entry(std::string_view named) override;
    Result<Json> as_of(const Parameters& viewpoint) override;
    Result<Json> list(const EntriesAsked& asked, const EntriesTold& told) override;
    Result<void> export_to(std::string_view format, const EntriesAsked& asked, Terminal& out) override;
    Result<Exit> follow(const Following& following) override;
    Result<Json> verify(const Parameters& cited) override;
    Result<Json> rehearse(std::span<const Draft> drafts, std::optional<Seq> expected, Changes changes) override;
    std::size_t group_of(std::span<const Draft> drafts) const override;
    Result<Appended> append(std::span<const Draft> drafts, std::optional<Seq> expected) override;
    Result<Json> terms_with(
        std::span<const Draft> drafts, const std::string& alliance, const std::string& day) override;
    std::string signs_as() const override { return console_.login; }

private:
    explicit FileSource(Console& console) : console_(console), today_(console.today()) {}
    static Result<std::unique_ptr<FileSource>> open_with(
        const RecordSink& sink, const Asked& asked, Console& console, LogMode mode);
    [[nodiscard]] Result<Viewpoint> viewpoint(const Parameters& parameters) const;
    [[nodiscard]] Result<void> each_considered(
        const EntriesAsked& asked, const Viewpoint& viewpoint, const RecordSink& sink);

    Console& console_;
    std::string path_;
    Day today_;
    std::unique_ptr<FileLog> log_;
    std::unique_ptr<Ledger> ledger_;
    std::optional<Ledger> rehearsed_;
    std::vector<Draft> imagined_;
};

}  // namespace entente::cli
