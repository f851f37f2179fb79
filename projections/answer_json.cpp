#include <entente/projections/answer_json.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/overloaded.hpp>
#include <entente/projections/citation.hpp>
#include <entente/projections/citation_json.hpp>
#include <entente/projections/field_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::optional<DaySpan>& span) {
    if (!span) {
        return nullptr;
    }
    return {{"earliest", text(span->earliest)}, {"latest", text(span->latest)}};
}

Json to_json(const Dispute& dispute) {
    Json value = std::visit(
        Overloaded{
            [&](const FieldValue* field) { return value_at(dispute.path, *field); },
            [](const Moment& moment) { return to_json(moment); },
            [](const std::string& said) { return Json(said); },
        },
        dispute.value);
    Json sources = Json::array();
    for (const auto* source : dispute.sources) {
        sources.push_back(to_json(*source));
    }
    return {
        {"event", text(dispute.event)},           {"field", dispute.path},         {"value", std::move(value)},
        {"confidence", word(dispute.confidence)}, {"sources", std::move(sources)},
    };
}

Json status_json(const std::optional<Status>& status) {
    return status ? Json(word(*status)) : Json(nullptr);
}

Json possible_json(const TermState& term) {
    Json possible = Json::object();
    if (!term.possible_status.empty()) {
        possible["status"] = Json::array();
        for (const auto& status : term.possible_status) {
            possible["status"].push_back(status_json(status));
        }
    }
    for (const auto& field : term.possible_fields) {
        Json& values = possible[path(field.field, field.key)] = Json::array();
        for (const auto* value : field.values) {
            values.push_back(to_json(*value, field.field));
        }
    }
    return possible;
}

Json keyed_json(const TermState& term, Field wanted) {
    Json object = Json::object();
    for (const auto& field : term.fields) {
        if (field.field == wanted) {
            object[std::string{field.key}] = to_json(*field.value, wanted);
        }
    }
    return object;
}

Json reason_json(const TermState& term) {
    return std::visit(
        Overloaded{
            [](std::monostate) { return Json(nullptr); },
            [](EndReason reason) { return Json(word(reason)); },
            [](Doubt doubt) { return Json(word(doubt)); },
        },
        term.reason);
}

}  // namespace

Json to_json(const TermState& term) {
    const auto plain = [&](Field field) { return to_json(term.at(field), field); };
    const auto moment = [](const Moment* written) { return written ? to_json(*written) : Json(nullptr); };
    Json disputes = Json::array();
    for (const auto& dispute : term.disputes) {
        disputes.push_back(to_json(dispute));
    }
    return {
        {"term", term.term},
        {"kind", plain(Field::kind)},
        {"status", status_json(term.status)},
        {"certain", term.certain},
        {"possible", possible_json(term)},
        {"reason", reason_json(term)},
        {"grantor", plain(Field::grantor)},
        {"grantee", plain(Field::grantee)},
        {"subject", plain(Field::subject)},
        {"actions", plain(Field::actions)},
        {"exclusive", plain(Field::exclusive)},
        {"scope", keyed_json(term, Field::scope)},
        {"conditions", plain(Field::conditions)},
        {"survives", plain(Field::survives)},
        {"days", keyed_json(term, Field::days)},
        {"attributes", keyed_json(term, Field::attributes)},
        {"begins", to_json(term.begins)},
        {"since", to_json(term.since)},
        {"ends", plain(Field::ends)},
        {"end_kind", word(term.end_kind)},
        {"last_day", to_json(term.last_day)},
        {"last_confirmed", moment(term.last_confirmed)},
        {"last_exercised", moment(term.last_exercised)},
        {"confidence", word(term.confidence)},
        {"disputed", !term.disputes.empty()},
        {"disputes", std::move(disputes)},
        {"because", to_json(term.because)},
        {"sources", to_json(term.sources)},
    };
}

Json to_json(const PartyState& party) {
    return {
        {"party", party.party},         {"name", text_or_null(party.name)}, {"role", text_or_null(party.role)},
        {"status", word(party.status)}, {"begins", to_json(party.begins)},  {"since", to_json(party.since)},
    };
}

namespace {

Json to_json(const MilestoneState& milestone) {
    Json reached = Json::array();
    for (const auto* moment : milestone.reached) {
        reached.push_back(to_json(*moment));
    }
    return {
        {"milestone", milestone.milestone},
        {"reached", std::move(reached)},
        {"expected", milestone.expected ? to_json(*milestone.expected) : Json(nullptr)},
        {"because", to_json(milestone.because)},
    };
}

Json to_json(const TermChange& change) {
    Json fields = Json::object();
    for (const auto& field : change.fields) {
        fields[path(field.field, field.key)] = to_json(*field.value, field.field);
    }
    return {
        {"event", text(change.event)},
        {"seq", change.seq.value},
        {"type", word(change.type)},
        {"planned", change.planned},
        {"effective", change.effective ? to_json(*change.effective) : Json(nullptr)},
        {"announced", text(change.announced)},
        {"recorded", text(change.recorded)},
        {"actor", text_or_null(change.actor)},
        {"title", text_or_null(change.title)},
        {"text", text_or_null(change.text)},
        {"confidence", word(change.confidence)},
        {"fields", std::move(fields)},
        {"retracted", change.retracted},
        {"counts", change.counts},
        {"revised_by", to_json(change.revised_by)},
        {"sources", to_json(change.sources)},
    };
}

Json to_json(const Blame& blame) {
    return {
        {"field", path(blame.field, blame.key)},
        {"value", to_json(*blame.value, blame.field)},
        {"event", text(blame.event)},
    };
}

template <typename Rows>
Json rows(const Rows& all) {
    Json array = Json::array();
    for (const auto& row : all) {
        array.push_back(to_json(row));
    }
    return array;
}

}  // namespace

Json to_json(const Viewpoint& viewpoint) {
    const auto& asked = viewpoint.asked;
    return {
        {"on", text(asked.on)},
        {"known_at", asked.known_at ? Json(asked.known_at->written) : Json(nullptr)},
        {"announced_by", asked.announced_by ? Json(text(*asked.announced_by)) : Json(nullptr)},
        {"position", viewpoint.position.value},
    };
}

Json to_json(const TermsAnswer& answer) {
    return {
        {"alliance", answer.history->id().text},
        {"title", answer.title && !answer.title->empty() ? Json(*answer.title) : Json(nullptr)},
        {"as_of", to_json(answer.viewpoint)},
        {"parties", rows(answer.parties)},
        {"terms", rows(answer.terms)},
        {"milestones", rows(answer.milestones)},
    };
}

Json to_json(const TermHistoryAnswer& answer) {
    const auto& terms = answer.terms;
    return {
        {"alliance", terms.history->id().text},
        {"term", answer.term},
        {"as_of", to_json(terms.viewpoint)},
        {"state", terms.terms.empty() ? Json(nullptr) : to_json(terms.terms.front())},
        {"changes", rows(answer.changes)},
        {"blame", rows(answer.blame)},
    };
}

Json to_json(const std::vector<AllianceSummary>& alliances, const Viewpoint& viewpoint) {
    Json all = Json::array();
    for (const auto& alliance : alliances) {
        all.push_back({
            {"alliance", alliance.alliance.text},
            {"title", text_or_null(alliance.title)},
            {"parties", alliance.parties},
            {"terms_in_force", alliance.terms_in_force},
            {"entries", alliance.entries},
            {"last_announced", alliance.last_announced ? Json(text(*alliance.last_announced)) : Json(nullptr)},
            {"version", alliance.version.value},
        });
    }
    return {{"as_of", to_json(viewpoint)}, {"alliances", std::move(all)}};
}

void add_citation(Json& document, std::string_view question, const Viewpoint& viewpoint, const Ledger& ledger) {
    const bool imagined = viewpoint.supposed_after != Viewpoint{}.supposed_after;
    document["cite"] =
        imagined ? Json(nullptr)
                 : Json(fmt::format(
                       "{} --on {} {}", question, text(viewpoint.asked.on), cited_knowledge(viewpoint, ledger)));
    document["chain"] = hex(ledger.chain_at(viewpoint.position));
}

Json to_json(Seq position, std::span<const Receipt> receipts, std::span<const Warning> warnings) {
    Json records = Json::array();
    for (const auto& receipt : receipts) {
        records.push_back({
            {"seq", receipt.seq.value},
            {"id", text(receipt.id)},
            {"recorded", text(receipt.recorded)},
            {"duplicate", receipt.duplicate},
        });
    }
    Json all_warnings = Json::array();
    for (const auto& warning : warnings) {
        all_warnings.push_back({
            {"entry", warning.entry},
            {"event", warning.event},
            {"code", word(warning.code)},
            {"message", warning.message},
        });
    }
    return {{"position", position.value}, {"records", std::move(records)}, {"warnings", std::move(all_warnings)}};
}

int http_status(ErrorCode code) {
    switch (code) {
        case ErrorCode::bad_json:
        case ErrorCode::duplicate_key:
        case ErrorCode::unknown_field:
        case ErrorCode::unknown_type:
        case ErrorCode::unknown_kind:
        case ErrorCode::missing_field:
        case ErrorCode::bad_value:
        case ErrorCode::bad_date:
        case ErrorCode::bad_number:
        case ErrorCode::usage:
            return 400;
        case ErrorCode::unauthorized:
            return 401;
        case ErrorCode::forbidden:
            return 403;
        case ErrorCode::not_found:
        case ErrorCode::alliance_unknown:
        case ErrorCode::event_unknown:
            return 404;
        case ErrorCode::alliance_exists:
        case ErrorCode::event_not_changeable:
        case ErrorCode::id_conflict:
        case ErrorCode::stale_version:
            return 409;
        case ErrorCode::too_large:
            return 413;
        case ErrorCode::too_many:
            return 429;
        case ErrorCode::log_damaged:
        case ErrorCode::log_newer:
        case ErrorCode::io_failed:
            return 500;
        case ErrorCode::read_only:
        case ErrorCode::log_locked:
            return 503;
    }
    return 500;
}

Json to_json(const Error& error) {
    const auto title = [&] {
        std::string words{word(error.code)};
        std::ranges::replace(words, '_', ' ');
        return words;
    };
    return {
        {"type", fmt::format("https://entente.example/problems/{}", word(error.code))},
        {"title", title()},
        {"status", http_status(error.code)},
        {"detail", error.message},
        {"code", word(error.code)},
        {"where", error.where.empty() ? Json::object() : Json{{"place", error.where}}},
    };
}

}  // namespace entente
