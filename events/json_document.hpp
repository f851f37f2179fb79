/// A JSON text as entente takes it: UTF-8, no key twice, whole numbers, bounded nesting; every value knows its place.
/// For the sources of this room; not installed.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

enum class JsonType : std::uint8_t { null, boolean, integer, text, array, object };

/// One value; those inside it follow directly, members in canonical order whatever the order of the text.
struct JsonNode {
    std::string_view key;      ///< of a member
    std::string_view text;     ///< of a text
    std::int64_t integer = 0;  ///< of an integer or (0, 1) a boolean
    std::uint32_t span = 1;    ///< how many nodes it takes, itself included
    std::uint32_t size = 0;    ///< items or members
    JsonType type = JsonType::null;
};

/// A value in its document. Valid until the document reads another text.
class JsonValue {
public:
    JsonValue(const JsonNode* root, const JsonNode* node) : root_(root), node_(node) {}

    [[nodiscard]] JsonType type() const { return node_->type; }
    [[nodiscard]] bool is(JsonType type) const { return node_->type == type; }
    [[nodiscard]] std::string_view key() const { return node_->key; }
    [[nodiscard]] std::string_view text() const { return node_->text; }
    [[nodiscard]] std::int64_t integer() const { return node_->integer; }
    [[nodiscard]] bool boolean() const { return node_->integer != 0; }
    [[nodiscard]] std::uint32_t size() const { return node_->size; }
    [[nodiscard]] const JsonNode* node() const { return node_; }

    /// The value so many nodes behind this one.
    [[nodiscard]] JsonValue at(std::uint32_t nodes) const { return {root_, node_ + nodes}; }

    /// JSON Pointer (RFC 6901) from the root; empty for the root.
    [[nodiscard]] std::string pointer() const;

    /// An error about this value, or about a member it lacks.
    [[nodiscard]] std::unexpected<Error> refuse(ErrorCode code, std::string message) const;
    [[nodiscard]] std::unexpected<Error> refuse(ErrorCode code, std::string message, std::string_view member) const;

    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = JsonValue;
        Iterator() = default;
        Iterator(const JsonNode* root, const JsonNode* node) : root_(root), node_(node) {}
        JsonValue operator*() const { return {root_, node_}; }
        Iterator& operator++() {
            node_ += node_->span;
            return *this;
        }
        Iterator operator++(int) {
            auto before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.node_ == b.node_; }

    private:
        const JsonNode* root_ = nullptr;
        const JsonNode* node_ = nullptr;
    };
    /// The items of an array, the members of an object.
    [[nodiscard]] Iterator begin() const { return {root_, node_ + 1}; }
    [[nodiscard]] Iterator end() const { return {root_, node_ + node_->span}; }

private:
    const JsonNode* root_;
    const JsonNode* node_;
};

/// `/events/0` and `kind` make `/events/0/kind`, with `~` and `/` escaped.
[[nodiscard]] std::string pointer_into(std::string_view pointer, std::string_view key);

enum class Spelling : std::uint8_t {
    any,        ///< as people write it
    canonical,  ///< RFC 8785 to the byte
};

/// Reads one text after another and keeps its buffers between them.
class JsonDocument {
public:
    JsonDocument();
    ~JsonDocument();
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;

    /// Errors: `bad_json` (also for nesting deeper than limits::nesting_max, and another spelling than the one asked
    /// for), `duplicate_key`, `bad_number`, `too_large` over limits::json_bytes_max. `where` is a JSON Pointer; for
    /// bad_json line and column.
    [[nodiscard]] Result<JsonValue> read(std::string_view json, Spelling spelling);

private:
    struct Buffers;
    std::unique_ptr<Buffers> buffers_;
};

}  // namespace entente
