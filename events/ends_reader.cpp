#include <entente/events/ends_reader.hpp>

#include <fmt/format.h>

#include <entente/events/entry_keys.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/value_reader.hpp>

namespace entente {
namespace {

constexpr Form end_form = {
    .what = "an end", .allowed = {Key::through, Key::before, Key::during, Key::last_of, Key::first_of}, .required = {}};

/// The ends of one term, counted as they are read.
class EndsReader {
public:
    Result<Ends> read(JsonValue value) {
        if (value.is(JsonType::text)) {
            return Ends{End{.form = ENTENTE_TRY(read_word<NoEnd>(value))}};
        }
        if (value.is(JsonType::object)) {
            Ends lone;
            lone.push_back(ENTENTE_TRY(read_end(value, 0)));
            return lone;
        }
        if (!value.is(JsonType::array)) {
            return wrong_type(value, "ends are a list such as [{\"through\": \"2032\"}], or a lone end");
        }
        if (value.size() == 1 && (*value.begin()).is(JsonType::text)) {
            return read(*value.begin());
        }
        return read_list_of_ends(value, 0);
    }

private:
    /// `nesting`: how many last_of and first_of stand around it.
    Result<End> read_end(JsonValue value, std::size_t nesting) {
        if (++count_ > limits::ends_max) {
            return value.refuse(ErrorCode::too_large, fmt::format("a term has at most {} ends", limits::ends_max));
        }
        if (value.is(JsonType::text)) {
            return value.refuse(
                ErrorCode::bad_value,
                fmt::format(
                    "{} cannot stand beside or inside other ends; {}", quoted(value.text()),
                    from_word<NoEnd>(value.text()) ? "it stands alone, or the dated ends do"
                                                   : "write an object such as {\"through\": \"2032\"}"));
        }
        const auto members = ENTENTE_TRY(members_of(value, end_form));
        if (value.size() != 1) {
            return value.refuse(
                ErrorCode::bad_value,
                "an end says exactly one of through, before, during and last_of; several ends are several objects");
        }
        const auto inner = *value.begin();
        if (members.has(Key::through)) {
            return End{.form = Through{ENTENTE_TRY(read_limit(inner))}};
        }
        if (members.has(Key::before)) {
            return End{.form = Before{ENTENTE_TRY(read_limit(inner))}};
        }
        if (members.has(Key::during)) {
            return End{.form = During{ENTENTE_TRY(read_days(inner))}};
        }
        if (members.has(Key::last_of)) {
            return End{.form = LastOf{ENTENTE_TRY(read_several(inner, nesting + 1))}};
        }
        if (nesting == 0) {
            return inner.refuse(
                ErrorCode::bad_value,
                "first_of stands only inside last_of; a list of ends is over as soon as its first is, so list them");
        }
        return End{.form = FirstOf{ENTENTE_TRY(read_several(inner, nesting + 1))}};
    }

    /// What `through` and `before` name: one day, or a milestone.
    Result<Moment> read_limit(JsonValue value) {
        auto moment = ENTENTE_TRY(read_moment(value));
        const auto* date = std::get_if<Date>(&moment);
        if (date != nullptr && date->form != Date::Form::plain) {
            return value.refuse(
                ErrorCode::bad_date, fmt::format(
                                         "{} names a plain date, and \"{}\" is doubtful; write {{\"during\": \"{}\"}}",
                                         value.key(), text(*date), text(*date)));
        }
        return moment;
    }

    Result<Date> read_days(JsonValue value) {
        if (value.is(JsonType::object)) {
            return value.refuse(
                ErrorCode::bad_value, "during takes a date; what counts from a milestone is through or before");
        }
        return read_date(value);
    }

    Result<Ends> read_several(JsonValue value, std::size_t nesting) {
        if (nesting > limits::ends_nesting_max) {
            return value.refuse(
                ErrorCode::too_large,
                fmt::format("last_of and first_of nest at most {} deep", limits::ends_nesting_max));
        }
        if (value.is(JsonType::array) && value.size() < 2) {
            return value.refuse(
                ErrorCode::bad_value, fmt::format("{} compares ends, so it takes at least two", value.key()));
        }
        return read_list_of_ends(value, nesting);
    }

    Result<Ends> read_list_of_ends(JsonValue value, std::size_t nesting) {
        ENTENTE_TRY(check_list(value, limits::ends_max));
        Ends ends;
        ends.reserve(value.size());
        for (const auto item : value) {
            ends.push_back(ENTENTE_TRY(read_end(item, nesting)));
        }
        return ends;
    }

    std::size_t count_ = 0;
};

}  // namespace

Result<Ends> read_ends(JsonValue value) {
    return EndsReader{}.read(value);
}

}  // namespace entente
