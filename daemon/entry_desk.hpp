/// Where entries are handed in and out: what the routes of entries work with.
#pragma once

#include <entente/daemon/access.hpp>
#include <entente/daemon/answering.hpp>
#include <entente/daemon/live_feed.hpp>
#include <entente/daemon/scribe.hpp>

namespace entente::daemon {

struct EntryDesk {
    const Answering& answering;
    Scribe& scribe;
    LiveFeeds& feeds;
    const Access& access;
};

}  // namespace entente::daemon
