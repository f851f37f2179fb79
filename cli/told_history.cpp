#include <entente/cli/told_history.hpp>

#include <entente/cli/record_reader.hpp>
#include <entente/events/rules.hpp>

namespace entente::cli {

Result<void> ToldHistory::add(Seq seq, Instant recorded, const Entry& entry) {
    if (seq <= last_ || knows(entry.id) || entry.alliance != history_->id() || !check_rules(entry, index_)) {
        return no_record();
    }
    last_ = seq;
    index_.add(seq, entry);
    history_->add(seq, recorded, entry);
    return {};
}

}  // namespace entente::cli
