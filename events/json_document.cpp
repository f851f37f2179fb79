#include <entente/events/json_document.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include <entente/core/assert.hpp>
#include <entente/core/quoted.hpp>
#include <entente/events/canonical_writer.hpp>
#include <entente/events/json_fault.hpp>
#include <entente/events/limits.hpp>

namespace entente {
namespace {

namespace dom = simdjson::dom;

/// A member on its way into canonical order.
struct Member {
    std::string_view key;
    dom::element value;
};

/// Turns what simdjson has read into nodes, and refuses what is JSON but not ours.
class NodeWriter {
public:
    NodeWriter(std::vector<JsonNode>& nodes, std::vector<Member>& members) : nodes_(nodes), members_(members) {}

    /// False when refused; `fault` says why then.
    [[nodiscard]] bool write(std::string_view key, dom::element element) {
        const auto place = nodes_.size();
        JsonNode& node = nodes_.emplace_back();
        node.key = key;
        switch (element.type()) {
            case dom::element_type::NULL_VALUE:
                plain_bytes_ += 4;
                return true;
            case dom::element_type::BOOL:
                node.type = JsonType::boolean;
                node.integer = element.get_bool().value_unsafe() ? 1 : 0;
                plain_bytes_ += node.integer != 0 ? 4 : 5;
                return true;
            case dom::element_type::STRING:
                node.type = JsonType::text;
                node.text = element.get_string().value_unsafe();
                plain_bytes_ += node.text.size() + 2;
                return true;
            case dom::element_type::INT64:
                node.type = JsonType::integer;
                node.integer = element.get_int64().value_unsafe();
                plain_bytes_ += digits_of(node.integer);
                return within_bounds(node.integer);
            case dom::element_type::ARRAY:
                nodes_[place].type = JsonType::array;
                return write_items(place, element.get_array().value_unsafe());
            case dom::element_type::OBJECT:
                nodes_[place].type = JsonType::object;
                return write_members(place, element.get_object().value_unsafe());
            case dom::element_type::UINT64:  // simdjson's word for more than an int64 holds
            case dom::element_type::DOUBLE:
                break;
        }
        return within_bounds(limits::number_max + 1);
    }

    [[nodiscard]] Error take_fault() { return std::move(fault_); }

    /// Whether a text of that size which read so is surely the canonical spelling: its keys are in order, and there is
    /// room for nothing but what must stand there. An escape is longer than what it stands for.
    [[nodiscard]] bool is_canonical(std::size_t json_bytes) const { return in_order_ && plain_bytes_ == json_bytes; }

private:
    bool within_bounds(std::int64_t value) {
        if (-limits::number_max <= value && value <= limits::number_max) {
            return true;
        }
        fault_ = {.code = ErrorCode::bad_number, .message = std::string(number_advice), .where = {}};
        return false;
    }

    bool write_items(std::size_t place, dom::array items) {
        std::uint32_t size = 0;
        for (const auto item : items) {
            if (!write({}, item)) {
                fault_.where = pointer_into("", std::to_string(size)) + fault_.where;
                return false;
            }
            ++size;
        }
        return close(place, size);
    }

    bool write_members(std::size_t place, dom::object object) {
        return are_in_order(object) ? write_as_they_are(place, object) : write_sorted(place, object);
    }

    static bool are_in_order(dom::object object) {
        std::string_view before;
        bool is_first = true;
        for (auto member = object.begin(); member != object.end(); ++member) {
            const auto key = member.key();
            if (!is_first && !stands_before(before, key)) {
                return false;
            }
            before = key;
            is_first = false;
        }
        return true;
    }

    bool write_as_they_are(std::size_t place, dom::object object) {
        std::uint32_t size = 0;
        for (const auto& [key, value] : object) {
            if (!write_member(key, value)) {
                return false;
            }
            ++size;
        }
        return close(place, size);
    }

    bool write_sorted(std::size_t place, dom::object object) {
        in_order_ = false;
        const auto first = members_.size();
        for (const auto& [key, value] : object) {
            members_.push_back({.key = key, .value = value});
        }
        const auto end = members_.size();
        if (!sort(first)) {
            return false;
        }
        for (auto i = first; i < end; ++i) {
            const auto member = members_[i];  // a copy: the vector grows below
            if (!write_member(member.key, member.value)) {
                return false;
            }
        }
        members_.resize(first);
        return close(place, static_cast<std::uint32_t>(end - first));
    }

    bool write_member(std::string_view key, dom::element value) {
        plain_bytes_ += key.size() + 3;
        if (write(key, value)) {
            return true;
        }
        fault_.where = pointer_into("", key) + fault_.where;
        return false;
    }

    static std::size_t digits_of(std::int64_t number) {
        char digits[20];
        return static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, number).ptr - digits);
    }

    bool sort(std::size_t first) {
        const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
        std::ranges::sort(begin, members_.end(), stands_before, &Member::key);
        const auto twin = std::ranges::adjacent_find(begin, members_.end(), {}, &Member::key);
        if (twin == members_.end()) {
            return true;
        }
        fault_ = {
            .code = ErrorCode::duplicate_key,
            .message = fmt::format("the key {} stands twice in one object; keep one of them", quoted(twin->key)),
            .where = pointer_into("", twin->key)};
        return false;
    }

    bool close(std::size_t place, std::uint32_t size) {
        plain_bytes_ += 2 + (size > 0 ? size - 1 : 0);  // brackets and commas
        nodes_[place].size = size;
        nodes_[place].span = static_cast<std::uint32_t>(nodes_.size() - place);
        return true;
    }

    std::vector<JsonNode>& nodes_;
    std::vector<Member>& members_;
    Error fault_{};
    std::size_t plain_bytes_ = 0;  ///< of the shortest spelling without escapes
    bool in_order_ = true;         ///< no object's members had to be sorted
};

bool inside(const JsonNode* node, JsonValue value) {
    return value.node() <= node && node < value.node() + value.node()->span;
}

/// A key longer than any of ours is shortened: a refusal does not send back all it was sent.
constexpr std::size_t pointer_key_bytes_max = 200;

std::string_view beginning(std::string_view key) {
    auto end = pointer_key_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xc0) == 0x80) {
        --end;
    }
    return key.substr(0, end);
}

void append_pointer(std::string& pointer, std::string_view key) {
    if (key.size() > pointer_key_bytes_max) {
        append_pointer(pointer, beginning(key));
        pointer += "…";
        return;
    }
    pointer += '/';
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

}  // namespace

std::string pointer_into(std::string_view pointer, std::string_view key) {
    std::string longer(pointer);
    append_pointer(longer, key);
    return longer;
}

std::string JsonValue::pointer() const {
    std::string pointer;
    JsonValue above{root_, root_};
    while (above.node() != node_) {
        std::size_t place = 0;
        for (const auto inner : above) {
            if (inside(node_, inner)) {
                append_pointer(pointer, above.is(JsonType::object) ? std::string(inner.key()) : std::to_string(place));
                above = inner;
                break;
            }
            ++place;
        }
    }
    return pointer;
}

std::unexpected<Error> JsonValue::refuse(ErrorCode code, std::string message) const {
    return fail(code, std::move(message), pointer());
}

std::unexpected<Error> JsonValue::refuse(ErrorCode code, std::string message, std::string_view member) const {
    return fail(code, std::move(message), pointer_into(pointer(), member));
}

struct JsonDocument::Buffers {
    dom::parser parser;
    std::size_t capacity = 0;
    std::vector<char> padded;  ///< the text, and what simdjson may read behind it
    std::vector<JsonNode> nodes;
    std::vector<Member> members;

    /// Grows by doubling, so that a log of growing entries does not allocate for each.
    void reserve(std::size_t bytes) {
        if (bytes <= capacity) {
            return;
        }
        capacity = std::bit_ceil(std::max<std::size_t>(bytes, 4096));
        padded.resize(capacity + simdjson::SIMDJSON_PADDING);
        // One level more than ours: simdjson counts the document itself.
        const bool failed = parser.allocate(capacity, limits::nesting_max + 1) != simdjson::SUCCESS ||
                            parser.doc.allocate(capacity) != simdjson::SUCCESS;
        ENTENTE_ASSERT(!failed);
    }
};

JsonDocument::JsonDocument() : buffers_(std::make_unique<Buffers>()) {}
JsonDocument::~JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;

Result<JsonValue> JsonDocument::read(std::string_view json, Spelling spelling) {
    auto& [parser, capacity, padded, nodes, members] = *buffers_;
    if (json.size() > limits::json_bytes_max) {
        return fail(
            ErrorCode::too_large,
            fmt::format("the JSON text has {} bytes; at most {} are read", json.size(), limits::json_bytes_max));
    }
    buffers_->reserve(json.size());
    json.copy(padded.data(), json.size());
    dom::element root;
    if (parser.parse(padded.data(), json.size(), false).get(root) != simdjson::SUCCESS) {
        return std::unexpected(json_fault(json));
    }
    if (find_lone_surrogate(json) != std::string_view::npos) {  // which simdjson 3.0 lets pass
        return std::unexpected(json_fault(json));
    }
    nodes.clear();
    members.clear();
    NodeWriter writer(nodes, members);
    if (!writer.write({}, root)) {
        return std::unexpected(writer.take_fault());
    }
    const JsonValue value{nodes.data(), nodes.data()};
    if (spelling == Spelling::canonical && !writer.is_canonical(json.size())) {
        if (const auto agreed = canonical_bytes_of(value, json); agreed != json.size()) {
            return fail(
                ErrorCode::bad_json, fmt::format("not in canonical form (RFC 8785) from byte {} on", agreed),
                text(place_in(json, agreed)));
        }
    }
    return value;
}

}  // namespace entente
