#include <entente/cli/record_reader.hpp>

#include <memory>

#include <nlohmann/json.hpp>

#include <entente/core/uuid.hpp>
#include <entente/events/chain.hpp>

namespace entente::cli {
namespace {

std::string text_at(const Json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Seq> seq_at(const Json& document) {
    const auto found = document.find("seq");
    return found != document.end() && found->is_number_unsigned() ? std::optional(Seq{found->get<std::uint64_t>()})
                                                                  : std::nullopt;
}

}  // namespace

std::unexpected<Error> no_record() {
    return fail(ErrorCode::io_failed, "the daemon answers with an entry that no log holds");
}

Result<Record> RecordReader::read(const Json& document) {
    const auto seq = document.is_object() ? seq_at(document) : std::nullopt;
    if (!seq || !document.contains("entry")) {
        return no_record();
    }
    const auto recorded = parse_instant(text_at(document, "recorded"));
    const auto chain = parse_digest(text_at(document, "chain"));
    auto entry = decoder_.decode(document.at("entry").dump());
    if (!recorded || !chain || !entry) {
        return no_record();
    }
    return Record{
        .seq = *seq, .recorded = *recorded, .entry = std::make_shared<const Entry>(*std::move(entry)), .chain = *chain};
}

Result<Receipt> read_receipt(const Json& document) {
    const auto seq = document.is_object() ? seq_at(document) : std::nullopt;
    if (!seq) {
        return no_record();
    }
    const auto id = parse_uuid(text_at(document, "id"));
    const auto recorded = parse_instant(text_at(document, "recorded"));
    if (!id || !recorded) {
        return no_record();
    }
    return Receipt{
        .seq = *seq, .id = *id, .recorded = *recorded, .duplicate = document.value("duplicate", Json()) == true};
}

}  // namespace entente::cli
