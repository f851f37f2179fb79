#include <entente/projections/field_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/core/assert.hpp>
#include <entente/core/overloaded.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word_of(NoEnd word) {
    switch (word) {
        case NoEnd::perpetual:
            return "perpetual";
        case NoEnd::open:
            return "open";
        case NoEnd::not_stated:
            return "not_stated";
        case NoEnd::unknown:
            return "unknown";
    }
    return {};
}

Json to_json(const End& end);

Json to_json(const std::vector<End>& ends) {
    Json all = Json::array();
    for (const auto& end : ends) {
        all.push_back(to_json(end));
    }
    return all;
}

Json to_json(const End& end) {
    return std::visit(
        Overloaded{
            [](const Through& through) { return Json{{"through", to_json(through.moment)}}; },
            [](const Before& before) { return Json{{"before", to_json(before.moment)}}; },
            [](const During& during) { return Json{{"during", text(during.date)}}; },
            [](const LastOf& last) { return Json{{"last_of", to_json(last.ends)}}; },
            [](const FirstOf& first) { return Json{{"first_of", to_json(first.ends)}}; },
            [](NoEnd word) { return Json(word_of(word)); },
        },
        end.form);
}

Json silence(Field field) {
    switch (field) {
        case Field::grantor:
        case Field::grantee:
        case Field::actions:
        case Field::ends:
        case Field::conditions:
            return Json::array();
        case Field::survives:
            return false;
        case Field::kind:
        case Field::subject:
        case Field::exclusive:
        case Field::scope:
        case Field::days:
        case Field::attributes:
            return nullptr;
    }
    return nullptr;
}

}  // namespace

Json to_json(const Moment& moment) {
    return std::visit(
        Overloaded{
            [](const Date& date) { return Json(text(date)); },
            [](const Upon& upon) {
                Json object{{"upon", upon.milestone.text}};
                if (upon.plus) {
                    object["plus"] = text(*upon.plus);
                }
                return object;
            },
        },
        moment);
}

Json to_json(const FieldValue& value, Field field) {
    return std::visit(
        Overloaded{
            [&](std::monostate) { return silence(field); },
            [](bool truth) { return Json(truth); },
            [](std::int64_t number) { return Json(number); },
            [](const std::string& text) { return Json(text); },
            [](const std::vector<std::string>& texts) { return Json(texts); },
            [](const Region& region) { return region.except ? Json{{"except", region.paths}} : Json(region.paths); },
            [](const Ends& ends) { return to_json(ends); },
            [](const Moment& moment) { return to_json(moment); },
            [](const Money& money) { return Json{{"amount", text(money.amount)}, {"currency", money.currency}}; },
        },
        value);
}

Json value_at(std::string_view path, const FieldValue& value) {
    const auto field = from_word<Field>(path.substr(0, path.find('/')));
    ENTENTE_ASSERT(field.has_value());
    return to_json(value, *field);
}

}  // namespace entente
