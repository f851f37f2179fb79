#include <stdexcept>

#include "told_event.hpp"
#include <fmt/format.h>
#include <simdjson.h>

namespace entente::bench {
namespace {

using Object = simdjson::dom::object;

std::string text_of(simdjson::dom::element value) {
    return std::string{value.get_string().value()};
}

ToldEvent::Op op_of(std::string_view word) {
    using enum ToldEvent::Op;
    if (word == "grant") {
        return grant;
    }
    if (word == "amend") {
        return amend;
    }
    if (word == "end") {
        return end;
    }
    if (word == "retract") {
        return retract;
    }
    throw std::runtime_error(fmt::format("the workload knows no {}", word));
}

void read_values(Object values, ToldEvent& event) {
    for (const auto [key, value] : values) {
        if (key == "percent") {
            event.percent = fmt::format("{}", value.get_double().value());
        } else if (key == "exclusive") {
            event.exclusive = value.get_bool().value() ? "true" : "false";
        } else if (key == "parties") {
            for (const auto party : value.get_array()) {
                event.parties.push_back(text_of(party));
            }
        }
    }
}

ToldEvent told(Object object) {
    ToldEvent event;
    for (const auto [key, value] : object) {
        if (key == "seq") {
            event.seq = value.get_uint64().value();
        } else if (key == "recorded_at") {
            event.recorded = parse_log_instant(value.get_string().value()).value();
        } else if (key == "alliance") {
            event.alliance = text_of(value);
        } else if (key == "term") {
            event.term = text_of(value);
        } else if (key == "op") {
            event.op = op_of(value.get_string().value());
        } else if (key == "effective") {
            event.effective = text_of(value);
        } else if (key == "through") {
            event.through = text_of(value);
        } else if (key == "retracts") {
            event.retracts = value.get_uint64().value();
        } else if (key == "attrs") {
            read_values(value.get_object().value(), event);
        } else if (key == "source") {
            event.source = text_of(value);
        } else if (key == "note") {
            event.note = text_of(value);
        }
    }
    return event;
}

}  // namespace

void each_told(const std::string& path, const std::function<void(const ToldEvent&)>& visit) {
    simdjson::padded_string text;
    if (simdjson::padded_string::load(path).get(text) != simdjson::SUCCESS) {
        throw std::runtime_error("cannot read " + path);
    }
    simdjson::dom::parser parser;
    simdjson::dom::document_stream lines;
    if (parser.parse_many(text, std::size_t{1} << 21).get(lines) != simdjson::SUCCESS) {
        throw std::runtime_error("no JSON Lines: " + path);
    }
    for (const auto line : lines) {
        visit(told(line.get_object().value()));
    }
}

}  // namespace entente::bench
