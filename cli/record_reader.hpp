/// Records as documents hold them, read back.
#pragma once

#include <entente/cli/words.hpp>
#include <entente/events/codec.hpp>
#include <entente/events/log.hpp>

namespace entente::cli {

class RecordReader {
public:
    /// Reads `{"seq","recorded","entry","chain"}`. Errors: `io_failed`, for what no log holds.
    [[nodiscard]] Result<Record> read(const Json& document);

private:
    Decoder decoder_;
};

/// `io_failed`: what a daemon told stands in no log.
[[nodiscard]] std::unexpected<Error> no_record();

/// Reads `{"seq","id","recorded","duplicate"}`. Errors: `io_failed`.
[[nodiscard]] Result<Receipt> read_receipt(const Json& document);

}  // namespace entente::cli
